use opsmith::{Client, operation};
use std::collections::HashMap;

#[operation(service = "chime", path = "/rooms/<Filter>")]
pub struct GetRooms {
    pub filter: HashMap<String, String>,
}

fn main() {
    let _ = async |client: &Client| GetRooms::new(HashMap::new()).send(client).await;
}
