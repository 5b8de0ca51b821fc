use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = "Orders", path = "/orders/<Id>", output = Order)]
pub struct GetOrder {
    pub id: String,
    #[op(query)]
    pub note: Option<String>,
}

#[output]
pub struct Order {
    pub sku: String,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let order = Orders::new(client).get_order("o").note("n").await?;
        println!("{}", order.sku);
        Ok(())
    };
}
