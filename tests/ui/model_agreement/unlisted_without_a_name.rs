use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, shape};

#[operation(service = "chime", error = ChimeError)]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
    #[op(unlisted)]
    pub color: Option<String>,
    #[op(unlisted, query)]
    pub dry_run: Option<bool>,
}

#[shape(service = "chime")]
pub enum RoomMembershipRole {
    Member,
    #[op(unlisted)]
    Guest,
    #[op(other)]
    Other(String),
}

#[derive(Debug, ApiError)]
#[op(service = "chime")]
pub enum ChimeError {
    NotFound(ErrorBody),
    #[op(unlisted)]
    TooManyRooms(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| {
        CreateRoom::new("a", "n").color("red").dry_run(true).send(client).await
    };
    let _ = RoomMembershipRole::Guest.as_str();
}
