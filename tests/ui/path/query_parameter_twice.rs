use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms?mode=a&flag&mode=b")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
