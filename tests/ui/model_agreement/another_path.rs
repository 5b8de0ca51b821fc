use opsmith::{Client, operation};

#[operation(service = "chime", path = "/account/<AccountId>/rooms")]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
}

#[operation(service = "chime", path = "/accounts/<account_id>/rooms/<room_id>")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("a", "n").send(client).await;
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
