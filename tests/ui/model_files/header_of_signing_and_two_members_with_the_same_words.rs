use opsmith::{Client, operation};

#[operation(service = "models/alike.model")]
pub struct GetOrder {
    pub order_id: String,
    pub user_agent: Option<String>,
    pub pagetoken: Option<String>,
}

fn main() {
    let _ = async |client: &Client| {
        let call = GetOrder::new("o").user_agent("me").pagetoken("t");
        call.send(client).await
    };
}
