use opsmith::{Client, operation};

#[operation(service = "chime", path = "/accounts/<AccountId>/rooms/<RoomId>")]
pub struct GetRoom {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a").send(client).await;
}
