use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub enum RoomRole {
    Administrator,
    Member,
    Other(String),
}

#[shape]
pub enum Priority {
    #[op(value = 1)]
    Low,
    Other(i32),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
    known::<Priority>();
    let _ = |role: RoomRole| role.as_str().len();
}
