use opsmith::shape;

#[shape(service = "chime")]
pub struct Room {
    pub room_name: Option<String>,
    pub arn: Option<String>,
}

fn main() {
    let _ = |room: Room| (room.room_name, room.arn);
}
