use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct GetRoom {
    pub account_id: String,
    #[op(default)]
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("a").room_id("r").send(client).await;
}
