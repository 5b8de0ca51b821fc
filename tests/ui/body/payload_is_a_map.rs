use opsmith::{Client, operation};
use std::collections::HashMap;

#[operation(service = "chime", path = "/tags")]
pub struct PutTags {
    #[op(payload)]
    pub tags: Option<HashMap<String, String>>,
}

fn main() {
    let _ = async |client: &Client| PutTags::new().tags(HashMap::new()).send(client).await;
}
