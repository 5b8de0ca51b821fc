use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct GetRoom {
    pub account_id: i64,
    pub room_id: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new(3, ["r".to_owned()]).send(client).await;
}
