use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Priority {
    #[op(value = 1)]
    Low,
    High,
    #[op(value = 3, rename = "top")]
    Top,
    #[op(other)]
    Other(i32),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Priority>();
}
