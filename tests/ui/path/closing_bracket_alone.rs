use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/RoomId>")]
pub struct GetRoom {}

fn main() {
    let _ = async |client: &Client| GetRoom::new().send(client).await;
}
