use opsmith::{Client, operation, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[shape]
pub struct Filter {
    pub name: String,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query = "filter")]
    pub filter: Option<Filter>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().send(client).await;
}
