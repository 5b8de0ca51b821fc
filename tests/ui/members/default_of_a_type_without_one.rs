use opsmith::{Output, output, shape};

#[shape]
pub struct Room {
    pub name: String,
}

#[output]
pub struct GetRoomOutput {
    #[op(default)]
    pub room: Room,
}

fn main() {
    fn known<T: Output + std::fmt::Debug>() {}
    known::<GetRoomOutput>();
    let _ = |output: GetRoomOutput| println!("{:?}", output.room.name);
}
