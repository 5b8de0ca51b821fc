use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
#[operation(service = "chime", path = "/accounts")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
