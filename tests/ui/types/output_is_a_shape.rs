use opsmith::{Client, operation, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct Room {
    pub name: String,
}

#[operation(service = Rooms, path = "/rooms", output = Room)]
pub struct GetRoom {}

fn main() {
    let _ = async |client: &Client| GetRoom::new().send(client).await.map(|output| output.name);
}
