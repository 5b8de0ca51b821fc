use opsmith::{Timestamp, shape, wire::{Decode, Encode}};

#[shape]
pub struct Room {
    #[op(timestamp = "datetime")]
    pub created: Timestamp,
    #[op(timestamp = "iso8601")]
    pub updated: Timestamp,
    #[op(timestamp = "unixTimestamp")]
    pub deleted: Timestamp,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
