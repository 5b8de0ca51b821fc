use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", output = )]
pub struct ListRooms {}

#[operation(service = "chime", path = "/rooms", output = rooms::)]
pub struct GetRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
    let _ = async |client: &Client| GetRooms::new().send(client).await;
}
