use opsmith::{Client, operation};

#[operation(
    service = "chime",
    path = "/accounts/<AccountId>/rooms/<RoomIdentifier>"
)]
pub struct GetRoom {
    pub acount_id: String,
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
