use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", method = "GET")]
pub struct ListRooms {
    #[op(colour = "red")]
    pub max_results: Option<i32>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().max_results(1).send(client).await;
}
