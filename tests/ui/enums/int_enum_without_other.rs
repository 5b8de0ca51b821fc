use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Priority {
    #[op(value = 1)]
    Low,
    #[op(value = 2)]
    High,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Priority>();
}
