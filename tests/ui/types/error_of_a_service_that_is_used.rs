use opsmith::{Client, operation, output, service, shape};

#[service(
    signing_name = "execute-api",
    endpoint = "https://orders.example.com",
    error = Line
)]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>", output = Order)]
pub struct GetOrder {
    pub id: String,
    #[op(query)]
    pub note: Option<String>,
}

#[operation(service = Orders, path = "/orders/<Id>", method = "DELETE")]
pub struct DeleteOrder {
    pub id: String,
}

#[output]
pub struct Order {
    pub line: Line,
}

#[shape]
pub struct Line {
    pub sku: String,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let orders = Orders::new(client);
        match orders.get_order("o").note("n").await {
            Ok(order) => println!("{}", order.line.sku),
            Err(error) => match error.service_error() {
                Some(other) => println!("{other}"),
                None => return Err(error.into()),
            },
        }
        DeleteOrder::new("o").send(client).await?;
        Ok(())
    };
}
