//! Amazon Chime rooms. Source: the service's model, as documented in the `aws-sdk-chime` crate.

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
    /// The Chime account.
    pub account_id: String,
    /// The room's name.
    #[op(sensitive)]
    pub name: String,
    /// Makes the call safe to repeat; filled in if absent.
    #[op(idempotency_token)]
    pub client_request_token: Option<String>,
}

/// The room that was created.
#[output(rename_all = "PascalCase")]
pub struct CreateRoomOutput {
    /// The room.
    pub room: Option<Room>,
}

/// Reads a chat room.
#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms/<RoomId>",
    output = GetRoomOutput,
    error = ChimeError,
)]
pub struct GetRoom {
    /// The Chime account.
    pub account_id: String,
    /// The room.
    pub room_id: String,
}

/// The room that was read.
#[output(rename_all = "PascalCase")]
pub struct GetRoomOutput {
    /// The room.
    pub room: Option<Room>,
}

/// Lists the chat rooms of an account, one page at a time.
#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms",
    output = ListRoomsOutput,
    error = ChimeError,
    paginate(token = next_token, items = rooms),
)]
pub struct ListRooms {
    /// The Chime account.
    pub account_id: String,
    /// Only rooms with this member.
    #[op(query = "member-id")]
    pub member_id: Option<String>,
    /// The maximum number of rooms per page.
    #[op(query = "max-results")]
    pub max_results: Option<i32>,
    /// The token of the next page.
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

/// One page of rooms.
#[output(rename_all = "PascalCase")]
pub struct ListRoomsOutput {
    /// The rooms.
    #[op(default)]
    pub rooms: Vec<Room>,
    /// The token of the next page.
    pub next_token: Option<String>,
}

/// A chat room.
#[shape(rename_all = "PascalCase")]
#[derive(Clone, Default, PartialEq)]
pub struct Room {
    /// The room's ID.
    pub room_id: Option<String>,
    /// The room's name.
    #[op(sensitive)]
    pub name: Option<String>,
    /// The account that the room belongs to.
    pub account_id: Option<String>,
    /// The ARN of its creator.
    pub created_by: Option<String>,
    /// When it was created.
    #[op(timestamp = "date-time")]
    pub created_timestamp: Option<Timestamp>,
    /// When it was last updated.
    #[op(timestamp = "date-time")]
    pub updated_timestamp: Option<Timestamp>,
}

/// The errors that Chime returns.
#[derive(Debug, ApiError)]
pub enum ChimeError {
    /// There is no such room.
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    /// Too many requests.
    #[op(code = "ThrottledClientException", status = 429, retry = "throttling")]
    Throttled(ErrorBody),
    /// Any other error.
    #[op(other)]
    Other(Unmodeled),
}
