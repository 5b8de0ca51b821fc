use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomIds>")]
pub struct GetRooms {
    pub room_ids: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| GetRooms::new(vec!["r".to_owned()]).send(client).await;
}
