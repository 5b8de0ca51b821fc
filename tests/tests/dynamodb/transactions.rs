//! Conditions that fail, transactions that are canceled, and writes that the service did not get to.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Response;
use opsmith::dynamodb::{AttributeValue, Item};
use opsmith::testing::FakeService;
use opsmith::{ApiError, Blob, ErrorBody, Unmodeled, operation, output, shape};
use serde_json::{Value, json};

#[operation(service = "dynamodb", error = TableError)]
pub struct PutItem {
    pub table_name: String,
    pub item: Item,
    pub condition_expression: Option<String>,
    pub return_values_on_condition_check_failure: Option<String>,
}

#[operation(service = "dynamodb", error = TableError)]
pub struct TransactWriteItems {
    pub transact_items: Vec<TransactWriteItem>,
    pub client_request_token: Option<String>,
}

#[shape(service = "dynamodb")]
#[derive(Default)]
pub struct TransactWriteItem {
    pub put: Option<Put>,
    pub delete: Option<Delete>,
}

#[shape(service = "dynamodb")]
pub struct Put {
    pub table_name: String,
    pub item: Item,
}

#[shape(service = "dynamodb")]
pub struct Delete {
    pub table_name: String,
    pub key: Item,
    pub condition_expression: Option<String>,
}

#[operation(service = "dynamodb", output = BatchWriteItemOutput, error = TableError)]
pub struct BatchWriteItem {
    pub request_items: BTreeMap<String, Vec<WriteRequest>>,
}

#[output(service = "dynamodb")]
pub struct BatchWriteItemOutput {
    #[op(default)]
    pub unprocessed_items: BTreeMap<String, Vec<WriteRequest>>,
}

#[shape(service = "dynamodb")]
pub struct WriteRequest {
    pub put_request: Option<PutRequest>,
}

#[shape(service = "dynamodb")]
pub struct PutRequest {
    pub item: Item,
}

#[derive(Debug, ApiError)]
#[op(service = "dynamodb")]
pub enum TableError {
    ConditionalCheckFailed(ConditionalCheckFailedException),
    TransactionCanceled(TransactionCanceledException),
    ProvisionedThroughputExceeded(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "dynamodb")]
pub struct ConditionalCheckFailedException {
    pub message: Option<String>,
    pub item: Option<Item>,
}

#[output(service = "dynamodb")]
pub struct TransactionCanceledException {
    pub message: Option<String>,
    #[op(default)]
    pub cancellation_reasons: Vec<CancellationReason>,
}

#[shape(service = "dynamodb")]
pub struct CancellationReason {
    pub code: Option<String>,
    pub message: Option<String>,
    pub item: Option<Item>,
}

fn error(body: &Value) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = http::StatusCode::BAD_REQUEST;
    response
}

fn item(id: &str) -> Item {
    Item::from([("id".to_owned(), id.into())])
}

#[tokio::test]
async fn a_failed_condition_has_the_item_that_is_there() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<PutItem>(|_| {
        error(&json!({
            "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
            "Message": "The conditional request failed",
            "Item": {"id": {"S": "a"}, "cover": {"B": "eHk="}, "tags": {"SS": ["x"]}},
        }))
    });
    let put = PutItem::new("books", item("a"))
        .condition_expression("attribute_not_exists(id)")
        .return_values_on_condition_check_failure("ALL_OLD");
    let error = put.send(&fake.client()).await.unwrap_err();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    let Some(TableError::ConditionalCheckFailed(failed)) = error.service_error() else {
        panic!("{error}");
    };
    let there = failed.item.as_ref().unwrap();
    assert_eq!(there["cover"], AttributeValue::B(Blob::from("xy")));
    assert_eq!(there["tags"], AttributeValue::Ss(vec!["x".into()]));
    assert_eq!(fake.requests().len(), 1, "it is not retried");
}

#[tokio::test]
async fn a_canceled_transaction_says_why_for_each_item() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<TransactWriteItems>(|_| {
        error(&json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
            "CancellationReasons": [
                {"Code": "None"},
                {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": {"id": {"S": "b"}}},
            ],
        }))
    });
    let put = TransactWriteItem {
        put: Some(Put::new("books", item("a"))),
        ..TransactWriteItem::default()
    };
    let delete = Delete::new("books", item("b")).condition_expression("attribute_exists(gone)");
    let delete = TransactWriteItem {
        delete: Some(delete),
        ..TransactWriteItem::default()
    };
    let call = TransactWriteItems::new([put, delete]).send(&fake.client());
    let error = call.await.unwrap_err();
    let Some(TableError::TransactionCanceled(canceled)) = error.service_error() else {
        panic!("{error}");
    };
    let reasons = &canceled.cancellation_reasons;
    let codes: Vec<_> = reasons
        .iter()
        .map(|reason| reason.code.as_deref())
        .collect();
    assert_eq!(codes, [Some("None"), Some("ConditionalCheckFailed")]);
    assert_eq!(reasons[1].item, Some(item("b")));
    assert!(
        error.to_string().contains("refer cancellation reasons"),
        "{error}"
    );
    let request = fake.requests().remove(0);
    assert_eq!(
        request.json()["TransactItems"],
        json!([
            {"Put": {"TableName": "books", "Item": {"id": {"S": "a"}}}},
            {"Delete": {
                "TableName": "books",
                "Key": {"id": {"S": "b"}},
                "ConditionExpression": "attribute_exists(gone)",
            }},
        ])
    );
    // DynamoDB makes a transaction once per token, which is filled in.
    assert_eq!(
        request.json()["ClientRequestToken"].as_str().map(str::len),
        Some(36)
    );
}

#[tokio::test]
async fn unprocessed_items_can_be_sent_again_as_they_are() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<BatchWriteItem>(|request| {
        let mut items = request.json()["RequestItems"].clone();
        let books = items["books"].as_array_mut().unwrap();
        books.remove(0);
        let unprocessed = if books.is_empty() { json!({}) } else { items };
        Response::new(Bytes::from(
            json!({"UnprocessedItems": unprocessed}).to_string(),
        ))
    });
    let client = fake.client();
    let writes = ["a", "b", "c"].map(|id| WriteRequest {
        put_request: Some(PutRequest::new(item(id))),
    });
    let mut rest = BTreeMap::from([("books".to_owned(), Vec::from(writes))]);
    let mut calls = 0;
    while !rest.is_empty() {
        rest = BatchWriteItem::new(rest)
            .send(&client)
            .await
            .unwrap()
            .unprocessed_items;
        calls += 1;
    }
    assert_eq!(calls, 3);
    assert_eq!(
        fake.requests()[2].json(),
        json!({"RequestItems": {"books": [{"PutRequest": {"Item": {"id": {"S": "c"}}}}]}})
    );
}
