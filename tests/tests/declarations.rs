//! Less common features of declarations.

#![allow(clippy::struct_field_names)] // the services' own

use std::collections::{BTreeMap, HashMap, HashSet};

use bytes::Bytes;
use opsmith::{ByteStream, ErrorKind, Json, operation, output, shape, testing::FakeService};

use crate::faults::server::{Server, json};

/// An operation of `CodeArtifact`: the payload's hash is a member, in the header that signing uses for it.
#[operation(service = "codeartifact")]
struct PublishPackageVersion {
    domain: String,
    repository: String,
    format: String,
    package: String,
    package_version: String,
    asset_name: String,
    asset_content: ByteStream,
    asset_sha256: String,
}

fn publish(asset: ByteStream, hash: &str) -> PublishPackageVersion {
    PublishPackageVersion::new("d", "r", "generic", "p", "1", "a", asset, hash)
}

/// The SHA-256 of `an asset`.
const HASH: &str = "ed30e78885a006305ad12c0ad1b686eaf2f1e53e0d0943af5c365eefba3bd3b2";

#[tokio::test]
async fn a_member_with_the_payloads_hash_determines_the_signature() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<PublishPackageVersion>(|_| http::Response::new(Bytes::from_static(b"{}")));
    let client = fake.client();
    let asset = b"an asset";
    let publish = |hash: &str| publish(ByteStream::from(Bytes::from_static(asset)), hash);
    publish(HASH).send(&client).await.unwrap();
    let received = fake.requests();
    assert_eq!(received[0].header("x-amz-content-sha256"), Some(HASH));
    // The service compares it with what arrives.
    let error = publish(&HASH.replace('e', "0"))
        .send(&client)
        .await
        .err()
        .unwrap();
    assert_eq!(error.code(), Some("XAmzContentSHA256Mismatch"), "{error}");
}

#[tokio::test]
async fn the_hash_of_the_payload_is_sent_once_and_not_computed_again() {
    let server = Server::saying(json(200, "{}")).await;
    // If the file were hashed here, a change between hashing and sending would go unnoticed.
    let (path, said) = (
        std::env::temp_dir().join(format!("opsmith-{}", std::process::id())),
        "0".repeat(64),
    );
    std::fs::write(&path, "an asset").unwrap();
    let asset = ByteStream::from_file(&path);
    let client = server.client();
    publish(asset, &said).send(&client).await.unwrap();
    std::fs::remove_file(&path).unwrap();
    let request = &server.requests()[0];
    let sent = request.head.to_ascii_lowercase();
    assert_eq!(
        sent.matches("\r\nx-amz-content-sha256:").count(),
        1,
        "{sent}"
    );
    assert_eq!(request.header("x-amz-content-sha256"), Some(&*said));
    let authorization = request.header("authorization").unwrap();
    assert!(
        authorization.contains("x-amz-content-sha256"),
        "{authorization}"
    );
    assert_eq!(request.body, b"an asset");
}

/// An operation of EFS: a `GET` with members in the body.
#[operation(
    service = "efs",
    method = "GET",
    path = "/2015-02-01/account-preferences",
    rename_all = "PascalCase"
)]
struct DescribeAccountPreferences {
    next_token: Option<String>,
    max_results: Option<i32>,
}

#[tokio::test]
async fn an_explicit_get_can_have_a_body() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<DescribeAccountPreferences>(|_| http::Response::new(Bytes::new()));
    let client = fake.client();
    let describe = DescribeAccountPreferences::new()
        .next_token("t")
        .max_results(5);
    let presigned = describe
        .presign(&client, std::time::Duration::from_mins(1))
        .await
        .unwrap();
    assert_eq!(presigned.method(), http::Method::GET);
    assert_eq!(
        &presigned.body()[..],
        br#"{"NextToken":"t","MaxResults":5}"#
    );
    describe.send(&client).await.unwrap();
    let received = fake.requests();
    assert_eq!(received[0].method(), http::Method::GET);
    assert_eq!(
        received[0].json(),
        serde_json::json!({"NextToken": "t", "MaxResults": 5})
    );
}

/// Returned as a whole, and nested in other outputs.
#[output(rename_all = "camelCase")]
#[shape]
#[derive(Clone, PartialEq)]
struct Policy {
    policy_id: String,
    #[op(sensitive)]
    document: Option<String>,
    parents: Option<Vec<Policy>>,
}

/// The other way around, with the keys on the other attribute.
#[opsmith::shape]
#[derive(Clone)]
#[opsmith::output(rename_all = "camelCase")]
struct Attached {
    policy_list: Vec<Policy>,
    message: Option<String>,
}

/// The same key with the same value on both.
#[output(rename_all = "camelCase")]
#[shape(rename_all = "camelCase", methods = "none")]
struct Own {
    the_name: String,
}

