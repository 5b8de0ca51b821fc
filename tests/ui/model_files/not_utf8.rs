use opsmith::{Client, operation};

#[operation(service = "models/not_utf8.model")]
pub struct GetOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| GetOrder::new("o").send(client).await;
}
