//! `Query` and `Scan`, whose page tokens are maps.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use http::Response;
use opsmith::ErrorKind;
use opsmith::dynamodb::{AttributeValue, Item};
use opsmith::testing::{FakeService, Received};
use opsmith::{operation, output, shape};
use serde_json::{Value, json};

#[operation(service = "dynamodb", output = QueryOutput)]
pub struct Query {
    pub table_name: String,
    pub key_condition_expression: Option<String>,
    pub expression_attribute_values: Option<Item>,
    pub exclusive_start_key: Option<Item>,
    pub limit: Option<i32>,
}

#[output(service = "dynamodb")]
pub struct QueryOutput {
    #[op(default)]
    pub items: Vec<Item>,
    pub last_evaluated_key: Option<Item>,
}

/// The same with a type of its own for the values, another map, and the pages spelled out.
#[operation(
    service = "dynamodb",
    output = ScanOutput,
    paginate(token = exclusive_start_key, output_token = last_evaluated_key, items = items),
)]
pub struct Scan {
    pub table_name: String,
    pub exclusive_start_key: Option<HashMap<String, Key>>,
}

#[output(service = "dynamodb")]
pub struct ScanOutput {
    #[op(default)]
    pub items: Vec<BTreeMap<String, Key>>,
    pub last_evaluated_key: Option<HashMap<String, Key>>,
}

#[shape(service = "dynamodb", name = "AttributeValue")]
#[derive(Clone, PartialEq)]
pub enum Key {
    S(String),
    N(String),
}

fn json(value: &Value) -> Response<Bytes> {
    Response::new(Bytes::from(value.to_string()))
}

/// Three pages of two items, the second one without items, as `Query` with a filter returns.
fn page(request: &Received) -> Response<Bytes> {
    let start = &request.json()["ExclusiveStartKey"];
    json(&if start.is_null() {
        json!({
            "Items": [{"id": {"S": "a"}}, {"id": {"S": "b"}}],
            "LastEvaluatedKey": {"id": {"S": "b"}, "n": {"N": "2.50"}},
        })
    } else if start == &json!({"id": {"S": "b"}, "n": {"N": "2.50"}}) {
        json!({"Items": [], "LastEvaluatedKey": {"id": {"S": "d"}}})
    } else if start == &json!({"id": {"S": "d"}}) {
        json!({"Items": [{"id": {"S": "e"}}]})
    } else {
        panic!("not a key of a page: {start}")
    })
}

#[tokio::test]
async fn a_query_is_a_stream_of_items() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<Query>(page);
    let query = Query::new("books")
        .key_condition_expression("id > :id")
        .expression_attribute_values([(":id".to_owned(), AttributeValue::from("0"))])
        .limit(2);
    let mut items = query.items(&fake.client());
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        ids.push(item["id"].clone());
    }
    assert_eq!(ids, ["a", "b", "e"].map(AttributeValue::from));
    let requests = fake.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        // All but the token is the same on each page.
        assert_eq!(
            request.json()["ExpressionAttributeValues"],
            json!({":id": {"S": "0"}})
        );
        assert_eq!(request.json()["Limit"], 2);
    }
}

#[tokio::test]
async fn pages_can_be_spelled_out_with_other_maps_and_values() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<Scan>(page);
    let mut pages = Scan::new("books").pages(&fake.client());
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.items.len());
    }
    assert_eq!(sizes, [2, 0, 1]);
    let mut items = Scan::new("books").items(&fake.client());
    assert_eq!(
        items.try_next().await.unwrap().unwrap()["id"],
        Key::S("a".into())
    );
}

#[tokio::test]
async fn a_key_that_comes_again_is_an_error() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<Query>(|_| json(&json!({"Items": [], "LastEvaluatedKey": {"id": {"S": "a"}}})));
    let mut pages = Query::new("books").pages(&fake.client());
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_some());
    let error = pages.try_next().await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Pagination);
}

#[tokio::test]
async fn an_empty_key_is_the_end() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<Query>(|_| json(&json!({"Items": [], "LastEvaluatedKey": {}})));
    let mut pages = Query::new("books").pages(&fake.client());
    assert!(pages.try_next().await.unwrap().is_some());
    assert!(pages.try_next().await.unwrap().is_none());
}
