use opsmith::{Client, operation};

#[operation(service = "email", path = "/v2/email/outbound-emails")]
pub struct SendEmail {
    pub from_email_address: Option<String>,
}

#[operation(service = "CloudWatch Logs", path = "/")]
pub struct ListLogGroups {}

fn main() {
    let _ = async |client: &Client| SendEmail::new().send(client).await;
    let _ = async |client: &Client| ListLogGroups::new().send(client).await;
}
