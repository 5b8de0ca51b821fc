use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<RoomId>")]
pub struct GetRoom(pub String);

fn main() {
    let _ = async |client: &Client| GetRoom("r".to_owned()).send(client).await;
}
