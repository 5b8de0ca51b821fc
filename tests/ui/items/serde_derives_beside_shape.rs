use opsmith::{Decode, Encode, shape};

#[shape]
#[derive(Debug, Clone, serde::Serialize, Deserialize)]
pub struct Room {
    pub name: String,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
