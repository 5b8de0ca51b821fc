//! Declarations that leave everything except names and types to AWS's models.

mod four;
mod hosts;
mod own;
mod pages;
mod renamed;
mod required;
mod several;

use bytes::Bytes;
use opsmith::testing::FakeService;
use opsmith::{
    ApiError, Blob, ByteStream, Operation, Timestamp, UnknownMember, operation, output, shape,
};

use crate::chime;

fn json(body: &'static str) -> http::Response<Bytes> {
    http::Response::new(Bytes::from_static(body.as_bytes()))
}

#[tokio::test]
async fn a_declaration_by_the_model_sends_the_same_as_one_spelled_out() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<four::CreateRoom>(|_| json("{}"));
    fake.on_raw::<four::GetRoom>(|_| json("{}"));
    fake.on_raw::<four::ListRooms>(|_| json("{}"));
    fake.on_raw::<chime::CreateRoom>(|_| json("{}"));
    fake.on_raw::<chime::GetRoom>(|_| json("{}"));
    fake.on_raw::<chime::ListRooms>(|_| json("{}"));
    let client = fake.client();
    let (account, room) = ("a/b c", "r%");
    four::CreateRoom::new(account, "Ops")
        .client_request_token("t")
        .send(&client)
        .await
        .unwrap();
    four::GetRoom::new(account, room)
        .send(&client)
        .await
        .unwrap();
    let list = four::ListRooms::new(account).member_id("m").max_results(5);
    list.next_token("n&").send(&client).await.unwrap();
    chime::CreateRoom::new(account, "Ops")
        .client_request_token("t")
        .send(&client)
        .await
        .unwrap();
    chime::GetRoom::new(account, room)
        .send(&client)
        .await
        .unwrap();
    let list = chime::ListRooms::new(account).member_id("m").max_results(5);
    list.next_token("n&").send(&client).await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests.len(), 6);
    let (short, long) = requests.split_at(3);
    for (short, long) in short.iter().zip(long) {
        assert_eq!(short.method(), long.method());
        assert_eq!(short.path(), long.path());
        assert_eq!(short.raw_query(), long.raw_query());
        assert_eq!(short.body(), long.body());
    }
    let (short, long) = (four::CreateRoom::META, chime::CreateRoom::META);
    assert_eq!((short.name, short.path), (long.name, long.path));
    assert!(std::ptr::eq(short.service, long.service));
}

#[tokio::test]
async fn responses_are_read_with_the_models_names() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<four::GetRoom>(|_| {
        json(r#"{"Room":{"RoomId":"r","Name":"secret name","CreatedTimestamp":"2026-01-02T03:04:05Z"}}"#)
    });
    fake.on_raw::<four::ivschat::GetRoom>(|_| {
        json(
            r#"{"id":"c","createTime":"2026-01-02T03:04:05Z","tags":{"a":"b"},
            "messageReviewHandler":{"uri":"arn","fallbackResult":"DENY"}}"#,
        )
    });
    let room = four::GetRoom::new("a", "r")
        .send(&fake.client())
        .await
        .unwrap();
    let room = room.room.unwrap();
    assert_eq!(room.room_id.as_deref(), Some("r"));
    let shown = format!("{room:?}");
    assert!(
        !shown.contains("secret name"),
        "sensitive in the model: {shown}"
    );
    let time = Timestamp::parse("2026-01-02T03:04:05Z").unwrap();
    assert_eq!(room.created_timestamp, Some(time));
    let chat = four::ivschat::GetRoom::new("c")
        .send(&fake.client())
        .await
        .unwrap();
    assert_eq!(chat.tags["a"], "b");
    let handler = chat.message_review_handler.unwrap();
    assert_eq!(
        handler.fallback_result,
        Some(four::ivschat::FallbackResult::Deny)
    );
    assert_eq!(
        fake.requests()[1].json(),
        serde_json::json!({"identifier": "c"})
    );
}

#[test]
fn codes_and_statuses_come_from_the_model() {
    let codes = |codes: &[opsmith::wire::ErrorCode]| -> Vec<(&str, u16)> {
        codes.iter().map(|code| (code.code, code.status)).collect()
    };
    assert_eq!(
        codes(four::ChimeError::CODES),
        [
            ("BadRequestException", 400),
            ("ForbiddenException", 403),
            ("NotFoundException", 404),
            ("ResourceLimitExceededException", 400),
            ("ServiceFailureException", 500),
            ("ServiceUnavailableException", 503),
            ("ThrottledClientException", 429),
            ("UnauthorizedClientException", 401),
        ]
    );
    assert_eq!(
        codes(four::ivschat::IvsChatError::CODES),
        [
            ("AccessDeniedException", 403),
            ("ResourceNotFoundException", 404),
            ("ValidationException", 400),
        ]
    );
}

