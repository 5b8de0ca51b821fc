use opsmith::{Client, operation, service, shape};

#[operation(service = "sns")]
pub struct ListTopics {
    pub next_token: Option<String>,
}

#[operation(service = "ec2", path = "/", method = "POST")]
pub struct DescribeVpcs {}

#[service(id = "route53")]
pub struct Route53;

#[shape(service = "cloudfront")]
pub struct Tag {
    pub key: String,
}

fn main() {
    let _ = async |client: &Client| ListTopics::new().next_token("a").send(client).await;
    let _ = async |client: &Client| DescribeVpcs::new().send(client).await;
    let _ = |client: &Client| Route53::new(client).client().clone();
    let _ = |tag: Tag| tag.key;
}