impl Own {
    fn new() -> Self {
        Self {
            the_name: "n".to_owned(),
        }
    }

    fn the_name(&self) -> &str {
        &self.the_name
    }
}

#[operation(service = "chime", unlisted, path = "/policies/<Id>", output = Policy)]
struct GetPolicy {
    id: String,
}

#[operation(
    service = "chime",
    unlisted,
    path = "/policies",
    output = Attached,
    paginate(token = next, output_token = message, items = policy_list)
)]
struct ListAttached {
    #[op(query)]
    next: Option<String>,
}

#[tokio::test]
async fn a_type_can_be_both_an_output_and_a_shape() {
    let fake = FakeService::start().await.unwrap();
    let policy = || {
        Policy::new("p")
            .document("secret")
            .parents(vec![Policy::new("q")])
    };
    fake.on(move |_: GetPolicy| std::future::ready(Ok(policy())));
    fake.on(move |_: ListAttached| std::future::ready(Ok(Attached::new(vec![policy()]))));
    let client = fake.client();
    let got = GetPolicy::new("p").send(&client).await.unwrap();
    assert!(got == policy());
    let mut items = ListAttached::new().items(&client);
    assert!(items.try_next().await.unwrap() == Some(policy()));
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(
        format!("{got:?}"),
        r#"Policy { policy_id: "p", document: [redacted], parents: Some([Policy { policy_id: "q", document: [redacted], parents: None }]) }"#
    );
    assert_eq!(
        serde_json::to_value(&got).unwrap(),
        serde_json::json!({"policyId": "p", "document": "secret", "parents": [{"policyId": "q"}]})
    );
    assert_eq!(
        serde_json::to_string(&Own::new()).unwrap(),
        r#"{"theName":"n"}"#
    );
}

/// Most of its members are optional, as in most AWS shapes.
#[shape(rename_all = "PascalCase")]
#[derive(PartialEq)]
struct Schedule {
    name: String,
    /// How often.
    rate: i32,
    group: Option<String>,
    retries: Option<i32>,
    new: Option<bool>,
    #[op(default)]
    tags: Vec<String>,
    nested: Option<Box<Self>>,
    generic: Option<Page<i32>>,
}

#[shape]
#[derive(PartialEq)]
struct Page<T> {
    items: Vec<T>,
    next: Option<T>,
}

/// The user writes its methods.
#[shape(methods = "none")]
struct Window {
    name: Option<String>,
}

impl Window {
    fn new() -> Self {
        Self { name: None }
    }

    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("unnamed")
    }
}

#[test]
fn a_shape_is_created_from_its_required_members_and_setters() {
    let made = Schedule::new("daily", 1)
        .group("g")
        .retries(3)
        .set_new(true)
        .tags(["a".to_owned(), "b".to_owned()])
        .nested(Schedule::new("inner", 2))
        .generic(Page::new(vec![1, 2]).next(3));
    let inner = Schedule {
        name: "inner".to_owned(),
        rate: 2,
        group: None,
        retries: None,
        new: None,
        tags: Vec::new(),
        nested: None,
        generic: None,
    };
    let literal = Schedule {
        name: "daily".to_owned(),
        rate: 1,
        group: Some("g".to_owned()),
        retries: Some(3),
        new: Some(true),
        tags: vec!["a".to_owned(), "b".to_owned()],
        nested: Some(Box::new(inner)),
        generic: Some(Page {
            items: vec![1, 2],
            next: Some(3),
        }),
    };
    assert!(made == literal);
}

#[test]
fn a_shape_with_methods_none_leaves_the_names_to_the_user() {
    assert_eq!(Window::new().name(), "unnamed");
    assert_eq!(Own::new().the_name(), "n");
}

/// Returned by a fake service.
#[output(rename_all = "PascalCase")]
struct Schedules {
    schedules: Vec<Schedule>,
    next_token: Option<String>,
    total: Option<i32>,
    #[op(header = "X-Message")]
    message: Option<String>,
}

#[operation(service = "chime", unlisted, path = "/schedules", output = Schedules)]
struct ListSchedules {}

#[tokio::test]
async fn an_output_for_a_fake_service_is_created_from_its_required_members_and_setters() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: ListSchedules| async {
        Ok(Schedules::new([Schedule::new("n", 1)])
            .total(1)
            .message("m"))
    });
    let listed = ListSchedules::new().send(&fake.client()).await.unwrap();
    assert!(listed.schedules == [Schedule::new("n", 1)]);
    assert_eq!((listed.total, listed.next_token), (Some(1), None));
    assert_eq!(listed.message.as_deref(), Some("m"));
}

/// Used as a key of maps.
#[shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Role {
    Member,
    RoomAdministrator,
    #[op(other)]
    Other(String),
}

