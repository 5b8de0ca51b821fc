use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub union GetRoom {
    pub id: u64,
}

fn main() {
    let room = GetRoom { id: 1 };
    let _ = async |client: &Client| room.send(client).await;
}
