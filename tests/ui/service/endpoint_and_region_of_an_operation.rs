use opsmith::{Client, operation};

#[operation(
    service = "chime",
    endpoint = "https://example.com",
    region = "us-east-1",
    path = "/rooms"
)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
