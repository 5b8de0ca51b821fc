//! Services that speak awsJson: the same declarations, sent as `POST /` with the operation in a header.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use futures_util::TryStreamExt;
use http::Response;
use opsmith::testing::FakeService;
use opsmith::{ApiError, Blob, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

#[operation(service = "dynamodb", output = GetItemOutput, error = TableError)]
pub struct GetItem {
    pub table_name: String,
    pub key: HashMap<String, AttributeValue>,
    pub consistent_read: Option<bool>,
}

#[output(service = "dynamodb")]
#[derive(PartialEq)]
pub struct GetItemOutput {
    pub item: Option<BTreeMap<String, AttributeValue>>,
}

#[shape(service = "dynamodb")]
#[derive(Clone, PartialEq)]
pub enum AttributeValue {
    S(String),
    N(String),
    B(Blob),
    Ss(Vec<String>),
    M(BTreeMap<String, AttributeValue>),
    L(Vec<AttributeValue>),
    Null(bool),
    Bool(bool),
}

#[derive(Debug, ApiError)]
#[op(service = "dynamodb")]
pub enum TableError {
    ResourceNotFound(ErrorBody),
    ConditionalCheckFailed(ConditionalCheckFailedException),
    ProvisionedThroughputExceeded(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "dynamodb")]
#[derive(PartialEq)]
pub struct ConditionalCheckFailedException {
    pub message: Option<String>,
    pub item: Option<BTreeMap<String, AttributeValue>>,
}

#[operation(service = "dynamodb", output = ListTablesOutput, error = TableError)]
pub struct ListTables {
    pub exclusive_start_table_name: Option<String>,
    pub limit: Option<i32>,
}

#[output(service = "dynamodb")]
pub struct ListTablesOutput {
    #[op(default)]
    pub table_names: Vec<String>,
    pub last_evaluated_table_name: Option<String>,
}

#[operation(service = "dynamodb", output = DescribeLimitsOutput, error = TableError)]
pub struct DescribeLimits;

#[output(service = "dynamodb")]
pub struct DescribeLimitsOutput {
    pub account_max_read_capacity_units: Option<i64>,
}

#[operation(service = "sqs", output = GetQueueUrlResult, error = QueueError)]
pub struct GetQueueUrl {
    pub queue_name: String,
}

#[output(service = "sqs", operation = "GetQueueUrl")]
pub struct GetQueueUrlResult {
    pub queue_url: Option<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "sqs")]
pub enum QueueError {
    QueueDoesNotExist(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "kms")]
pub struct ScheduleKeyDeletion {
    pub key_id: String,
    pub pending_window_in_days: Option<i32>,
}

#[operation(service = "logs", output = DescribeLogStreamsOutput)]
pub struct DescribeLogStreams {
    pub log_group_name: Option<String>,
}

#[output(service = "logs", operation = "DescribeLogStreams")]
pub struct DescribeLogStreamsOutput {
    #[op(default)]
    pub log_streams: Vec<LogStream>,
}

#[shape(service = "logs")]
#[derive(Clone, PartialEq)]
pub struct LogStream {
    pub log_stream_name: Option<String>,
    pub creation_time: Option<i64>,
}

#[operation(service = "secretsmanager", output = GetSecretValueOutput)]
pub struct GetSecretValue {
    pub secret_id: String,
}

#[output(service = "secretsmanager", operation = "GetSecretValue")]
pub struct GetSecretValueOutput {
    pub secret_string: Option<String>,
    pub secret_binary: Option<Blob>,
    pub created_date: Option<Timestamp>,
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

#[tokio::test]
async fn an_item_comes_back_as_the_service_wrote_it() {
    let dynamodb = FakeService::start().await.unwrap();
    let item: BTreeMap<String, AttributeValue> = [
        ("id".to_owned(), text("a")),
        ("blob".to_owned(), AttributeValue::B(Blob::from("xy"))),
        (
            "nested".to_owned(),
            AttributeValue::L(vec![
                AttributeValue::M([("n".to_owned(), AttributeValue::N("1.50".to_owned()))].into()),
                AttributeValue::Null(true),
            ]),
        ),
    ]
    .into();
    let answer = item.clone();
    dynamodb.on(move |_: GetItem| {
        std::future::ready({
            Ok(GetItemOutput {
                item: Some(answer.clone()),
            })
        })
    });
    let found = GetItem::new("Music", [("id".to_owned(), text("a"))])
        .consistent_read(true)
        .send(&dynamodb.client())
        .await
        .unwrap();
    assert_eq!(found.item, Some(item));

    let requests = dynamodb.requests();
    let request = &requests[0];
    assert_eq!((request.method().as_str(), request.path()), ("POST", "/"));
    assert_eq!(request.raw_query(), "");
    assert_eq!(
        request.header("x-amz-target"),
        Some("DynamoDB_20120810.GetItem")
    );
    assert_eq!(
        request.header("content-type"),
        Some("application/x-amz-json-1.0")
    );
    assert_eq!(request.header("x-amzn-query-mode"), None);
    let sent = r#"{"TableName":"Music","Key":{"id":{"S":"a"}},"ConsistentRead":true}"#;
    assert_eq!(request.body(), sent);
}

#[tokio::test]
async fn an_operation_without_members_sends_an_empty_object() {
    let dynamodb = FakeService::start().await.unwrap();
    dynamodb.on(|_: DescribeLimits| async {
        Ok(DescribeLimitsOutput {
            account_max_read_capacity_units: Some(80_000),
        })
    });
    let limits = DescribeLimits::new()
        .send(&dynamodb.client())
        .await
        .unwrap();
    assert_eq!(limits.account_max_read_capacity_units, Some(80_000));
    let requests = dynamodb.requests();
    assert_eq!(requests[0].body(), "{}");
    assert_eq!(
        requests[0].header("x-amz-target"),
        Some("DynamoDB_20120810.DescribeLimits")
    );
}

#[tokio::test]
async fn operations_of_one_path_are_told_apart_by_their_header() {
    let dynamodb = FakeService::start().await.unwrap();
    dynamodb.on(|_: DescribeLimits| async {
        Ok(DescribeLimitsOutput {
            account_max_read_capacity_units: None,
        })
    });
    dynamodb.on(|request: ListTables| async move {
        let first = request.exclusive_start_table_name.is_none();
        Ok(ListTablesOutput {
            table_names: vec![if first { "a" } else { "b" }.to_owned()],
            last_evaluated_table_name: first.then(|| "a".to_owned()),
        })
    });
    let client = dynamodb.client();
    let names: Vec<String> = ListTables::new()
        .limit(1)
        .items(&client)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(names, ["a", "b"]);
    let error = GetItem::new("Music", [("id".to_owned(), text("a"))])
        .send(&client)
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("UnknownOperationException"));
    let problems = dynamodb.take_problems();
    assert!(
        problems[0].contains("(DynamoDB_20120810.GetItem)"),
        "{problems:?}"
    );
}

