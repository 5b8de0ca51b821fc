use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", output = )]
pub struct ListRooms {}

#[operation(service = Rooms, path = "/rooms", output = rooms::)]
pub struct GetRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
    let _ = async |client: &Client| GetRooms::new().send(client).await;
}
