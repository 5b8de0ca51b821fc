use opsmith::{Client, operation};

#[operation(service = "chime", path = "https://service.chime.aws.amazon.com/rooms")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
