use opsmith::{Client, operation, service};

#[service(id = "chime")]
pub struct Chime;

#[service(id = "models/orders.model", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = Chime, path = "/accounts/<AccountId>/rooms/<RoomId>")]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = Orders, path = "/orders/<OrderId>")]
pub struct GetOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| {
        Chime::new(client).get_room("a", "r").await?;
        Orders::new(client).get_order("o").await
    };
}
