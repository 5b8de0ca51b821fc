use opsmith::{Client, operation, service};

#[service(id = "execute-api", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>", method = "DELETE")]
pub struct DeleteOrder {
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| Orders::new(client).delete_order("o").await;
}
