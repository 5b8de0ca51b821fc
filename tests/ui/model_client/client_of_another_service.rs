use opsmith::{Client, operation, service};

#[service(id = "ivschat")]
pub struct Chat;

#[service(signing_name = "execute-api", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = "chime", client = Chat)]
pub struct GetRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "chime", client = Orders)]
pub struct DeleteRoom {
    pub account_id: String,
    pub room_id: String,
}

#[operation(service = "models/orders.model", client = Chat)]
pub struct GetOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| {
        Chat::new(client).get_room("a", "r").await?;
        Orders::new(client).delete_room("a", "r").await?;
        Chat::new(client).get_order("o").await
    };
}
