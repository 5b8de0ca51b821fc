use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    #[op(rename = "ADMIN")]
    Administrator,
    #[op(rename = "ADMIN")]
    Owner,
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
    let _ = RoomRole::from("ADMIN").as_str().len();
}
