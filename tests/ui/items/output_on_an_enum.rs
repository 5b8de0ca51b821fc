use opsmith::{Client, Output, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[output]
pub enum GetRoomOutput {
    Found(String),
    Missing,
}

#[operation(service = Rooms, path = "/rooms", output = GetRoomOutput)]
pub struct GetRoom {}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
    let _ = async |client: &Client| GetRoom::new().send(client).await;
}
