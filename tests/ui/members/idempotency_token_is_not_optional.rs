use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(idempotency_token)]
    pub token: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("t").send(client).await;
}
