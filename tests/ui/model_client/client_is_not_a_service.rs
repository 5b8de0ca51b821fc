use opsmith::{Client, operation};

pub struct Chime;

#[operation(service = "chime", client = Chime)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a", "r").send(client).await;
}
