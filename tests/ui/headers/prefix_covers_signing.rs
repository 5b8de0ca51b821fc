use opsmith::{Client, operation, service};
use std::collections::HashMap;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(prefix_headers = "X-Amz-")]
    pub metadata: HashMap<String, String>,
    #[op(prefix_headers = "")]
    pub all: HashMap<String, String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new(HashMap::new(), HashMap::new())
            .send(client)
            .await
    };
}
