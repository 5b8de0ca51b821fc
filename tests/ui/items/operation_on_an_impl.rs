use opsmith::{operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

pub struct Chime;

#[operation(service = Rooms, path = "/rooms")]
impl Chime {
    pub fn list_rooms(&self) {}
}

fn main() {
    Chime.list_rooms();
}
