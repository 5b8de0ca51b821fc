use opsmith::{Client, operation};

#[operation(service = "chime")]
pub struct CreateRoom {
    pub client_request_token: Option<String>,
}

#[operation(service = "iot")]
pub struct CreateTopicRule {
    pub rule_name: String,
}

fn main() {
    let _ = async |client: &Client| {
        CreateRoom::new()
            .client_request_token("t")
            .send(client)
            .await
    };
    let _ = async |client: &Client| CreateTopicRule::new("r").send(client).await;
}
