use opsmith::{Client, operation};
use std::collections::HashMap;

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(prefix_headers = "X-Meta-")]
    pub metadata: HashMap<String, i32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(HashMap::new()).send(client).await;
}
