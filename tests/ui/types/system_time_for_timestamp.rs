use opsmith::{Client, operation};
use std::time::SystemTime;

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(timestamp = "date-time")]
    pub starts: SystemTime,
    pub ends: Option<SystemTime>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new(SystemTime::now()).send(client).await;
}
