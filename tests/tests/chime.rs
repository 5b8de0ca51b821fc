//! The four basic operations, declared once for the tests.

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

/// Creates a chat room.
#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms",
    rename_all = "PascalCase",
    output = CreateRoomOutput,
    error = ChimeError,
)]
pub struct CreateRoom {
    pub account_id: String,
    #[op(sensitive)]
    pub name: String,
    #[op(idempotency_token)]
    pub client_request_token: Option<String>,
}

#[output(rename_all = "PascalCase")]
pub struct CreateRoomOutput {
    pub room: Option<Room>,
}

#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms/<RoomId>",
    output = GetRoomOutput,
    error = ChimeError,
)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[output(rename_all = "PascalCase")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms",
    output = ListRoomsOutput,
    error = ChimeError,
    paginate(token = next_token, items = rooms),
)]
pub struct ListRooms {
    pub account_id: String,
    #[op(query = "member-id")]
    pub member_id: Option<String>,
    #[op(query = "max-results")]
    pub max_results: Option<i32>,
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

#[output(rename_all = "PascalCase")]
pub struct ListRoomsOutput {
    #[op(default)]
    pub rooms: Vec<Room>,
    pub next_token: Option<String>,
}

#[shape(rename_all = "PascalCase")]
#[derive(Clone, Default, PartialEq)]
#[allow(clippy::struct_field_names)] // the service's names
pub struct Room {
    pub room_id: Option<String>,
    #[op(sensitive)]
    pub name: Option<String>,
    pub account_id: Option<String>,
    pub created_by: Option<String>,
    #[op(timestamp = "date-time")]
    pub created_timestamp: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    pub updated_timestamp: Option<Timestamp>,
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[op(code = "ThrottledClientException", status = 429, retry = "throttling")]
    Throttled(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}