#[tokio::test]
async fn an_error_is_known_by_its_type_in_the_body() {
    let dynamodb = FakeService::start().await.unwrap();
    dynamodb.on(|_: GetItem| async {
        Err(TableError::ConditionalCheckFailed(
            ConditionalCheckFailedException {
                message: Some("no".to_owned()),
                item: Some([("id".to_owned(), text("a"))].into()),
            },
        ))
    });
    let client = dynamodb.client();
    let get = || GetItem::new("Music", [("id".to_owned(), text("a"))]).send(&client);
    let error = get().await.unwrap_err();
    assert_eq!(error.code(), Some("ConditionalCheckFailedException"));
    let Some(TableError::ConditionalCheckFailed(failed)) = error.into_service_error() else {
        panic!("the error has its type");
    };
    assert_eq!(failed.item, Some([("id".to_owned(), text("a"))].into()));

    dynamodb.on_raw::<GetItem>(|_| {
        let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"no table"}"#;
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = http::StatusCode::BAD_REQUEST;
        response
    });
    let error = get().await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert_eq!(error.message(), Some("no table"));
    assert!(matches!(
        error.into_service_error(),
        Some(TableError::ResourceNotFound(_))
    ));
}

#[tokio::test]
async fn a_service_that_spoke_query_keeps_its_codes_and_its_types() {
    let sqs = FakeService::start().await.unwrap();
    sqs.on_raw::<GetQueueUrl>(|_| {
        let body = r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no queue"}"#;
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = http::StatusCode::BAD_REQUEST;
        let code = "AWS.SimpleQueueService.NonExistentQueue;Sender";
        let code = http::HeaderValue::from_static(code);
        response.headers_mut().insert("x-amzn-query-error", code);
        response
    });
    let client = sqs.client();
    let error = GetQueueUrl::new("jobs").send(&client).await.unwrap_err();
    let code = "AWS.SimpleQueueService.NonExistentQueue";
    assert_eq!(error.code(), Some(code));
    assert_eq!(
        error.into_service_error().map(|error| error.to_string()),
        Some("QueueDoesNotExist: no queue".to_owned())
    );
    let requests = sqs.requests();
    assert_eq!(requests[0].header("x-amzn-query-mode"), Some("true"));
    assert_eq!(
        requests[0].header("x-amz-target"),
        Some("AmazonSQS.GetQueueUrl")
    );
}

#[tokio::test]
async fn each_version_has_its_content_type() {
    let service = FakeService::start().await.unwrap();
    service.on(|_: ScheduleKeyDeletion| async { Ok(()) });
    service.on(|_: DescribeLogStreams| async {
        Ok(DescribeLogStreamsOutput {
            log_streams: vec![LogStream {
                log_stream_name: Some("a".to_owned()),
                creation_time: Some(1_700_000_000_000),
            }],
        })
    });
    service.on_raw::<GetSecretValue>(|_| {
        let body = r#"{"SecretString":"s","CreatedDate":1.5E9,"SecretBinary":"eHk=","VersionStages":["A"]}"#;
        Response::new(Bytes::from(body))
    });
    let client = service.client();
    ScheduleKeyDeletion::new("k").send(&client).await.unwrap();
    let streams = DescribeLogStreams::new()
        .log_group_name("g")
        .send(&client)
        .await
        .unwrap();
    assert_eq!(
        streams.log_streams[0].creation_time,
        Some(1_700_000_000_000)
    );
    let secret = GetSecretValue::new("s").send(&client).await.unwrap();
    assert_eq!(secret.secret_binary, Some(Blob::from("xy")));
    assert_eq!(
        secret.created_date,
        Some(Timestamp::from_secs(1_500_000_000).unwrap())
    );
    let targets = [
        "TrentService.ScheduleKeyDeletion",
        "Logs_20140328.DescribeLogStreams",
        "secretsmanager.GetSecretValue",
    ];
    for (request, target) in service.requests().iter().zip(targets) {
        assert_eq!(request.header("x-amz-target"), Some(target));
        let content_type = Some("application/x-amz-json-1.1");
        assert_eq!(request.header("content-type"), content_type);
    }
}
