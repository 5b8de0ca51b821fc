use opsmith::{shape, wire::{Decode, Encode}};

pub struct Room {
    pub name: String,
}

#[shape]
pub enum Target {
    Room(Room),
    User(String),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
