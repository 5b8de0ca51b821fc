use opsmith::shape;

#[shape(service = "chime")]
pub enum Room {
    Open,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = Room::Open;
}
