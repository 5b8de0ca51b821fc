use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(idempotency_token)]
    pub token: Option<u64>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().token(7).send(client).await;
}
