use opsmith::output;

#[output(service = "chime")]
pub struct GetRoomOutput {
    pub room: Option<String>,
}

#[output(service = "chime")]
pub struct ListRoomsOutput {
    pub rooms: Option<Vec<String>>,
}

fn main() {
    let _ = |a: GetRoomOutput, b: ListRoomsOutput| (a.room, b.rooms);
}
