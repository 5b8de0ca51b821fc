use opsmith::{UnknownMember, shape, wire::{Decode, Encode}};

#[shape]
pub enum Target {
    Room(String),
    #[op(other)]
    Other(UnknownMember),
    #[op(other)]
    Unknown(UnknownMember),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
