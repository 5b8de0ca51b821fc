use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", auth = "sigv4a")]
pub struct ListRooms {}

#[operation(service = "chime", path = "/rooms", auth = "bearer")]
pub struct GetRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
    let _ = async |client: &Client| GetRooms::new().send(client).await;
}
