use opsmith::{ApiError, Client, ErrorBody, Unmodeled, operation, output, service, shape};

#[service(signing_name = "execute-api", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>", output = Order, error = OrderError)]
pub struct GetOrder {
    pub id: String,
}

#[output(camelCase)]
pub struct Order {
    pub state: State,
    pub priority: Priority,
}

#[shape]
pub enum State {
    #[op("OPEN")]
    Open,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum Priority {
    #[op(value = 1)]
    Low,
    #[op(2)]
    High,
    #[op(other)]
    Other(i32),
}

#[derive(Debug, ApiError)]
pub enum OrderError {
    #[op("NoSuchOrder")]
    NoSuchOrder(ErrorBody),
    #[op(409)]
    Conflict(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        match GetOrder::new("o").send(client).await {
            Ok(order) => match (order.state, order.priority) {
                (State::Open, Priority::High) => println!("soon"),
                (state, priority) => println!("{state} {priority}"),
            },
            Err(error) => match error.service_error() {
                Some(OrderError::NoSuchOrder(body)) => println!("{:?}", body.message()),
                _ => return Err(error.into()),
            },
        }
        Ok(())
    };
}
