use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(status)]
    pub status: i32,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(200).send(client).await;
}
