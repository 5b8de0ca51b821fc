use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>")]
pub struct GetRoom {
    pub room_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new().room_id("r").send(client).await;
}
