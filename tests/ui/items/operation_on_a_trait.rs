use opsmith::{operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub trait Chime {
    fn list_rooms(&self);
}

fn main() {
    fn known(chime: &dyn Chime) {
        chime.list_rooms();
    }
    let _ = known;
}
