use opsmith::{shape, wire::{Decode, Encode}};

#[shape(rename_all = "lowercase")]
pub enum RoomRole {
    #[op(rename = "member")]
    Guest,
    Member,
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
