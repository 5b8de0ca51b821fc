use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
#[derive(Debug, Clone)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().clone().send(client).await;
}
