use opsmith::{Client, operation, service, shape};

#[operation(service = "dynamodb")]
pub struct ListTables {
    pub limit: Option<i32>,
}

#[operation(service = "ec2", path = "/", method = "POST")]
pub struct DescribeVpcs {}

#[service(id = "sqs")]
pub struct Sqs;

#[shape(service = "cloudfront")]
pub struct Tag {
    pub key: String,
}

fn main() {
    let _ = async |client: &Client| ListTables::new().limit(3).send(client).await;
    let _ = async |client: &Client| DescribeVpcs::new().send(client).await;
    let _ = |client: &Client| Sqs::new(client).client().clone();
    let _ = |tag: Tag| tag.key;
}
