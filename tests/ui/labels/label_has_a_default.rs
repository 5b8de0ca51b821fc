use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>/<Part>")]
pub struct GetRoom {
    #[op(default)]
    pub room_id: String,
    #[op(label, default)]
    pub part: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new().room_id("r").part("p").send(client).await;
}
