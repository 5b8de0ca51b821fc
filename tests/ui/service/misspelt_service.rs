use opsmith::{Client, operation};

#[operation(service = "ivs-chat", path = "/GetRoom")]
pub struct GetRoom {
    pub identifier: String,
}

#[operation(service = "Chime", path = "/rooms")]
pub struct ListRooms {}

#[operation(service = "dynamodbb", path = "/rooms")]
pub struct ListTables {}

fn main() {
    let _ = async |client: &Client| GetRoom::new("i").send(client).await;
    let _ = async |client: &Client| ListRooms::new().send(client).await;
    let _ = async |client: &Client| ListTables::new().send(client).await;
}
