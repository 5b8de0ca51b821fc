use opsmith::{Client, operation};

#[operation(service = "chime", path = concat!("/accounts", "/rooms"))]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
