use opsmith::{Client, operation};

#[operation(service = "signin")]
pub struct CreateBearerToken {
    pub client_id: String,
}

#[operation(service = "sesv2")]
pub struct SendEmail {
    pub content: opsmith::Document,
    pub endpoint_id: Option<String>,
}

fn main() {
    let _ = async |client: &Client| CreateBearerToken::new("c").send(client).await;
    let _ = async |client: &Client| {
        SendEmail::new(opsmith::Document::default())
            .endpoint_id("e")
            .send(client)
            .await
    };
}
