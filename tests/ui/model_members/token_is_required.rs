use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct CreateRoom {
    pub account_id: String,
    pub name: String,
    pub client_request_token: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("a", "n", "t").send(client).await;
}
