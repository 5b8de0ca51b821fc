//! Amazon IVS Chat. Source: <https://docs.aws.amazon.com/ivs/latest/ChatAPIReference/API_GetRoom.html>.

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output};

/// Reads a chat room.
#[operation(
    service = "ivschat",
    path = "/GetRoom",
    rename_all = "camelCase",
    output = GetRoomOutput,
    error = IvsChatError,
)]
pub struct GetRoom {
    /// The room's ARN.
    pub identifier: String,
}

/// The room.
#[output(rename_all = "camelCase")]
pub struct GetRoomOutput {
    /// The room's ARN.
    pub arn: Option<String>,
    /// The room's ID.
    pub id: Option<String>,
    /// The room's name.
    pub name: Option<String>,
    /// When it was created.
    #[op(timestamp = "date-time")]
    pub create_time: Option<Timestamp>,
    /// How many messages a client may send per second.
    pub maximum_message_rate_per_second: Option<i32>,
}

/// The errors that IVS Chat returns.
#[derive(Debug, ApiError)]
pub enum IvsChatError {
    /// There is no such room.
    #[op(code = "ResourceNotFoundException", status = 404)]
    NotFound(ErrorBody),
    /// The credentials are not allowed to do this.
    #[op(code = "AccessDeniedException", status = 403)]
    AccessDenied(ErrorBody),
    /// Any other error.
    #[op(other)]
    Other(Unmodeled),
}
