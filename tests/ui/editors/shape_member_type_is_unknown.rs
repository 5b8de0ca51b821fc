use opsmith::{output, shape, wire::{Decode, Encode}};

#[shape]
pub struct Room {
    pub name: String,
    pub tags: Option<Vec<Tagg>>,
}

#[output]
pub struct GetRoomOutput {
    pub room: Room,
    #[op(default)]
    pub tag: Tagg,
    pub rooms: Vec<Roomm>,
}

fn main() {
    fn known<T: Encode + Decode + std::fmt::Debug>() {}
    known::<Room>();
    let _ = |output: GetRoomOutput| output.room.name;
}
