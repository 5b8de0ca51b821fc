use opsmith::{Client, operation, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct RoomId {
    pub account: String,
    pub room: String,
}

#[operation(service = Rooms, path = "/rooms/<RoomId>")]
pub struct GetRoom {
    pub room_id: RoomId,
}

fn main() {
    let room_id = RoomId {
        account: "a".to_owned(),
        room: "r".to_owned(),
    };
    let _ = async |client: &Client| GetRoom::new(room_id).send(client).await;
}
