use opsmith::{UnknownMember, shape, wire::{Decode, Encode}};

#[shape]
pub enum Target {
    Room(String, String),
    Member {
        account: String,
        id: String,
    },
    User(String),
    #[op(other)]
    Other(UnknownMember),
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Target>();
}
