use opsmith::operation;

#[operation(service = "chime", path = "/rooms")]
mod rooms {
    pub struct Room;
}

fn main() {
    let _ = rooms::Room;
}
