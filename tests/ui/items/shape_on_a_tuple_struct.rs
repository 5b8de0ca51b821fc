use opsmith::{Client, operation, service, shape};
use opsmith::wire::{Decode, Encode};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct RoomId(pub String);

#[operation(service = Rooms, path = "/rooms")]
pub struct GetRoom {
    pub room_id: RoomId,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomId>();
    let _ = async |client: &Client| GetRoom::new(RoomId("r".to_owned())).send(client).await;
}
