use opsmith::{Client, operation};

pub struct Chime;

#[operation(service = Chime, path = "/rooms")]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
