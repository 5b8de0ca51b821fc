use opsmith::{Client, operation, service};

#[service(
    signing_name = "execute-api",
    endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com/prod",
    region = "us-east-1",
)]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>")]
pub struct GetOrder {
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| Orders::new(client).get_order("o").await;
}
