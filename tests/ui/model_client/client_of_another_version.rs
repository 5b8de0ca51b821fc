use opsmith::{Client, operation, service};

#[service(id = "models/orders-2.model")]
pub struct Orders;

#[operation(service = "models/orders.model", client = Orders)]
pub struct GetOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| Orders::new(client).get_order("o").await;
}
