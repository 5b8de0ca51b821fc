use opsmith::operation;

pub struct Chime;

#[operation(service = "chime", path = "/rooms")]
impl Chime {
    pub fn list_rooms(&self) {}
}

fn main() {
    Chime.list_rooms();
}