#[shape]
#[derive(PartialEq)]
struct Counts {
    hashed: HashMap<Role, i32>,
    sorted: BTreeMap<Role, Vec<i32>>,
    seen: HashSet<Role>,
}

#[test]
fn enums_can_be_keys_of_maps_and_elements_of_sets() {
    let json = serde_json::json!({
        "hashed": {"MEMBER": 1, "NEW": 2},
        "sorted": {"ROOM_ADMINISTRATOR": [3]},
        "seen": ["MEMBER"],
    });
    let counts: Counts = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(counts.hashed[&Role::Member], 1);
    assert_eq!(counts.hashed[&Role::from("NEW")], 2);
    assert_eq!(counts.sorted[&Role::RoomAdministrator], [3]);
    assert!(counts.seen.contains(&Role::Member));
    assert_eq!(serde_json::to_value(&counts).unwrap(), json);
}

#[derive(Clone, Debug, serde::Serialize, serde::Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
struct Order {
    order_id: u32,
    lines: Vec<(String, f32)>,
}

/// An operation of Lambda: input and output are the user's own types.
#[operation(
    service = "lambda",
    path = "/2015-03-31/functions/<FunctionName>/invocations",
    output = Invoked
)]
struct Invoke {
    function_name: String,
    #[op(payload, sensitive)]
    payload: Option<Json<Order>>,
}

#[output]
struct Invoked {
    #[op(header = "X-Amz-Function-Error")]
    function_error: Option<String>,
    #[op(payload)]
    payload: Json<Vec<Order>>,
}

/// Cannot be written as JSON.
#[operation(service = "lambda", unlisted, path = "/unwritable")]
struct Unwritable {
    #[op(payload)]
    payload: Json<HashMap<(i32, i32), i32>>,
}

/// This payload is only read: its type does not implement `Serialize`.
#[derive(serde::Deserialize)]
struct Receipt {
    total: u64,
}

#[operation(service = "lambda", unlisted, method = "GET", path = "/receipt", output = ReadOnly)]
struct GetReceipt {}

#[output]
struct ReadOnly {
    #[op(payload)]
    payload: Option<Json<Receipt>>,
}

#[tokio::test]
async fn a_payload_can_be_of_the_users_own_type_in_both_directions() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|request: Invoke| async move {
        let order = request.payload.map(|order| order.0);
        Ok(Invoked::new(
            order.map_or_else(Vec::new, |order| vec![order.clone(), order]),
        ))
    });
    let client = fake.client();
    let order = Order {
        order_id: 7,
        lines: vec![("pen".to_owned(), 1.5)],
    };
    let invoke = Invoke::new("charge").payload(order.clone());
    assert!(!format!("{invoke:?}").contains("pen"), "{invoke:?}");
    let invoked = invoke.send(&client).await.unwrap();
    assert_eq!(invoked.payload, Json(vec![order.clone(), order]));
    assert_eq!(invoked.function_error, None);
    assert!(format!("{invoked:?}").contains("pen"));
    let received = fake.requests();
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    assert_eq!(
        received[0].json(),
        serde_json::json!({"order-id": 7, "lines": [["pen", 1.5]]})
    );
    // Without a payload, there is no body.
    let invoked = Invoke::new("charge").send(&client).await.unwrap();
    assert_eq!(invoked.payload, Json(Vec::new()));
    assert!(fake.requests()[1].body().is_empty());
}

#[tokio::test]
async fn a_payload_that_does_not_match_the_users_type_is_an_error_without_values() {
    let server = Server::saying(json(200, r#"[{"order-id":"secret-4111","lines":[]}]"#)).await;
    let client = server.client();
    let error = Invoke::new("charge").send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let text = format!("{error} {error:?}");
    assert!(
        text.contains("expected u32") && !text.contains("4111"),
        "{text}"
    );
    let payload = Json(HashMap::from([((1, 2), 3)]));
    let error = Unwritable::new(payload).send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(
        error.to_string().contains("key must be a string"),
        "{error}"
    );
    assert_eq!(server.requests().len(), 1);
    let server = Server::saying(json(200, r#"{"total":3}"#)).await;
    let receipt = GetReceipt::new().send(&server.client()).await.unwrap();
    assert_eq!(receipt.payload.unwrap().0.total, 3);
    // A fake service reports what it cannot write.
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetReceipt| async { Ok(ReadOnly::new().payload(Receipt { total: 3 })) });
    let error = GetReceipt::new().send(&fake.client()).await.err().unwrap();
    assert!(
        error.to_string().contains("without `serde::Serialize`"),
        "{error}"
    );
    let problems = fake.take_problems();
    assert!(
        problems[0].contains("without `serde::Serialize`"),
        "{problems:?}"
    );
}
