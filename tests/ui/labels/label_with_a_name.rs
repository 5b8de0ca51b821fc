use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>")]
pub struct GetRoom {
    #[op(label = "RoomId")]
    pub room_id: String,
}

fn main() {
    let _ = async |client: &Client| GetRoom::new("r").send(client).await;
}
