use opsmith::shape;

#[shape(service = "chime")]
pub struct Room {
    pub created_timestamp: Option<String>,
    pub updated_timestamp: Option<i64>,
}

fn main() {
    let _ = |room: Room| (room.created_timestamp, room.updated_timestamp);
}
