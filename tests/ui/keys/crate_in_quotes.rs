use opsmith::{Client, operation};

#[operation(crate = "opsmith", service = "chime", path = "/rooms")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
