//! Errors in the envelope of each protocol, over a socket: the code, the message, the request ID, who is at fault, the typed
//! error with its members, and whether the call is retried.

use std::fmt::Debug;

use ciborium::cbor;
use opsmith::{ApiError, Client, ErrorBody, Failure, Unmodeled, operation, output};

use crate::aws_json::{GetItem, GetQueueUrl};
use crate::chime::GetRoom;
use crate::faults::server::{Server, response};

#[operation(service = "eventbridgev2", error = BusError)]
pub struct ListEventBuses {}

#[derive(Debug, ApiError)]
#[op(service = "eventbridgev2")]
pub enum BusError {
    AccessDenied(ErrorBody),
    Throttling(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "route53", error = ZoneError)]
pub struct GetHostedZone {
    pub id: String,
}

#[derive(Debug, ApiError)]
#[op(service = "route53")]
pub enum ZoneError {
    NoSuchHostedZone(ErrorBody),
    InvalidChangeBatch(InvalidChangeBatch),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "route53")]
pub struct InvalidChangeBatch {
    #[op(default)]
    pub messages: Vec<String>,
    pub message: Option<String>,
}

#[operation(service = "sns", error = TopicError)]
pub struct DeleteTopic {
    pub topic_arn: String,
}

#[derive(Debug, ApiError)]
#[op(service = "sns")]
pub enum TopicError {
    InternalError(ErrorBody),
    InvalidParameter(ErrorBody),
    VerificationException(VerificationException),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "sns")]
pub struct VerificationException {
    pub message: String,
    pub status: String,
}

#[operation(service = "ec2")]
pub struct DescribeRegions {}

/// What arrived at the caller.
#[derive(Debug)]
struct Seen {
    /// The variant, with its members.
    error: String,
    failure: Failure,
}

fn seen<T, E: Debug>(outcome: Result<T, opsmith::Error<E>>) -> Seen {
    let (error, failure) = outcome.err().expect("an error").into_parts();
    Seen {
        error: error.map_or_else(String::new, |error| format!("{error:?}")),
        failure,
    }
}

async fn rest_json(client: &Client) -> Seen {
    seen(GetRoom::new("a", "r").send(client).await)
}

async fn aws_json(client: &Client) -> Seen {
    seen(GetItem::new("t", []).send(client).await)
}

async fn query_compatible(client: &Client) -> Seen {
    seen(GetQueueUrl::new("q").send(client).await)
}

async fn cbor(client: &Client) -> Seen {
    seen(ListEventBuses::new().send(client).await)
}

async fn rest_xml(client: &Client) -> Seen {
    seen(GetHostedZone::new("Z1").send(client).await)
}

async fn query(client: &Client) -> Seen {
    seen(DeleteTopic::new("arn").send(client).await)
}

async fn ec2(client: &Client) -> Seen {
    seen(DescribeRegions::new().send(client).await)
}

/// What is expected of an error.
#[derive(Debug, Default)]
struct Expected {
    error: &'static str,
    code: Option<&'static str>,
    message: Option<&'static str>,
    id: Option<&'static str>,
    sender: bool,
    retried: bool,
}

async fn check(
    call: impl AsyncFn(&Client) -> Seen,
    status: u16,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
    expected: Expected,
) {
    let body = body.as_ref();
    let server = Server::saying(response(status, headers, body)).await;
    let Seen { error, failure } = call(&server.client()).await;
    let shown = format!(
        "{status} {headers:?} {}: {failure:?}",
        String::from_utf8_lossy(body)
    );
    assert!(error.starts_with(expected.error), "{error} of {shown}");
    assert_eq!(failure.code(), expected.code, "{shown}");
    assert_eq!(failure.message(), expected.message, "{shown}");
    assert_eq!(failure.request_id(), expected.id, "{shown}");
    assert_eq!(failure.status(), Some(status), "{shown}");
    assert_eq!(failure.is_sender_fault(), expected.sender, "{shown}");
    assert_eq!(failure.is_retryable(), expected.retried, "{shown}");
    assert_eq!(failure.attempts() > 1, expected.retried, "{shown}");
    assert_eq!(server.requests().len() > 1, expected.retried, "{shown}");
}

const JSON_1_0: (&str, &str) = ("content-type", "application/x-amz-json-1.0");
const ID: (&str, &str) = ("x-amzn-requestid", "id-1");

