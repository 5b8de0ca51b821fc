use opsmith::{Client, operation};

#[operation(service = "chime", path = "/chat rooms/café/\"quoted\"")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
