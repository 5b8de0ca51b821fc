use opsmith::{shape, wire::{Decode, Encode}};

#[shape]
pub struct Room {
    #[op(header = "X-Id")]
    pub id: Option<String>,
    #[op(query = "token")]
    pub token: Option<String>,
    #[op(payload)]
    pub data: Option<String>,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
}
