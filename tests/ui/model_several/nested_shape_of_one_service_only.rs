use opsmith::shape;

#[shape(service = ["models/orders.model", "models/orders-2.model"])]
pub struct Order {
    pub order_id: String,
    pub status: Option<Status>,
}

#[shape(service = "models/orders.model")]
pub enum Status {
    Placed,
    #[op(other)]
    Other(String),
}

fn main() {
    let _ = Order::new("o").status(Status::Placed);
}
