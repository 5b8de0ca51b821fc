//! Amazon IVS Chat: one operation with all of its members, nested shapes and errors.
//!
//! Source: <https://docs.aws.amazon.com/ivs/latest/ChatAPIReference/API_GetRoom.html>.

use std::collections::HashMap;

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

/// Reads a chat room.
#[operation(service = "ivschat", output = GetRoomOutput, error = IvsChatError)]
pub struct GetRoom {
    /// The room's ARN.
    pub identifier: String,
}

/// The room.
#[output(service = "ivschat")]
#[derive(Default)]
pub struct GetRoomOutput {
    /// The room's ARN.
    pub arn: Option<String>,
    /// The room's ID.
    pub id: Option<String>,
    /// The room's name.
    pub name: Option<String>,
    /// When it was created.
    pub create_time: Option<Timestamp>,
    /// When it was last updated.
    pub update_time: Option<Timestamp>,
    /// How many messages a client may send per second.
    pub maximum_message_rate_per_second: Option<i32>,
    /// How many characters a message may have.
    pub maximum_message_length: Option<i32>,
    /// What reviews each message before it is delivered.
    pub message_review_handler: Option<MessageReviewHandler>,
    /// The room's tags.
    #[op(default)]
    pub tags: HashMap<String, String>,
    /// The ARNs of the logging configurations.
    #[op(default)]
    pub logging_configuration_identifiers: Vec<String>,
}

/// A Lambda function that reviews messages.
#[shape(service = "ivschat")]
#[derive(Clone, PartialEq)]
pub struct MessageReviewHandler {
    /// The function's ARN.
    pub uri: Option<String>,
    /// What happens to a message if the function does not respond.
    pub fallback_result: Option<FallbackResult>,
}

/// What happens to a message that was not reviewed.
#[shape(service = "ivschat")]
#[derive(Clone, PartialEq, Eq)]
pub enum FallbackResult {
    /// It is delivered.
    Allow,
    /// It is not delivered.
    Deny,
    /// A value that this program does not know yet.
    #[op(other)]
    Other(String),
}

/// The errors that IVS Chat returns.
#[derive(Debug, ApiError)]
#[op(service = "ivschat")]
pub enum IvsChatError {
    /// The caller is not allowed to do this.
    AccessDenied(ErrorBody),
    /// There is no such room.
    ResourceNotFound(ErrorBody),
    /// The request is malformed.
    Validation(ErrorBody),
    /// Any other error.
    #[op(other)]
    Other(Unmodeled),
}
