use opsmith::{shape, wire::{Decode, Encode}};
use std::collections::HashMap;

#[shape]
pub struct Room {
    pub seats: HashMap<u32, String>,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
