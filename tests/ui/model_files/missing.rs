use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, service, shape};

#[service(id = "models/order.model", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = "models/ordres.model", client = Orders, output = GetOrderOutput, error = OrderError)]
pub struct GetOrder {
    pub order_id: String,
}

#[output(service = "orders.model")]
pub struct GetOrderOutput {
    pub order: Order,
}

#[shape(service = "schemas/shop.model")]
pub struct Order {
    pub status: Option<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "models/orders")]
pub enum OrderError {
    NoSuchOrder(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| {
        let order = Orders::new(client).get_order("o").await?.order;
        let same = GetOrder::new("o").send(client).await?.order;
        Ok::<_, opsmith::Error<OrderError>>((order.status, same.status))
    };
}
