use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", host_prefix = "data")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
