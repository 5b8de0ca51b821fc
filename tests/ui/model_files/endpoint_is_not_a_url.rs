use opsmith::{Client, operation, service};

#[service(id = "models/prefix.model")]
pub struct Orders;

#[operation(service = "models/prefix.model")]
pub struct GetOrder {
    pub order_id: String,
}

#[operation(service = "models/prefix.model", client = Orders, name = "GetOrder")]
pub struct ReadOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| {
        GetOrder::new("o").send(client).await?;
        Orders::new(client).read_order("o").await
    };
}
