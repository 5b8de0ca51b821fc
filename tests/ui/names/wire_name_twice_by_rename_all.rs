use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms", rename_all = "PascalCase")]
pub struct CreateRoom {
    pub room_name: String,
    pub roomName: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("n", "t").send(client).await;
}
