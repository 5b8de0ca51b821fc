use opsmith::{Client, operation};

#[operation(service = "signin")]
pub struct GetResourcePolicy {}

#[operation(service = "sesv2")]
pub struct SendEmail {
    pub content: opsmith::Document,
    pub endpoint_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| GetResourcePolicy::new().send(client).await;
    let _ = async |client: &Client| {
        SendEmail::new(opsmith::Document::default())
            .endpoint_id("e")
            .send(client)
            .await
    };
}
