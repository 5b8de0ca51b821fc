use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", method = "DELTE")]
pub struct DeleteRooms {}

fn main() {
    let _ = async |client: &Client| DeleteRooms::new().send(client).await;
}
