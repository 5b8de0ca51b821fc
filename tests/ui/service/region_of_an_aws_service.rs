use opsmith::{Client, operation, service};

#[service(id = "chime", region = "us-east-1")]
pub struct Chime;

#[operation(service = Chime, path = "/rooms")]
pub struct ListRooms {}

#[service(signing_name = "execute-api", endpoint = "https://example.com", region = "EU (Ireland)")]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>")]
pub struct GetOrder {
    pub id: String,
}

fn main() {
    let _ = async |client: &Client| Chime::new(client).list_rooms().await;
    let _ = async |client: &Client| Orders::new(client).get_order("o").await;
}
