use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/count")]
pub struct PutCount {
    #[op(payload)]
    pub count: i64,
}

fn main() {
    let _ = async |client: &Client| PutCount::new(7).send(client).await;
}
