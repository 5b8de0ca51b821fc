use opsmith::{Client, operation, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct Room {
    pub name: String,
}

#[operation(service = Rooms, path = "/rooms", output = Vec<Room>)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
