use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct CreateRoom {
    #[op(idempotency_token)]
    pub token: Option<u64>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().token(7).send(client).await;
}
