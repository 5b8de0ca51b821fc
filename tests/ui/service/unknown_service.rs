use opsmith::{Client, operation};

#[operation(service = "frobnicator", path = "/rooms")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
