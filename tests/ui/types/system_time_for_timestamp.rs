use opsmith::{Client, operation, service};
use std::time::SystemTime;

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(timestamp = "date-time")]
    pub starts: SystemTime,
    pub ends: Option<SystemTime>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new(SystemTime::now()).send(client).await;
}
