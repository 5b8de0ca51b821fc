use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>")]
pub struct GetRoom(pub String);

fn main() {
    let _ = async |client: &Client| GetRoom("r".to_owned()).send(client).await;
}
