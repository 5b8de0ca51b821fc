use opsmith::{shape, wire::{Decode, Encode}};

pub struct Tag {
    pub key: String,
}

#[shape]
pub struct Room {
    pub tag: Option<Tag>,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
