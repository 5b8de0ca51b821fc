use opsmith::{Client, operation, output, shape};

#[operation(service = "chime", name = "CreateRoom", rename_all = "camelCase")]
pub struct NewRoom {
    pub account_id: String,
    pub name: String,
}

#[output(service = "chime", operation = "GetRoom", rename_all = "SCREAMING_SNAKE_CASE")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[shape(service = "chime", rename_all = "kebab-case")]
pub struct Room {
    pub room_id: Option<String>,
}

#[shape(service = "chime", rename_all = "lowercase")]
pub enum RoomMembershipRole {
    Member,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = async |client: &Client| NewRoom::new("a", "n").send(client).await;
    let _ = |output: GetRoomOutput| output.room.map(|room| room.room_id);
    let _ = RoomMembershipRole::Member.as_str();
}
