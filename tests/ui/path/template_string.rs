use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/accounts/${AccountId}/rooms/${RoomId}", method = "DELETE")]
pub struct DeleteRoom {
    pub account_id: String,
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| Rooms::new(client).delete_room("a", "r").await;
}
