use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/accounts/:account_id/rooms")]
pub struct ListRooms {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").send(client).await;
}
