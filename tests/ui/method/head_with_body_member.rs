use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", method = "HEAD")]
pub struct HeadRooms {
    pub name: String,
}

fn main() {
    let _ = async |client: &Client| HeadRooms::new("n").send(client).await;
}
