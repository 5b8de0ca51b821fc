use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(header = "X-Request-Id")]
    pub request_id: Option<String>,
    #[op(header = "x-request-id")]
    pub id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().request_id("r").id("i").send(client).await;
}
