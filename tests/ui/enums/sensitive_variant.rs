use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    #[op(sensitive)]
    Administrator,
    #[op(timestamp = "date-time")]
    Member,
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
