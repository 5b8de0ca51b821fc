use opsmith::{Client, operation, service};

#[service(id = "chime")]
pub struct Chime;

#[operation(service = Chime)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| Chime::new(client).get_room("a", "r").await;
}
