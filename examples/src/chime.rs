//! Amazon Chime's rooms: three operations with all of their members, nested shapes and errors.
//!
//! Names and types are all there is to write: the model of the service supplies the rest, such as that `max_results` is
//! the query parameter `max-results`. Source: the [API reference].
//!
//! [API reference]: https://docs.aws.amazon.com/chime/latest/APIReference/API_CreateRoom.html

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

/// Creates a chat room.
#[operation(service = "chime", output = CreateRoomOutput, error = ChimeError)]
pub struct CreateRoom {
    /// The Chime account.
    pub account_id: String,
    /// The room's name.
    pub name: String,
    /// Makes the call safe to repeat; filled in if absent.
    pub client_request_token: Option<String>,
}

/// The room that was created.
#[output(service = "chime")]
pub struct CreateRoomOutput {
    /// The room.
    pub room: Option<Room>,
}

/// Reads a chat room.
#[operation(service = "chime", output = GetRoomOutput, error = ChimeError)]
pub struct GetRoom {
    /// The Chime account.
    pub account_id: String,
    /// The room.
    pub room_id: String,
}

/// The room that was read.
#[output(service = "chime")]
pub struct GetRoomOutput {
    /// The room.
    pub room: Option<Room>,
}

/// Lists the chat rooms of an account, one page at a time.
// The model does not describe the pages of this operation.
#[operation(
    service = "chime",
    output = ListRoomsOutput,
    error = ChimeError,
    paginate(token = next_token, items = rooms),
)]
pub struct ListRooms {
    /// The Chime account.
    pub account_id: String,
    /// Only rooms with this member.
    pub member_id: Option<String>,
    /// The maximum number of rooms per page.
    pub max_results: Option<i32>,
    /// The token of the next page.
    pub next_token: Option<String>,
}

/// One page of rooms.
#[output(service = "chime")]
pub struct ListRoomsOutput {
    /// The rooms.
    #[op(default)]
    pub rooms: Vec<Room>,
    /// The token of the next page.
    pub next_token: Option<String>,
}

/// A chat room.
#[shape(service = "chime")]
#[derive(Clone, Default, PartialEq)]
#[allow(clippy::struct_field_names)] // The names are the service's.
pub struct Room {
    /// The room's ID.
    pub room_id: Option<String>,
    /// The room's name, which is sensitive: `Debug` does not show it.
    pub name: Option<String>,
    /// The account that the room belongs to.
    pub account_id: Option<String>,
    /// The ARN of its creator.
    pub created_by: Option<String>,
    /// When it was created.
    pub created_timestamp: Option<Timestamp>,
    /// When it was last updated.
    pub updated_timestamp: Option<Timestamp>,
}

/// The errors of the three operations.
#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    /// The request is malformed.
    BadRequest(ErrorBody),
    /// The caller is not allowed to do this.
    Forbidden(ErrorBody),
    /// There is no such account or room.
    NotFound(ErrorBody),
    /// The account has as many rooms as it may have. Only `CreateRoom` returns this.
    ResourceLimitExceeded(ErrorBody),
    /// The service failed.
    ServiceFailure(ErrorBody),
    /// The service is unavailable.
    ServiceUnavailable(ErrorBody),
    /// Too many requests. The model does not say that a client should try again, so this does.
    #[op(retry = "throttling")]
    ThrottledClient(ErrorBody),
    /// The credentials are not valid for this.
    UnauthorizedClient(ErrorBody),
    /// Any other error.
    #[op(other)]
    Other(Unmodeled),
}
