use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub struct Room {
    #[op(rename = "id")]
    pub room_id: String,
    #[op(rename = "id")]
    pub account_id: String,
    pub id: String,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
