use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/accounts/<AccountId>/rooms/<RoomId>")]
pub struct GetRoom {
    #[op(query = "account")]
    pub account_id: String,
    #[op(header = "X-Room")]
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
