use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query = "token")]
    #[op(header = "X-Token")]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().token("t").send(client).await;
}
