use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct CreateRoom {
    pub account_id: String,
    pub naem: String,
}

fn main() {
    let _ = async |client: &Client| CreateRoom::new("a", "n").send(client).await;
}