#[tokio::test]
async fn rest_json_has_the_code_in_a_header_or_the_body() {
    let expected = || Expected {
        error: "NotFound(",
        code: Some("NotFoundException"),
        message: Some("no"),
        id: Some("id-1"),
        sender: true,
        retried: false,
    };
    let type_ = ("x-amzn-errortype", "NotFoundException:http://internal/");
    check(
        rest_json,
        404,
        &[ID, type_],
        r#"{"Message":"no"}"#,
        expected(),
    )
    .await;
    for body in [
        r#"{"code":"NotFoundException","message":"no"}"#,
        r#"{"__type":"ns#NotFoundException","message":"no"}"#,
        r#"{"Code":"NotFoundException","Message":"no"}"#,
    ] {
        check(rest_json, 404, &[ID], body, expected()).await;
    }
    let throttled = Expected {
        error: "Throttled(",
        code: Some("ThrottledClientException"),
        sender: true,
        retried: true,
        ..Expected::default()
    };
    check(
        rest_json,
        429,
        &[],
        r#"{"code":"ThrottledClientException"}"#,
        throttled,
    )
    .await;
}

#[tokio::test]
async fn aws_json_has_the_code_in_the_type() {
    let failed = Expected {
        error: "ConditionalCheckFailed(ConditionalCheckFailedException { message: Some(\"no\"), item: Some({\"id\": S(\"a\")}) }",
        code: Some("ConditionalCheckFailedException"),
        message: Some("no"),
        id: Some("id-1"),
        sender: true,
        retried: false,
    };
    let body = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"no","Item":{"id":{"S":"a"}}}"#;
    check(aws_json, 400, &[JSON_1_0, ID], body, failed).await;
    let slow = Expected {
        error: "ProvisionedThroughputExceeded(",
        code: Some("ProvisionedThroughputExceededException"),
        sender: true,
        retried: true,
        ..Expected::default()
    };
    check(
        aws_json,
        400,
        &[JSON_1_0],
        r#"{"__type":"ProvisionedThroughputExceededException"}"#,
        slow,
    )
    .await;
    let failing = Expected {
        error: "Other(",
        code: Some("InternalServerError"),
        message: Some("oh"),
        retried: true,
        ..Expected::default()
    };
    check(
        aws_json,
        500,
        &[JSON_1_0],
        r#"{"__type":"InternalServerError","Message":"oh"}"#,
        failing,
    )
    .await;
}

#[tokio::test]
async fn a_query_compatible_service_has_two_codes_and_says_who_is_at_fault() {
    const HEADER: &str = "x-amzn-query-error";
    let body = r#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no"}"#;
    let expected = |code, sender| Expected {
        error: "QueueDoesNotExist(",
        code: Some(code),
        message: Some("no"),
        id: Some("id-1"),
        sender,
        retried: false,
    };
    let old = "AWS.SimpleQueueService.NonExistentQueue";
    for (fault, sender) in [("Sender", true), ("Receiver", false), ("Someone", true)] {
        let value = format!("{old};{fault}");
        check(
            query_compatible,
            400,
            &[JSON_1_0, ID, (HEADER, &*value)],
            body,
            expected(old, sender),
        )
        .await;
    }
    for wrong in ["", "no semicolon", ";Sender", "a;b;c"] {
        let headers = [JSON_1_0, ID, (HEADER, wrong)];
        check(
            query_compatible,
            400,
            &headers,
            body,
            expected("QueueDoesNotExist", true),
        )
        .await;
    }
}

#[tokio::test]
async fn cbor_has_the_code_in_the_type() {
    let headers = [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("content-type", "application/cbor"),
        ID,
    ];
    let body = |value: ciborium::Value| {
        let mut bytes = Vec::new();
        ciborium::into_writer(&value, &mut bytes).unwrap();
        bytes
    };
    let denied = Expected {
        error: "AccessDenied(",
        code: Some("AccessDeniedException"),
        message: Some("no"),
        id: Some("id-1"),
        sender: true,
        retried: false,
    };
    let value =
        cbor!({"__type" => "com.amazonaws.events#AccessDeniedException", "Message" => "no"});
    check(cbor, 403, &headers, body(value.unwrap()), denied).await;
    let throttled = Expected {
        error: "Throttling(",
        code: Some("ThrottlingException"),
        id: Some("id-1"),
        sender: true,
        retried: true,
        ..Expected::default()
    };
    let value = cbor!({"__type" => "ThrottlingException"});
    check(cbor, 429, &headers, body(value.unwrap()), throttled).await;
}

