use opsmith::{Client, operation};

#[operation(service = "chime", uri = "/rooms", input = ListRooms, errors = [NotFound], header = "X-A")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
