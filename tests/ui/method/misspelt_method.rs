use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", method = "DELTE")]
pub struct DeleteRooms {}

fn main() {
    let _ = async |client: &Client| DeleteRooms::new().send(client).await;
}
