use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Priority {
    Low = 1,
    High = 2,
    #[op(other)]
    Other(i32),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Priority>();
}
