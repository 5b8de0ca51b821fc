use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/rooms")]
pub struct CreateRoom {
    #[op(idempotency_token)]
    pub token: Option<String>,
    #[op(idempotency_token, header = "X-Token")]
    pub header_token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        CreateRoom::new()
            .token("t")
            .header_token("h")
            .send(client)
            .await
    };
}
