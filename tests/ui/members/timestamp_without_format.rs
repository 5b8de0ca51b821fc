use opsmith::{Decode, Encode, Timestamp, shape};

#[shape]
pub struct Room {
    #[op(timestamp)]
    pub created: Timestamp,
    #[op(timestamp = epoch_seconds)]
    pub updated: Timestamp,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
