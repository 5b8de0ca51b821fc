use opsmith::{Client, operation, service};
use std::collections::HashMap;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(prefix_headers = "X-Meta-")]
    pub metadata: HashMap<String, i32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(HashMap::new()).send(client).await;
}
