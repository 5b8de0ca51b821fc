use opsmith::{ApiError, Client, Unmodeled, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = Client, path = "/orders/<Id>", output = Order, error = OrderError)]
pub struct GetOrder {
    pub id: String,
    #[op(query)]
    pub note: Option<String>,
}

#[operation(service = OrderError, path = "/orders/<Id>", method = "PUT", error = OrderError)]
pub struct PutOrder {
    pub id: String,
    pub note: Option<String>,
}

#[operation(Orders, path = "/orders/<Id>", method = "DELETE")]
pub struct DeleteOrder {
    pub id: String,
    #[op(query)]
    pub note: Option<String>,
}

#[output]
pub struct Order {
    pub sku: String,
}

#[derive(Debug, ApiError)]
pub enum OrderError {
    #[op(other)]
    Other(Unmodeled),
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let order = GetOrder::new("o").note("n").send(client).await?;
        println!("{}", order.sku);
        PutOrder::new("o").note("n").send(client).await?;
        Orders::new(client).delete_order("o").note("n").await?;
        Ok(())
    };
}
