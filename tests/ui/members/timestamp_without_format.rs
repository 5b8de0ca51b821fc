use opsmith::{Timestamp, shape, wire::{Decode, Encode}};

#[shape]
pub struct Room {
    #[op(timestamp)]
    pub created: Timestamp,
    #[op(timestamp = epoch_seconds)]
    pub updated: Timestamp,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
