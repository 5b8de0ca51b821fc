use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    #[op(other)]
    Other(String),
}

#[shape]
pub enum Nothing {}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
    known::<Nothing>();
}
