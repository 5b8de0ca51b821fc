use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Target {
    Room(String),
    User(String),
    #[op(other)]
    Other(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
