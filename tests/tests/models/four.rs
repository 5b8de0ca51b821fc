//! The four basic operations in full: only names and types.

use std::collections::HashMap;

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

#[operation(service = "chime", output = CreateRoomOutput, error = ChimeError)]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
    pub client_request_token: Option<String>,
}

#[output(service = "chime")]
pub struct CreateRoomOutput {
    pub room: Option<Room>,
}

#[operation(service = "chime", output = GetRoomResponse, error = ChimeError)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[output(service = "chime")]
pub struct GetRoomResponse {
    pub room: Option<Room>,
}

#[operation(service = "chime", output = Rooms, error = ChimeError, paginate(token = next_token, items = rooms))]
pub struct ListRooms {
    pub account_id: String,
    pub member_id: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "chime", operation = "ListRooms")]
pub struct Rooms {
    #[op(default)]
    pub rooms: Vec<Room>,
    pub next_token: Option<String>,
}

#[shape(service = "chime")]
#[derive(Clone, Default, PartialEq)]
#[allow(clippy::struct_field_names)] // the service's names
pub struct Room {
    pub room_id: Option<String>,
    pub name: Option<String>,
    pub account_id: Option<String>,
    pub created_by: Option<String>,
    pub created_timestamp: Option<Timestamp>,
    pub updated_timestamp: Option<Timestamp>,
}

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    BadRequest(ErrorBody),
    Forbidden(ErrorBody),
    NotFound(ErrorBody),
    ResourceLimitExceeded(ErrorBody),
    ServiceFailure(ErrorBody),
    ServiceUnavailable(ErrorBody),
    ThrottledClient(ErrorBody),
    UnauthorizedClientException(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "ivschat", name = "GetRoom", output = ChatRoom, error = ChatError)]
pub struct GetChatRoom {
    pub identifier: String,
}

#[output(service = "ivschat", operation = "GetRoom")]
pub struct ChatRoom {
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
#[derive(Clone, PartialEq)]
pub struct MessageReviewHandler {
    pub uri: Option<String>,
    pub fallback_result: Option<FallbackResult>,
}

#[shape(service = "ivschat")]
#[derive(Clone, PartialEq, Eq)]
pub enum FallbackResult {
    Allow,
    Deny,
    #[op(other)]
    Other(String),
}

#[derive(Debug, ApiError)]
#[op(service = "ivschat")]
pub enum ChatError {
    AccessDenied(ErrorBody),
    ResourceNotFound(ErrorBody),
    Validation(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}