#[tokio::test]
async fn errors_are_distinguished_by_the_models_codes() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<four::GetRoom>(|_| {
        http::Response::builder()
            .status(404)
            .header("x-amzn-errortype", "NotFoundException")
            .body(Bytes::from_static(br#"{"Message":"no such room"}"#))
            .unwrap()
    });
    let error = four::GetRoom::new("a", "r")
        .send(&fake.client())
        .await
        .err()
        .unwrap();
    assert!(
        matches!(error.service_error(), Some(four::ChimeError::NotFound(_))),
        "{error}"
    );
}

/// An operation of Lambda: headers, the status and a payload of bytes.
#[operation(service = "lambda", output = InvokeResponse)]
struct Invoke {
    function_name: String,
    invocation_type: Option<InvocationType>,
    payload: Option<Blob>,
    qualifier: Option<String>,
}

#[output(service = "lambda")]
struct InvokeResponse {
    status_code: i32,
    function_error: Option<String>,
    payload: Option<ByteStream>,
}

#[shape(service = "lambda")]
enum InvocationType {
    DryRun,
    Event,
    RequestResponse,
    #[op(other)]
    Other(String),
}

#[tokio::test]
async fn headers_status_and_payload_have_the_models_locations() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<Invoke>(|_| {
        http::Response::builder()
            .status(202)
            .header("X-Amz-Function-Error", "Unhandled")
            .body(Bytes::from_static(b"bytes"))
            .unwrap()
    });
    let call = Invoke::new("f").invocation_type(InvocationType::Event);
    let call = call.payload(Blob::new("{}")).qualifier("1");
    let answer = call.send(&fake.client()).await.unwrap();
    assert_eq!(
        (answer.status_code, answer.function_error.as_deref()),
        (202, Some("Unhandled"))
    );
    assert_eq!(answer.payload.unwrap().collect().await.unwrap(), "bytes");
    let request = &fake.requests()[0];
    assert_eq!(request.path(), "/2015-03-31/functions/f/invocations");
    assert_eq!(request.raw_query(), "Qualifier=1");
    assert_eq!(request.header("x-amz-invocation-type"), Some("Event"));
    assert_eq!(request.body(), "{}");
}

/// API Gateway V2's has names in the body that no case makes; this one of `apigateway` has wire names in camel case.
#[operation(service = "apigateway", error = opsmith::Unmodeled)]
struct UpdateRestApi {
    rest_api_id: String,
    #[op(default)]
    patch_operations: Vec<PatchOperation>,
}

#[shape(service = "apigateway")]
#[derive(Clone)]
struct PatchOperation {
    #[op(rename = "op")]
    kind: Option<Op>,
    path: Option<String>,
    value: Option<String>,
}

#[shape(service = "apigateway")]
#[derive(Clone)]
#[allow(clippy::upper_case_acronyms)]
enum Op {
    Add,
    REPLACE,
    #[op(other)]
    Other(String),
}

#[tokio::test]
async fn rename_names_the_member_of_a_field_with_a_different_name() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<UpdateRestApi>(|_| json("{}"));
    let patch = PatchOperation {
        kind: Some(Op::REPLACE),
        path: Some("/name".to_owned()),
        value: None,
    };
    let remove = PatchOperation {
        kind: Some(Op::Add),
        ..patch.clone()
    };
    let call = UpdateRestApi::new("id").patch_operations(vec![patch, remove]);
    call.send(&fake.client()).await.unwrap();
    let request = &fake.requests()[0];
    assert_eq!(
        (request.method().as_str(), request.path()),
        ("PATCH", "/restapis/id")
    );
    assert_eq!(
        request.json(),
        serde_json::json!({"patchOperations": [
            {"op": "replace", "path": "/name"},
            {"op": "add", "path": "/name"},
        ]})
    );
}

/// An operation of Location: a host prefix.
#[operation(service = "location")]
struct ListMaps {
    max_results: Option<i32>,
    next_token: Option<String>,
}

#[operation(service = "chime")]
#[allow(clippy::struct_field_names)] // the service's names
struct RedactRoomMessage {
    account_id: String,
    room_id: String,
    message_id: String,
}

#[test]
fn host_prefixes_and_constant_queries_come_from_the_model() {
    assert_eq!(ListMaps::META.host_prefix, ["cp.maps."]);
    assert_eq!(ListMaps::META.path, ["/maps/v0/list-maps"]);
    assert_eq!(RedactRoomMessage::META.query, "operation=redact");
    let path = ["/accounts/", "/rooms/", "/messages/", ""];
    assert_eq!(RedactRoomMessage::META.path, path);
}

