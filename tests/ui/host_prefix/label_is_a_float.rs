use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", host_prefix = "v<Version>.")]
pub struct ListRooms {
    #[op(query)]
    pub version: f64,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new(1.5).send(client).await;
}
