use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Target {
    Room(String),
    Everyone,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
