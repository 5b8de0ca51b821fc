use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, shape};

#[operation(service = "models/orders.model", output = GetOrderOutput, error = OrderError)]
pub struct GetOrder {
    pub order: String,
    pub statsu: Option<Status>,
}

#[operation(service = "models/orders.model")]
pub struct GetOrders {
    pub order_id: String,
}

#[output(service = "models/orders.model")]
pub struct GetOrderOutput {
    pub order: Order,
}

#[shape(service = "models/orders.model")]
pub struct Order {
    pub placed: Option<i64>,
    pub status: Option<Status>,
}

#[shape(service = "models/orders.model")]
pub enum Status {
    Placed,
    Send,
    #[op(other)]
    Other(String),
}

#[derive(Debug, ApiError)]
#[op(service = "models/orders.model")]
pub enum OrderError {
    NoOrder(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| {
        let output = GetOrder::new("o").statsu(Status::Send).send(client).await?;
        Ok::<_, opsmith::Error<OrderError>>((output.order.placed, output.order.status))
    };
    let _ = async |client: &Client| GetOrders::new("o").send(client).await;
}
