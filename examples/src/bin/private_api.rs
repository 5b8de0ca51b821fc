//! Your own API behind API Gateway with IAM authorization (`execute-api`): the service is declared once and has
//! a client with one method for each operation.
//!
//! `cargo run --bin private_api` runs against a fake service on this machine.

use std::error::Error;

use opsmith::{
    ApiError, ErrorBody, Unmodeled, operation, output, service, shape, testing::FakeService,
};
use opsmith_examples::show::{answer, call, headline};

/// The orders API.
#[service(
    signing_name = "execute-api",
    endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com/prod",
    rename_all = "camelCase",
    error = OrdersError,
)]
pub struct Orders;

/// Places an order.
#[operation(service = Orders, path = "/customers/<CustomerId>/orders", output = Order)]
pub struct PlaceOrder {
    /// The customer.
    pub customer_id: String,
    /// The items to order.
    pub lines: Vec<Line>,
    /// Makes the call safe to repeat.
    #[op(header = "Idempotency-Key", idempotency_token)]
    pub idempotency_key: Option<String>,
    /// A note for the kitchen.
    pub note: Option<String>,
}

/// One line of an order.
#[shape(rename_all = "camelCase")]
pub struct Line {
    /// The item.
    pub sku: String,
    /// The quantity.
    pub quantity: i32,
}

/// A placed order.
#[output(rename_all = "camelCase")]
pub struct Order {
    /// The order's ID.
    pub order_id: String,
    /// The state of the order.
    pub state: State,
    /// The price, in cents.
    pub total_cents: i64,
}

/// The state of an order.
#[shape]
#[derive(Clone, PartialEq)]
pub enum State {
    /// Paid for.
    #[op(rename = "PAID")]
    Paid,
    /// On its way.
    #[op(rename = "SHIPPED")]
    Shipped,
    /// A state that this program does not know yet.
    #[op(other)]
    Other(String),
}

/// The errors that the API returns.
#[derive(Debug, ApiError)]
pub enum OrdersError {
    /// Not enough in stock.
    #[op(code = "OutOfStock", status = 409)]
    OutOfStock(ErrorBody),
    /// Any other error.
    #[op(other)]
    Other(Unmodeled),
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let fake = FakeService::start().await?;
    fake.on(|request: PlaceOrder| async move {
        let quantity: i32 = request.lines.iter().map(|line| line.quantity).sum();
        if quantity > 10 {
            return Err(OrdersError::OutOfStock(ErrorBody::new(format!(
                "{quantity} is too many"
            ))));
        }
        Ok(Order {
            order_id: format!("o-{}", request.customer_id),
            state: State::from("PACKED"),
            total_cents: i64::from(quantity) * 250,
        })
    });

    // The fake service's URL overrides the declared endpoint; without it, the call would go to API Gateway.
    let orders = Orders::new(&fake.client());
    let line = |quantity| {
        vec![Line {
            sku: "dumplings".to_owned(),
            quantity,
        }]
    };

    headline("Place an order");
    call("Orders PlaceOrder 4 dumplings");
    let order = orders.place_order("c-7", line(4)).note("no garlic").await?;
    answer(format_args!("{order:?}"));

    headline("Place one that is too large");
    call("Orders PlaceOrder 40 dumplings");
    match orders.place_order("c-7", line(40)).await {
        Err(error) if matches!(error.service_error(), Some(OrdersError::OutOfStock(_))) => {
            answer(error);
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err("the order should have been rejected".into()),
    }
}
