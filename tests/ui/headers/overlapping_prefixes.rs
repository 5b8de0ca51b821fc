use opsmith::{Client, operation};
use std::collections::HashMap;

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(prefix_headers = "X-Meta-")]
    pub metadata: HashMap<String, String>,
    #[op(prefix_headers = "x-meta-tag-")]
    pub tags: HashMap<String, String>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new(HashMap::new(), HashMap::new())
            .send(client)
            .await
    };
}