/// A union, and an operation without a signature.
#[shape(service = "bedrock-agent-runtime")]
#[derive(Clone)]
enum RetrievalFilter {
    Equals(FilterAttribute),
    AndAll(Vec<RetrievalFilter>),
    #[op(other)]
    Other(UnknownMember),
}

#[shape(service = "bedrock-agent-runtime")]
#[derive(Clone)]
struct FilterAttribute {
    key: String,
    value: opsmith::Document,
}

#[operation(service = "sso", output = GetRoleCredentialsOutput)]
struct GetRoleCredentials {
    role_name: String,
    account_id: String,
    access_token: String,
}

#[output(service = "sso")]
struct GetRoleCredentialsOutput {
    role_credentials: Option<opsmith::Document>,
}

#[test]
fn unions_are_written_with_the_models_names() {
    let filter = RetrievalFilter::AndAll(vec![RetrievalFilter::Equals(FilterAttribute {
        key: "k".to_owned(),
        value: opsmith::Document::from("v"),
    })]);
    let written = serde_json::to_value(&filter).unwrap();
    assert_eq!(
        written,
        serde_json::json!({"andAll": [{"equals": {"key": "k", "value": "v"}}]})
    );
    let read: RetrievalFilter = serde_json::from_value(written).unwrap();
    assert!(matches!(read, RetrievalFilter::AndAll(_)));
}

#[tokio::test]
async fn an_unsigned_operation_is_sent_unsigned_and_a_document_can_be_a_structure() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<GetRoleCredentials>(|_| json(r#"{"roleCredentials":{"accessKeyId":"AK"}}"#));
    let call = GetRoleCredentials::new("r", "1", "t0ken");
    let output = call.send(&fake.client()).await.unwrap();
    let credentials = output.role_credentials.unwrap();
    assert_eq!(
        credentials,
        opsmith::Document::from(serde_json::json!({"accessKeyId": "AK"}))
    );
    let request = &fake.requests()[0];
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("x-amz-sso_bearer_token"), Some("t0ken"));
    assert_eq!(request.raw_query(), "role_name=r&account_id=1");
    assert_eq!(GetRoleCredentials::META.auth, opsmith::Auth::None);
}

#[tokio::test]
async fn a_payload_may_be_boxed() {
    #[operation(service = "iot", name = "CreateTopicRule")]
    struct Create {
        rule_name: String,
        topic_rule_payload: Box<TopicRulePayload>,
    }

    #[shape(service = "iot")]
    struct TopicRulePayload {
        sql: String,
        actions: Vec<opsmith::Document>,
    }

    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<Create>(|_| json(""));
    let payload = Box::new(TopicRulePayload::new("SELECT 1", Vec::new()));
    Create::new("r", payload)
        .send(&fake.client())
        .await
        .unwrap();
    assert_eq!(
        fake.requests()[0].body(),
        &br#"{"sql":"SELECT 1","actions":[]}"#[..]
    );
}

/// The service reads a structure, even if the declaration has no members in the body.
#[tokio::test]
async fn a_body_without_declared_members_is_an_empty_structure() {
    #[operation(service = "nova-act")]
    struct ListWorkflowDefinitions {
        next_token: Option<String>,
    }
    #[operation(service = "iot")]
    struct RemoveThingFromBillingGroup {}
    #[operation(service = "glacier")]
    struct InitiateJob {
        account_id: String,
        vault_name: String,
    }
    #[operation(service = "chime")]
    struct ListRooms {
        account_id: String,
    }

    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<ListWorkflowDefinitions>(|_| json("{}"));
    fake.on_raw::<RemoveThingFromBillingGroup>(|_| json("{}"));
    fake.on_raw::<InitiateJob>(|_| json("{}"));
    fake.on_raw::<ListRooms>(|_| json("{}"));
    let client = fake.client();
    let list = ListWorkflowDefinitions::new().next_token("n");
    list.send(&client).await.unwrap();
    let remove = RemoveThingFromBillingGroup::new();
    remove.send(&client).await.unwrap();
    InitiateJob::new("a", "v").send(&client).await.unwrap();
    ListRooms::new("a").send(&client).await.unwrap();
    let bodies: Vec<_> = fake
        .requests()
        .iter()
        .map(|request| {
            (
                request.body().clone(),
                request.header("content-type").is_some(),
            )
        })
        .collect();
    let structure = (Bytes::from_static(b"{}"), true);
    assert_eq!(
        bodies[..3],
        [structure.clone(), structure.clone(), structure]
    );
    assert_eq!(bodies[3], (Bytes::new(), false));
}
