use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(timestamp = "date-time")]
    pub created: String,
    #[op(timestamp = "http-date", header = "X-Since")]
    pub since: Option<i64>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("c").since(1).send(client).await;
}
