use opsmith::{output, shape};

#[output(service = "chime")]
pub struct GetRoomOutput {
    pub room: Option<Room>,
}

#[shape(service = "ivschat", name = "RoomSummary")]
pub struct Room {
    pub name: Option<String>,
}

fn main() {
    let _ = |output: GetRoomOutput| output.room.map(|room| room.name);
}
