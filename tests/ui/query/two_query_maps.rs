use opsmith::{Client, operation};
use std::collections::HashMap;

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query_map)]
    pub filter: HashMap<String, String>,
    #[op(query_map)]
    pub more: HashMap<String, Vec<String>>,
}

fn main() {
    let _ = async |client: &Client| {
        ListRooms::new(HashMap::new(), HashMap::new())
            .send(client)
            .await
    };
}
