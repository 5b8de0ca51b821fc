use opsmith::{Client, operation, service};
use std::collections::HashMap;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/tags")]
pub struct PutTags {
    #[op(payload)]
    pub tags: Option<HashMap<String, String>>,
}

fn main() {
    let _ = async |client: &Client| PutTags::new().tags(HashMap::new()).send(client).await;
}
