use opsmith::{Client, operation, service};
use std::collections::BTreeMap;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(header = "X-Tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().tags(BTreeMap::new()).send(client).await;
}
