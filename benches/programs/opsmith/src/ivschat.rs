//! One operation of Amazon IVS Chat.

use std::collections::HashMap;

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

#[operation(service = "ivschat", output = GetRoomOutput, error = IvsChatError)]
pub struct GetRoom {
    pub identifier: String,
}

#[output(service = "ivschat")]
pub struct GetRoomOutput {
    pub arn: Option<String>,
    pub id: Option<String>,
    pub name: Option<String>,
    pub create_time: Option<Timestamp>,
    pub update_time: Option<Timestamp>,
    pub maximum_message_rate_per_second: Option<i32>,
    pub maximum_message_length: Option<i32>,
    pub message_review_handler: Option<MessageReviewHandler>,
    #[op(default)]
    pub tags: HashMap<String, String>,
    #[op(default)]
    pub logging_configuration_identifiers: Vec<String>,
}

#[shape(service = "ivschat")]
pub struct MessageReviewHandler {
    pub uri: Option<String>,
    pub fallback_result: Option<FallbackResult>,
}

#[shape(service = "ivschat")]
pub enum FallbackResult {
    Allow,
    Deny,
    #[op(other)]
    Other(String),
}

#[derive(Debug, ApiError)]
#[op(service = "ivschat")]
pub enum IvsChatError {
    ResourceNotFound(ErrorBody),
    Validation(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}
