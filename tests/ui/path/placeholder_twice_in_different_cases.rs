use opsmith::{Client, operation};

#[operation(service = "chime", path = "/accounts/<roomId>/rooms/<RoomId>")]
pub struct GetRoom {
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
