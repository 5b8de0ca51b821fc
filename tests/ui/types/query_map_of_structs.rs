use opsmith::{Client, operation, shape};
use std::collections::HashMap;

#[shape]
pub struct Filter {
    pub name: String,
}

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query_map)]
    pub filters: HashMap<String, Filter>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(HashMap::new()).send(client).await;
}
