use opsmith::{Client, operation};

#[operation(service = "chime", path)]
pub struct ListRooms {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new("a").send(client).await;
}
