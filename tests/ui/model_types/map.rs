use opsmith::{Client, operation};

use std::collections::HashMap;

#[operation(service = "ivschat")]
pub struct CreateRoom {
    pub tags: Option<HashMap<String, i32>>,
    pub logging_configuration_identifiers: Option<HashMap<String, String>>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().send(client).await;
}
