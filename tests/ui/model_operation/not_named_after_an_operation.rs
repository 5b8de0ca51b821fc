use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct MyRequest {
    pub account_id: String,
}

fn main() {
    let _ = async |client: &Client| MyRequest::new("a").send(client).await;
}
