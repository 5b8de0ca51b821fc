use opsmith::{Client, operation};

#[operation(sevice = "chime", paht = "/rooms", renameall = "PascalCase", outptu = ())]
pub struct ListRooms {}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
