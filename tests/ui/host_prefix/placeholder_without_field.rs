use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms", host_prefix = "<AccountId>.")]
pub struct ListRooms {
    #[op(query)]
    pub member: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().member("m").send(client).await;
}
