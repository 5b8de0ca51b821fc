use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
#[serde(rename_all = "UPPERCASE")]
pub enum RoomRole {
    #[serde(rename = "ADMIN")]
    Administrator,
    #[serde(other)]
    Member,
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
