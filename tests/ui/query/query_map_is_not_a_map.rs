use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query_map)]
    pub filter: Option<String>,
}

#[operation(service = Rooms, path = "/tags")]
pub struct ListTags {
    #[op(query_map)]
    pub tags: Vec<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().filter("f").send(client).await;
    let _ = async |client: &Client| ListTags::new(vec![]).send(client).await;
}
