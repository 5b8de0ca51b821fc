use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum Priority {
    #[op(value = 1)]
    Low,
    #[op(value = 1)]
    High,
    #[op(other)]
    Other(i32),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Priority>();
    let _ = Priority::Low.as_i32();
}
