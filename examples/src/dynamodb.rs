//! Some operations of `DynamoDB`, as its documentation shows them.

use std::collections::BTreeMap;

use opsmith::dynamodb::Item;
use opsmith::{ApiError, ErrorBody, Unmodeled, operation, output, shape};

/// Creates a table.
#[operation(service = "dynamodb", error = TableError)]
pub struct CreateTable {
    /// Its name.
    pub table_name: String,
    /// The attributes of its key. All others need no definition.
    pub attribute_definitions: Option<Vec<AttributeDefinition>>,
    /// Which attribute has which role in the key.
    pub key_schema: Option<Vec<KeySchemaElement>>,
    /// `PAY_PER_REQUEST`, or capacity that is paid for in advance.
    pub billing_mode: Option<String>,
}

/// An attribute of a key.
#[shape(service = "dynamodb")]
pub struct AttributeDefinition {
    /// Its name.
    pub attribute_name: String,
    /// Its type.
    pub attribute_type: ScalarAttributeType,
}

/// What an attribute of a key can be.
#[shape(service = "dynamodb")]
pub enum ScalarAttributeType {
    /// A string.
    S,
    /// A number.
    N,
    /// Binary data.
    B,
    /// What AWS adds later.
    #[op(other)]
    Other(String),
}

/// The role of an attribute in the key.
#[shape(service = "dynamodb")]
pub struct KeySchemaElement {
    /// The attribute.
    pub attribute_name: String,
    /// Its role.
    pub key_type: KeyType,
}

/// The two roles in a key.
#[shape(service = "dynamodb")]
pub enum KeyType {
    /// Items with the same value are stored together.
    Hash,
    /// The order of items that are stored together.
    Range,
    /// What AWS adds later.
    #[op(other)]
    Other(String),
}

/// Stores an item.
#[operation(service = "dynamodb", error = TableError)]
pub struct PutItem {
    /// The table.
    pub table_name: String,
    /// The item, which replaces one with the same key.
    pub item: Item,
    /// What has to be true of the item that is there.
    pub condition_expression: Option<String>,
    /// `ALL_OLD` returns the item that is there if the condition is not met.
    pub return_values_on_condition_check_failure: Option<String>,
}

/// Reads an item by its key.
#[operation(service = "dynamodb", output = GetItemOutput, error = TableError)]
pub struct GetItem {
    /// The table.
    pub table_name: String,
    /// The key.
    pub key: Item,
    /// Whether to see every write that has succeeded.
    pub consistent_read: Option<bool>,
}

/// The item that was read.
#[output(service = "dynamodb")]
pub struct GetItemOutput {
    /// The item, if there is one.
    pub item: Option<Item>,
}

/// Reads the items with the same partition key, in the order of their sort keys, one page at a time.
#[operation(service = "dynamodb", output = QueryOutput, error = TableError)]
pub struct Query {
    /// The table.
    pub table_name: String,
    /// Which items.
    pub key_condition_expression: Option<String>,
    /// The values of the placeholders in the expression.
    pub expression_attribute_values: Option<Item>,
    /// The maximum number of items per page.
    pub limit: Option<i32>,
    /// Where to go on. `items` and `pages` set it.
    pub exclusive_start_key: Option<Item>,
}

/// One page of items.
#[output(service = "dynamodb")]
pub struct QueryOutput {
    /// The items.
    #[op(default)]
    pub items: Vec<Item>,
    /// The key of the last item, if there may be more.
    pub last_evaluated_key: Option<Item>,
}

/// Stores or deletes up to 25 items.
#[operation(service = "dynamodb", output = BatchWriteItemOutput, error = TableError)]
pub struct BatchWriteItem {
    /// What to do, by table.
    pub request_items: BTreeMap<String, Vec<WriteRequest>>,
}

/// What is left to do.
#[output(service = "dynamodb")]
pub struct BatchWriteItemOutput {
    /// What `DynamoDB` did not get to, by table. Send it again after a while.
    #[op(default)]
    pub unprocessed_items: BTreeMap<String, Vec<WriteRequest>>,
}

/// An item to store.
#[shape(service = "dynamodb")]
#[derive(Clone)]
pub struct WriteRequest {
    /// The item to store.
    pub put_request: Option<PutRequest>,
}

/// An item to store.
#[shape(service = "dynamodb")]
#[derive(Clone)]
pub struct PutRequest {
    /// The item.
    pub item: Item,
}

/// What these operations can return, apart from what the client retries.
#[derive(Debug, ApiError)]
#[op(service = "dynamodb")]
pub enum TableError {
    /// The condition is not met.
    ConditionalCheckFailed(ConditionalCheckFailedException),
    /// There is no such table.
    ResourceNotFound(ErrorBody),
    /// The table is being created or deleted, or exists.
    ResourceInUse(ErrorBody),
    /// Any other error.
    #[op(other)]
    Other(Unmodeled),
}

/// A condition that is not met.
#[output(service = "dynamodb")]
pub struct ConditionalCheckFailedException {
    /// A message.
    pub message: Option<String>,
    /// The item that is there.
    pub item: Option<Item>,
}
