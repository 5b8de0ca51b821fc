use opsmith::{Client, operation, shape};

#[shape]
pub struct Room {
    pub name: String,
}

#[operation(service = "chime", path = "/rooms", output = Vec<Room>)]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
