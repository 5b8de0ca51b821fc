#![deny(deprecated)]

use opsmith::{Client, operation, output, shape};

#[operation(service = "models/withdrawn.model", output = GetOrderOutput)]
pub struct GetOrder {
    pub order_id: String,
}

#[output(service = "models/withdrawn.model")]
pub struct GetOrderOutput {
    pub order: Order,
}

#[shape(service = "models/withdrawn.model")]
pub struct Order {
    pub placed: Option<opsmith::Timestamp>,
    pub status: Option<Status>,
}

#[shape(service = "models/withdrawn.model")]
pub enum Status {
    Placed,
    Sent,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = async |client: &Client| {
        let output = GetOrder::new("o").send(client).await?;
        Ok::<_, opsmith::Error>((output.order.placed, output.order.status))
    };
}
