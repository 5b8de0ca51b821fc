use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
    pub max_results: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").max_results(3).send(client).await;
}
