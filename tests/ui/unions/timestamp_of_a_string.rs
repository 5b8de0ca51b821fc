use opsmith::{Timestamp, shape, wire::{Decode, Encode}};

#[shape]
pub enum Target {
    #[op(timestamp = "date-time")]
    Room(String),
    #[op(timestamp = "date-time")]
    Since(Timestamp),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
