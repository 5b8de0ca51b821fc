use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

pub struct Tag {
    pub key: String,
}

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    pub tags: Vec<Tag>,
    pub first: Option<Tag>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new(vec![]).send(client).await;
}
