use opsmith::{Client, operation, service, shape};

#[operation(service = "s3")]
pub struct ListBuckets {
    pub prefix: Option<String>,
}

#[operation(service = "s3control", path = "/v20180820/jobs", method = "POST")]
pub struct CreateJob {}

#[service(id = "s3control")]
pub struct S3Control;

#[shape(service = "s3")]
pub struct Tag {
    pub key: String,
}

fn main() {
    let _ = async |client: &Client| ListBuckets::new().prefix("a").send(client).await;
    let _ = async |client: &Client| CreateJob::new().send(client).await;
    let _ = |client: &Client| S3Control::new(client).client().clone();
    let _ = |tag: Tag| tag.key;
}
