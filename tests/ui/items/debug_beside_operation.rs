use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
#[derive(Debug, Clone)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().clone().send(client).await;
}
