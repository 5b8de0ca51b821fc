use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query = "token", header = "X-Token")]
    pub token: Option<String>,
    #[op(payload, query)]
    pub filter: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().token("t").filter("f").send(client).await;
}
