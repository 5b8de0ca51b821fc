use opsmith::{Client, operation, service};

#[service(signing_name = "execute-api", endpoint = "https://rooms.example.com")]
pub struct Rooms;

#[operation(service = Rooms, path = "/discounts/100%")]
pub struct ListDiscounts {}

fn main() {
    let _ = async |client: &Client| ListDiscounts::new().send(client).await;
}
