use opsmith::{operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
mod rooms {
    pub struct Room;
}

fn main() {
    let _ = rooms::Room;
}
