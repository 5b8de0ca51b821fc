use opsmith::{Client, operation};

#[operation(service = "models/unresolved.model")]
pub struct GetOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| GetOrder::new("o").send(client).await;
}
