use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<RoomId>")]
pub struct GetRoom {
    #[op(rename = "Id")]
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
