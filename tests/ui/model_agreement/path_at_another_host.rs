use opsmith::{Client, operation};

#[operation(service = "signin", method = "POST", path = "/get-resource-policy")]
pub struct GetResourcePolicy {}

fn main() {
    let _ = async |client: &Client| GetResourcePolicy::new().send(client).await;
}
