use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(
    service = Rooms,
    path = "/rooms",
    method = "GET",
    path = "/accounts",
    method = "POST"
)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
