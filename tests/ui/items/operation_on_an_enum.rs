use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub enum ListRooms {
    All,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
