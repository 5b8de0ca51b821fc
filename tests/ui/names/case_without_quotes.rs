use opsmith::{shape, wire::{Decode, Encode}};

#[shape(rename_all = PascalCase)]
pub struct Room {
    pub room_id: String,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
