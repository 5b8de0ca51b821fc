use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Priority {
    #[op(value = 4000000000)]
    Low,
    #[op(value = "2")]
    High,
    #[op(value = 1.5)]
    Top,
    #[op(other)]
    Other(i32),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Priority>();
}
