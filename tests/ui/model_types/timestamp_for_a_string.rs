use opsmith::{Timestamp, shape};

#[shape(service = "chime")]
pub struct Room {
    pub created_by: Option<Timestamp>,
}

fn main() {
    let _ = |room: Room| room.created_by;
}
