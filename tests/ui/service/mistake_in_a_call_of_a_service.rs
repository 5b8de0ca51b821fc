use opsmith::{Client, operation, output, service};

#[service(signing_name = "execute-api", endpoint = "https://example.com")]
pub struct Orders;

#[operation(service = Orders, path = "/customers/<CustomerId>/orders", output = Order)]
pub struct PlaceOrder {
    pub customer_id: Option<String>,
    pub quantity: i32,
    pub note: Option<String>,
}

#[output(rename_all = "camelCase")]
pub struct Order {
    pub order_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| -> Result<(), Box<dyn std::error::Error>> {
        let orders = Orders::new(client);
        let order = orders.place_order("c", 2).note("no garlic").await?;
        println!("{:?}", order.order_id);
        Ok(())
    };
}
