use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    Administrator,
    Member(u32),
    Guest {
        name: String,
    },
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
