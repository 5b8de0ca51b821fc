use opsmith::{Client, operation};
use std::collections::BTreeMap;

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(header = "X-Tags")]
    pub tags: Option<BTreeMap<String, String>>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().tags(BTreeMap::new()).send(client).await;
}
