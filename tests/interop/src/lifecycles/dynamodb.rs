//! `DynamoDB`: items, pages, conditions and transactions.

use std::collections::BTreeMap;

use opsmith::dynamodb::{AttributeValue, Item, from_item, to_item};
use opsmith::{ApiError, Blob, Client, ErrorBody, Unmodeled, operation, output, shape};
use serde::{Deserialize, Serialize};

use super::Failure;

#[operation(service = "dynamodb", output = CreateTableOutput, error = TableError)]
pub struct CreateTable {
    pub table_name: String,
    pub attribute_definitions: Option<Vec<AttributeDefinition>>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub billing_mode: Option<String>,
}

#[output(service = "dynamodb")]
pub struct CreateTableOutput {
    pub table_description: Option<TableDescription>,
}

#[shape(service = "dynamodb")]
pub struct TableDescription {
    pub table_arn: Option<String>,
    pub table_status: Option<String>,
}

#[shape(service = "dynamodb")]
pub struct AttributeDefinition {
    pub attribute_name: String,
    pub attribute_type: String,
}

#[shape(service = "dynamodb")]
pub struct KeySchemaElement {
    pub attribute_name: String,
    pub key_type: String,
}

#[operation(service = "dynamodb", error = TableError)]
pub struct PutItem {
    pub table_name: String,
    pub item: Item,
    pub condition_expression: Option<String>,
    pub return_values_on_condition_check_failure: Option<String>,
}

#[operation(service = "dynamodb", output = GetItemOutput, error = TableError)]
pub struct GetItem {
    pub table_name: String,
    pub key: Item,
    pub consistent_read: Option<bool>,
}

#[output(service = "dynamodb")]
pub struct GetItemOutput {
    pub item: Option<Item>,
}

#[operation(service = "dynamodb", output = QueryOutput, error = TableError)]
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
    pub item: Item,
    pub table_name: String,
}

#[shape(service = "dynamodb")]
pub struct Delete {
    pub key: Item,
    pub table_name: String,
    pub condition_expression: Option<String>,
}

#[operation(service = "dynamodb", error = TableError)]
pub struct DeleteTable {
    pub table_name: String,
}

#[derive(Debug, ApiError)]
#[op(service = "dynamodb")]
pub enum TableError {
    ConditionalCheckFailed(ConditionalCheckFailedException),
    TransactionCanceled(TransactionCanceledException),
    ResourceNotFound(ErrorBody),
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
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Reading {
    sensor: String,
    minute: u32,
    value: f64,
    raw: Blob,
    #[serde(with = "opsmith::dynamodb::string_set")]
    tags: Vec<String>,
    note: Option<String>,
}

fn reading(minute: u32) -> Reading {
    Reading {
        sensor: "Büro 1".to_owned(),
        minute,
        value: f64::from(minute) * 0.1,
        raw: Blob::from(vec![0, 255, 7]),
        tags: vec!["a".to_owned(), "b".to_owned()],
        note: None,
    }
}

fn key(minute: u32) -> Item {
    Item::from([
        ("sensor".to_owned(), AttributeValue::from("Büro 1")),
        ("minute".to_owned(), AttributeValue::from(minute)),
    ])
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let created = CreateTable::new("readings")
        .attribute_definitions([
            AttributeDefinition::new("sensor", "S"),
            AttributeDefinition::new("minute", "N"),
        ])
        .key_schema([
            KeySchemaElement::new("sensor", "HASH"),
            KeySchemaElement::new("minute", "RANGE"),
        ])
        .billing_mode("PAY_PER_REQUEST")
        .send(client)
        .await?;
    let arn = created.table_description.and_then(|table| table.table_arn);
    let arn = arn.ok_or("the table has no ARN")?;

    PutItem::new("readings", to_item(&reading(0))?)
        .send(client)
        .await?;
    let mut writes = Vec::new();
    for minute in 1..7 {
        let put = PutRequest::new(to_item(&reading(minute))?);
        writes.push(WriteRequest::new().put_request(put));
    }
    let batch = BatchWriteItem::new([("readings".to_owned(), writes)]);
    assert!(batch.send(client).await?.unprocessed_items.is_empty());

    // An ARN names the table, too.
    for table in ["readings", &arn] {
        let got = GetItem::new(table, key(3)).consistent_read(true);
        let item = got.send(client).await?.item.ok_or("no item")?;
        assert_eq!(from_item::<Reading>(item)?, reading(3));
    }
    let none = GetItem::new("readings", key(99)).send(client).await?;
    assert_eq!(none.item, None);

    let condition = [
        (":sensor".to_owned(), AttributeValue::from("Büro 1")),
        (":from".to_owned(), AttributeValue::from(2)),
    ];
    let query = Query::new("readings")
        .key_condition_expression("sensor = :sensor AND minute >= :from")
        .expression_attribute_values(condition)
        .limit(2);
    let mut read = Vec::new();
    let mut items = query.items(client);
    while let Some(item) = items.try_next().await? {
        read.push(from_item::<Reading>(item)?);
    }
    assert_eq!(read, (2..7).map(reading).collect::<Vec<_>>());

    conditions(client).await?;
    DeleteTable::new("readings").send(client).await?;
    let gone = GetItem::new("readings", key(3)).send(client).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(TableError::ResourceNotFound(_))
    ));
    Ok(())
}

async fn conditions(client: &Client) -> Result<(), Failure> {
    let again = PutItem::new("readings", to_item(&reading(1))?)
        .condition_expression("attribute_not_exists(sensor)")
        .return_values_on_condition_check_failure("ALL_OLD")
        .send(client)
        .await
        .err();
    match again.as_ref().and_then(opsmith::Error::service_error) {
        Some(TableError::ConditionalCheckFailed(failed)) => {
            let there = failed.item.clone().ok_or("no item in the error")?;
            assert_eq!(from_item::<Reading>(there)?, reading(1));
        }
        _ => return Err(format!("not a failed condition: {again:?}").into()),
    }

    let put = TransactWriteItem {
        put: Some(Put::new(to_item(&reading(7))?, "readings")),
        ..TransactWriteItem::default()
    };
    let delete = |condition: Option<&str>| TransactWriteItem {
        delete: Some(Delete {
            key: key(0),
            table_name: "readings".to_owned(),
            condition_expression: condition.map(str::to_owned),
        }),
        ..TransactWriteItem::default()
    };
    let canceled = TransactWriteItems::new([put, delete(Some("attribute_exists(gone)"))]);
    let canceled = canceled.send(client).await.err();
    match canceled.as_ref().and_then(opsmith::Error::service_error) {
        Some(TableError::TransactionCanceled(canceled)) => {
            let reasons = canceled.cancellation_reasons.iter();
            let codes: Vec<_> = reasons.map(|reason| reason.code.as_deref()).collect();
            assert_eq!(codes, [Some("None"), Some("ConditionalCheckFailed")]);
        }
        _ => return Err(format!("not a canceled transaction: {canceled:?}").into()),
    }
    assert_eq!(
        GetItem::new("readings", key(7)).send(client).await?.item,
        None
    );

    let both = TransactWriteItems::new([delete(None)]).send(client);
    both.await?;
    assert_eq!(
        GetItem::new("readings", key(0)).send(client).await?.item,
        None
    );
    Ok(())
}
