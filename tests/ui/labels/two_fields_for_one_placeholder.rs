use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>")]
pub struct GetRoom {
    pub room_id: String,
    pub roomid: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
