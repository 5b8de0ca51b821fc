use opsmith::{Client, operation};

#[operation(service = "chime", path = "/discounts/100%")]
pub struct ListDiscounts {}

fn main() {
    let _ = async |client: &Client| ListDiscounts::new().send(client).await;
}
