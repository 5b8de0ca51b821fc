use opsmith::{Client, operation};

#[operation(
    service = "chime",
    endpoint = "https://example.com",
    region = "us-east-1"
)]
pub struct ListRooms {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").send(client).await;
}
