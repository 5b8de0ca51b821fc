use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct ListRooms {
    #[op(query = "token", query = "next")]
    pub token: Option<String>,
    #[op(sensitive)]
    #[op(sensitive)]
    pub name: Option<String>,
}

fn main() {
    let _ = async |client: &Client| ListRooms::new().token("t").name("n").send(client).await;
}
