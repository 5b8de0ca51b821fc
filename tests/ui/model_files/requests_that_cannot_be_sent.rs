use opsmith::{Client, operation};

#[operation(service = "models/head.model")]
pub struct CheckOrder {
    pub order_id: String,
    pub detail: Option<String>,
}

#[operation(service = "models/token.model")]
pub struct PlaceOrder {
    pub request: Option<i32>,
}

#[operation(service = "models/target.model")]
pub struct CancelOrder {
    pub order_id: String,
}

fn main() {
    let _ = async |client: &Client| {
        CheckOrder::new("o").detail("d").send(client).await?;
        PlaceOrder::new().request(1).send(client).await?;
        CancelOrder::new("o").send(client).await
    };
}
