//! Your own service: `tests/models/shop.model`, which `tools/models/import.py` generated from the Smithy model next to it.

use std::collections::HashMap;

use bytes::Bytes;
use futures_util::TryStreamExt;
use opsmith::testing::FakeService;
use opsmith::{
    ApiError, Client, Document, ErrorBody, Operation, OperationMeta, Timestamp, UnknownMember,
    Unmodeled, operation, output, service, shape,
};

/// The shop at a different endpoint than in its model.
#[service(id = "models/shop.model", endpoint = "https://shop.example.com/v1", region = "eu-west-3", error = ShopError)]
pub struct Shop;

#[derive(Debug, ApiError)]
#[op(service = "models/shop.model")]
pub enum ShopError {
    NoSuchOrder(ErrorBody),
    OutOfStock(OutOfStock),
    Busy(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "models/shop.model")]
#[derive(PartialEq)]
pub struct OutOfStock {
    pub message: Option<String>,
    pub sku: Option<String>,
}

#[operation(service = "models/shop.model", output = PlaceOrderOutput, error = ShopError)]
pub struct PlaceOrder {
    pub customer_id: String,
    pub items: Vec<Item>,
    pub payment: Payment,
    pub priority: Option<Priority>,
    pub deliver_after: Option<Timestamp>,
    pub client_token: Option<String>,
    pub dry_run: Option<bool>,
    pub requested_by: Option<String>,
}

#[output(service = "models/shop.model")]
pub struct PlaceOrderOutput {
    pub order_id: String,
    pub location: Option<String>,
}

#[shape(service = "models/shop.model")]
#[derive(Clone, PartialEq)]
pub struct Item {
    pub sku: String,
    pub count: i32,
    pub weight: Option<f64>,
}

#[shape(service = "models/shop.model")]
#[derive(Clone, PartialEq)]
pub enum Payment {
    Invoice(Invoice),
    Voucher(String),
    #[op(other)]
    Other(UnknownMember),
}

#[shape(service = "models/shop.model")]
#[derive(Clone, PartialEq)]
pub struct Invoice {
    pub address: String,
    pub days: Option<i32>,
}

#[shape(service = "models/shop.model")]
#[derive(Clone, PartialEq)]
pub enum Priority {
    Low,
    High,
    #[op(other)]
    Other(i32),
}

#[shape(service = "models/shop.model")]
#[derive(Clone, PartialEq)]
pub enum Status {
    Placed,
    Sent,
    TakenBack,
    #[op(other)]
    Other(String),
}

#[shape(service = "models/shop.model")]
#[allow(clippy::struct_field_names)] // the service's names
pub struct Order {
    pub order_id: String,
    pub status: Option<Status>,
    pub items: Option<Vec<Item>>,
    pub payment: Option<Payment>,
    pub placed: Option<Timestamp>,
    pub total: Option<i64>,
    #[op(default)]
    pub labels: HashMap<String, String>,
    pub notes: Option<Document>,
}

#[operation(service = "models/shop.model", client = Shop, output = GetOrderOutput)]
pub struct GetOrder {
    pub order_id: String,
    pub fields: Option<Vec<String>>,
}

#[output(service = "models/shop.model")]
pub struct GetOrderOutput {
    pub order: Order,
}

#[operation(service = "models/shop.model", client = Shop, output = ListOrdersOutput)]
pub struct ListOrders {
    pub status: Option<Status>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "models/shop.model")]
pub struct ListOrdersOutput {
    pub orders: Vec<Order>,
    pub next_token: Option<String>,
}

#[operation(service = "models/shop.model")]
pub struct Ping;

fn json(status: u16, body: &'static str) -> http::Response<Bytes> {
    let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = status.try_into().unwrap();
    response
}

fn place_order() -> PlaceOrder {
    let payment = Payment::Invoice(Invoice::new("12 Main St").days(30));
    PlaceOrder::new("c-1", [Item::new("s-1", 2)], payment)
}

#[tokio::test]
async fn requests_are_sent_as_the_model_says() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<PlaceOrder>(|_| {
        let mut response = json(201, r#"{"orderId":"o-1","order":{"orderId":"o-1"}}"#);
        let location = http::HeaderValue::from_static("/orders/o-1");
        response.headers_mut().insert("location", location);
        response
    });
    let call = place_order()
        .priority(Priority::High)
        .deliver_after(Timestamp::parse("2026-05-01T06:07:08Z").unwrap())
        .dry_run(true)
        .client_token("t")
        .requested_by("me");
    assert!(
        !format!("{call:?}").contains("c-1"),
        "sensitive in the model"
    );
    let output = call.send(&fake.client()).await.unwrap();
    assert_eq!(output.order_id, "o-1");
    assert_eq!(output.location.as_deref(), Some("/orders/o-1"));
    let request = &fake.requests()[0];
    assert_eq!(
        (request.method().as_str(), request.path()),
        ("POST", "/orders")
    );
    assert_eq!(request.raw_query(), "dry-run=true");
    assert_eq!(request.header("x-requested-by"), Some("me"));
    assert_eq!(
        request.json(),
        serde_json::json!({
            "customerId": "c-1",
            "items": [{"sku": "s-1", "count": 2}],
            "payment": {"invoice": {"address": "12 Main St", "days": 30}},
            "priority": 5,
            "deliverAfter": "2026-05-01T06:07:08Z",
            "clientToken": "t",
        })
    );
}

