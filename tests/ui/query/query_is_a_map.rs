use opsmith::{Client, operation};
use std::collections::HashMap;

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query = "filter")]
    pub filter: HashMap<String, String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(HashMap::new()).send(client).await;
}
