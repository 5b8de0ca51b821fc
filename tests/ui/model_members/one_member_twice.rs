use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
    #[op(rename = "RoomId")]
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r", "r").send(client).await;
}
