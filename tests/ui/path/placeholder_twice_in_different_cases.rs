use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/accounts/<roomId>/rooms/<RoomId>")]
pub struct GetRoom {
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
