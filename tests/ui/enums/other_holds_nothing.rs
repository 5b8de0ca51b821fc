use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    Administrator,
    Member,
    #[op(other)]
    Other,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
