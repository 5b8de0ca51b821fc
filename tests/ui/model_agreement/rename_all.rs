use opsmith::{Client, operation, output, shape};

#[operation(service = "chime", rename_all = "PascalCase")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[output(service = "chime", rename_all = "PascalCase")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[shape(service = "chime", rename_all = "PascalCase")]
pub struct Room {
    pub name: Option<String>,
}

#[shape(service = "chime", rename_all = "PascalCase")]
pub enum RoomMembershipRole {
    Member,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
    let _ = |output: GetRoomOutput| output.room.map(|room| room.name);
    let _ = RoomMembershipRole::Member.as_str();
}
