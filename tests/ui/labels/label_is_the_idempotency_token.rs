use opsmith::{Client, operation};

#[operation(service = "chime", path = "/rooms/<Token>")]
pub struct CreateRoom {
    #[op(idempotency_token)]
    pub token: Option<String>,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new().token("t").send(client).await;
}