#[tokio::test]
async fn responses_are_read_as_the_model_says() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<GetOrder>(|_| {
        json(
            200,
            r#"{"order":{"orderId":"o-1","status":"taken back","payment":{"voucher":"v"},
            "placed":1777615628,"totalCents":1299,"labels":{"a":"b"},"notes":[1]}}"#,
        )
    });
    let shop = Shop::new(&fake.client());
    let order = shop
        .get_order("o/1")
        .fields(["a".to_owned(), "b".to_owned()])
        .await
        .unwrap()
        .order;
    assert_eq!(order.status, Some(Status::TakenBack));
    assert_eq!(order.payment, Some(Payment::Voucher("v".to_owned())));
    let placed = Timestamp::parse("2026-05-01T06:07:08Z").unwrap();
    assert_eq!((order.placed, order.total), (Some(placed), Some(1299)));
    assert_eq!(order.labels["a"], "b");
    assert_eq!(order.notes, Some(Document::from(serde_json::json!([1]))));
    let request = &fake.requests()[0];
    assert_eq!(request.path(), "/orders/o%2F1");
    assert_eq!(request.raw_query(), "field=a&field=b");
}

#[tokio::test]
async fn pages_and_errors_are_those_of_the_model() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<ListOrders>(|request| match request.query("next").as_deref() {
        None => json(200, r#"{"orders":[{"orderId":"1"}],"nextToken":"n"}"#),
        _ => json(200, r#"{"orders":[{"orderId":"2"}]}"#),
    });
    fake.on_raw::<PlaceOrder>(|_| {
        let mut response = json(409, r#"{"message":"none left","sku":"s-1"}"#);
        let code = http::HeaderValue::from_static("OutOfStock");
        response.headers_mut().insert("x-amzn-errortype", code);
        response
    });
    let client = fake.client();
    let items = ListOrders::new().status(Status::Sent).items(&client);
    let orders: Vec<Order> = items.try_collect().await.unwrap();
    let ids: Vec<&str> = orders.iter().map(|order| &*order.order_id).collect();
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(fake.requests()[0].raw_query(), "status=SENT");

    let error = place_order().send(&client).await.err().unwrap();
    let Some(ShopError::OutOfStock(out_of_stock)) = error.service_error() else {
        panic!("{error}");
    };
    assert_eq!(out_of_stock.sku.as_deref(), Some("s-1"));
    let codes: Vec<(&str, u16, bool)> = ShopError::CODES
        .iter()
        .map(|code| (code.code, code.status, code.retry.is_some()))
        .collect();
    assert_eq!(
        codes,
        [
            ("NoSuchOrder", 404, false),
            ("OutOfStock", 409, false),
            ("Busy", 503, true)
        ]
    );
}

#[tokio::test]
async fn requests_go_where_the_model_or_the_client_type_says() {
    let client = Client::builder()
        .credentials(opsmith::Credentials::new("AK", "SK", None, None, "test"))
        .region("us-west-2")
        .build()
        .unwrap();
    let signed = place_order().to_http(&client).await.unwrap();
    assert_eq!(
        signed.uri().to_string(),
        "https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders"
    );
    let scope = signed.headers()["authorization"].to_str().unwrap();
    assert!(
        scope.contains("/eu-west-1/execute-api/aws4_request"),
        "{scope}"
    );

    let signed = GetOrder::new("o").to_http(&client).await.unwrap();
    assert_eq!(
        signed.uri().to_string(),
        "https://shop.example.com/v1/orders/o"
    );
    let scope = signed.headers()["authorization"].to_str().unwrap();
    assert!(
        scope.contains("/eu-west-3/execute-api/aws4_request"),
        "{scope}"
    );

    let unsigned = Ping.to_http(&client).await.unwrap();
    assert!(unsigned.headers().get("authorization").is_none());
    let names = [PlaceOrder::META, GetOrder::META].map(OperationMeta::service_name);
    assert_eq!(names, ["shop", "Shop"]);
}

#[test]
fn the_reference_shows_the_model_of_its_examples() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../runtime");
    let read = |path: &str| std::fs::read_to_string(format!("{folder}/{path}")).unwrap();
    let model = read("models/orders.model");
    assert!(read("docs/reference.md").contains(&format!("```text\n{model}```\n")));
}

/// Cargo builds a crate again when one of the files changes that the compiler has written down.
#[test]
fn the_compiler_watches_the_model() {
    let program = std::env::current_exe().unwrap();
    let watched = std::fs::read_to_string(program.with_extension("d")).unwrap();
    assert!(watched.contains("shop.model"), "{watched}");
}

/// The macros read the model, and the compiler watches it for changes. The program does not contain any of it.
#[test]
fn the_model_is_not_in_the_program() {
    let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
    let model = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/shop.model")).unwrap();
    assert!(
        has(&program, b"totalCents"),
        "what the declaration needs is there"
    );
    // A line that only the model contains; in two parts, so that this test does not contain it either.
    let line = ["  total long", "as=totalCents"].join(" ");
    assert!(has(&model, line.as_bytes()));
    assert!(!has(&program, line.as_bytes()));
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == wanted[0]) {
        if rest[at..].starts_with(wanted) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}
