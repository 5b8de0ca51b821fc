use opsmith::{Client, operation, shape, wire::{Decode, Encode}};

#[shape]
pub struct RoomId(pub String);

#[operation(service = "chime", path = "/rooms")]
pub struct GetRoom {
    pub room_id: RoomId,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomId>();
    let _ = async |client: &Client| GetRoom::new(RoomId("r".to_owned())).send(client).await;
}
