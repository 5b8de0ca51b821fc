//! Your own API with IAM authorization (`execute-api`), and both ends of it: the service is declared once, has a client
//! with one method for each operation, and a server with one handler for each.
//!
//! `cargo run --bin private_api` runs both in this process. Behind a socket, the server is mounted in axum, or run by hyper.

use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};

use opsmith::server::{RequestContext, Server};
use opsmith::{
    ApiError, Client, Credentials, ErrorBody, TowerTransport, Unmodeled, operation, output,
    service, shape,
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

/// What the handlers share.
#[derive(Default)]
struct Kitchen {
    orders: AtomicU64,
}

/// The server's end of [`PlaceOrder`].
async fn place_order(
    request: PlaceOrder,
    context: RequestContext<Kitchen>,
) -> Result<Order, OrdersError> {
    let quantity: i32 = request.lines.iter().map(|line| line.quantity).sum();
    if quantity > 10 {
        let message = format!("{quantity} is too many");
        return Err(OrdersError::OutOfStock(ErrorBody::new(message)));
    }
    let number = context.state().orders.fetch_add(1, Ordering::Relaxed) + 1;
    Ok(Order {
        order_id: format!("{}-{number}", request.customer_id),
        state: State::from("PACKED"),
        total_cents: i64::from(quantity) * 250,
    })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // The server's end. `Credentials` are a look-up of one key; implement `KeyLookup` for your own.
    let keys = Credentials::from_keys("AKIDORDERS", "a secret of both ends", None);
    let server = Server::builder(keys.clone())
        .base_path("/prod")
        .state(Kitchen::default())
        .on(place_order)
        .build();

    // The client's end. Without the transport, the calls would go to API Gateway, the declared endpoint.
    let client = Client::builder()
        .credentials(keys)
        .transport(TowerTransport::new(server))
        .build()?;
    let orders = Orders::new(&client);
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
