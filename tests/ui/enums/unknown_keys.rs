use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    #[op(renmae = "ADMIN")]
    Administrator,
    #[op(code = "MEMBER")]
    Member,
    #[op(name = "GUEST")]
    Guest,
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
