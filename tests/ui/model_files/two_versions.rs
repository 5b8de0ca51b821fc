use opsmith::{Client, operation, output, shape};

#[operation(service = "models/orders-2.model", output = GetOrderOutput)]
pub struct GetOrder {
    pub order_id: String,
}

#[output(service = "models/orders-2.model")]
pub struct GetOrderOutput {
    pub order: Order,
}

#[shape(service = "models/orders.model")]
pub struct Order {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| {
        let output = GetOrder::new("o").send(client).await?;
        Ok::<_, opsmith::Error>(output.order.order_id)
    };
}
