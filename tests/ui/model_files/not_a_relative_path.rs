use opsmith::{Client, operation, output};

#[operation(service = "/srv/models/orders.model", output = GetOrderOutput)]
pub struct GetOrder {
    pub order_id: String,
}

#[output(service = "models\\orders.model")]
pub struct GetOrderOutput {
    pub order: opsmith::Document,
}

fn main() {
    let _ = async |client: &Client| {
        let output = GetOrder::new("o").send(client).await?;
        Ok::<_, opsmith::Error>(output.order)
    };
}
