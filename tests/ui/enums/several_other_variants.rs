use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    Administrator,
    #[op(other)]
    Other(String),
    #[op(other)]
    Unknown(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
