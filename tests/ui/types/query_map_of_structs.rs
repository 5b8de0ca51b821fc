use opsmith::{Client, operation, service, shape};
use std::collections::HashMap;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct Filter {
    pub name: String,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query_map)]
    pub filters: HashMap<String, Filter>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(HashMap::new()).send(client).await;
}
