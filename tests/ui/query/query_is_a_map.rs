use opsmith::{Client, operation, service};
use std::collections::HashMap;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query = "filter")]
    pub filter: HashMap<String, String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(HashMap::new()).send(client).await;
}
