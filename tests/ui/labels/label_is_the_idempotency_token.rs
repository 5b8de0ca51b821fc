use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms/<Token>")]
pub struct CreateRoom {
    #[op(idempotency_token)]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().token("t").send(client).await;
}
