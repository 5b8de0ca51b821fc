use opsmith::{UnknownMember, shape, wire::{Decode, Encode}};

#[shape(rename_all = "camelCase")]
pub enum Target {
    RoomId(String),
    #[op(rename = "roomId")]
    Room(String),
    #[op(other)]
    Other(UnknownMember),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
