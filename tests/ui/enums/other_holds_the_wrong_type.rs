use opsmith::{Decode, Encode, shape};

#[shape]
pub enum RoomRole {
    Administrator,
    #[op(other)]
    Other(u64),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<RoomRole>();
}
