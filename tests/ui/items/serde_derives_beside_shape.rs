use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
#[derive(Debug, Clone, serde::Serialize, Deserialize)]
pub struct Room {
    pub name: String,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
