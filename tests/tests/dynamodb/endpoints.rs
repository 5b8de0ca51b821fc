//! The hosts of tables and streams. botocore leads an ARN to the host of its account (`123456789012.ddb.us-east-1..`), a
//! second name of the regional one; opsmith sends it to the regional host, as botocore 1.44.5 does with the setting
//! `account_id_endpoint_mode = disabled` and for names.

use opsmith::dynamodb::Item;
use opsmith::{Blob, Client, Credentials, operation};

#[operation(service = "dynamodb")]
pub struct GetItem {
    pub table_name: String,
    pub key: Item,
}

#[operation(service = "kinesis")]
pub struct PutRecord {
    pub data: Blob,
    pub partition_key: Option<String>,
    pub stream_name: Option<String>,
    pub stream_arn: Option<String>,
}

#[operation(service = "dynamodbstreams")]
pub struct DescribeStream {
    pub stream_arn: String,
}

fn client() -> Client {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
        .build()
        .unwrap()
}

fn host<B>(request: &http::Request<B>) -> &str {
    request.uri().host().unwrap()
}

#[tokio::test]
async fn a_table_is_at_the_regional_host_by_its_name_and_by_its_arn() {
    let arn = "arn:aws:dynamodb:us-east-1:123456789012:table/books";
    for table in ["books", arn] {
        let request = GetItem::new(table, []).to_http(&client()).await.unwrap();
        assert_eq!(host(&request), "dynamodb.us-east-1.amazonaws.com");
    }
    let request = GetItem::new("books", [])
        .send(&client())
        .region("cn-north-1")
        .to_http()
        .await
        .unwrap();
    assert_eq!(host(&request), "dynamodb.cn-north-1.amazonaws.com.cn");
}

#[tokio::test]
async fn a_stream_is_at_the_regional_host_by_its_name_and_by_its_arn() {
    let put = || PutRecord::new("x").partition_key("k");
    let arn = "arn:aws:kinesis:us-east-1:123456789012:stream/events";
    for put in [put().stream_name("events"), put().stream_arn(arn)] {
        let request = put.to_http(&client()).await.unwrap();
        assert_eq!(host(&request), "kinesis.us-east-1.amazonaws.com");
    }
    let arn = "arn:aws:dynamodb:us-east-1:123456789012:table/books/stream/2026-01-01T00:00:00.000";
    let request = DescribeStream::new(arn).to_http(&client()).await.unwrap();
    assert_eq!(host(&request), "streams.dynamodb.us-east-1.amazonaws.com");
}