#[tokio::test]
async fn rest_xml_has_everything_in_the_error_element() {
    let expected = Expected {
        error: "NoSuchHostedZone(",
        code: Some("NoSuchHostedZone"),
        message: Some("no <zone>"),
        id: Some("id-2"),
        sender: true,
        retried: false,
    };
    let body = "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Error><Type>Sender</Type><Code>NoSuchHostedZone</Code><Message>no &lt;zone&gt;</Message></Error><RequestId>id-2</RequestId></ErrorResponse>";
    check(
        rest_xml,
        404,
        &[("content-type", "text/xml")],
        body,
        expected,
    )
    .await;
    let slow = Expected {
        error: "Other(",
        code: Some("Throttling"),
        message: Some("Rate exceeded"),
        id: Some("id-1"),
        sender: true,
        retried: true,
    };
    let body = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>";
    check(rest_xml, 400, &[ID], body, slow).await;
}

#[tokio::test]
async fn query_has_the_code_of_the_model_and_typed_members() {
    let body = |kind: &str, code: &str, more: &str| {
        format!(
            "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>{kind}</Type><Code>{code}</Code><Message>no</Message>{more}</Error><RequestId>id-3</RequestId></ErrorResponse>"
        )
    };
    let expected = |error, code, sender, retried| Expected {
        error,
        code: Some(code),
        message: Some("no"),
        id: Some("id-3"),
        sender,
        retried,
    };
    let wrong = expected("InvalidParameter(", "InvalidParameter", true, false);
    check(
        query,
        400,
        &[],
        body("Sender", "InvalidParameter", ""),
        wrong,
    )
    .await;
    let failing = expected("InternalError(", "InternalError", false, true);
    check(
        query,
        500,
        &[],
        body("Receiver", "InternalError", ""),
        failing,
    )
    .await;
    // The service says that it is at fault, whatever the status is.
    let failing = expected("Other(", "Odd", false, false);
    check(query, 400, &[], body("Receiver", "Odd", ""), failing).await;
    let verified = expected(
        "VerificationException(VerificationException { message: \"no\", status: \"PENDING\" }",
        "VerificationException",
        true,
        false,
    );
    let more = "<Status>PENDING</Status>";
    check(
        query,
        400,
        &[],
        body("Sender", "VerificationException", more),
        verified,
    )
    .await;
}

#[tokio::test]
async fn ec2_has_a_list_of_errors_of_which_the_first_counts() {
    let body = |code: &str| {
        format!(
            "<?xml version=\"1.0\"?><Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error></Errors><RequestID>id-4</RequestID></Response>"
        )
    };
    let expected = |code, sender, retried| Expected {
        error: "",
        code: Some(code),
        message: Some("no"),
        id: Some("id-4"),
        sender,
        retried,
    };
    check(
        ec2,
        403,
        &[],
        body("UnauthorizedOperation"),
        expected("UnauthorizedOperation", true, false),
    )
    .await;
    check(
        ec2,
        503,
        &[],
        body("RequestLimitExceeded"),
        expected("RequestLimitExceeded", false, true),
    )
    .await;
    check(
        ec2,
        503,
        &[],
        body("Unavailable"),
        expected("Unavailable", false, true),
    )
    .await;
}

/// What a proxy or a load balancer sends, in every protocol.
#[tokio::test]
async fn a_page_and_an_empty_body_are_errors_without_a_code() {
    let page = "<html><head><title>503</title></head><body>busy</body></html>";
    for (status, headers, body) in [
        (503, &[("content-type", "text/html")][..], page),
        (503, &[], ""),
        (400, &[], ""),
        (403, &[("content-type", "text/html")], page),
    ] {
        let expected = || Expected {
            sender: status < 500,
            retried: status == 503,
            ..Expected::default()
        };
        check(rest_json, status, headers, body, expected()).await;
        check(aws_json, status, headers, body, expected()).await;
        check(query_compatible, status, headers, body, expected()).await;
        check(cbor, status, headers, body, expected()).await;
        check(rest_xml, status, headers, body, expected()).await;
        check(query, status, headers, body, expected()).await;
        check(ec2, status, headers, body, expected()).await;
    }
}
