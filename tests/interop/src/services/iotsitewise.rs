//! IoT SiteWise: host prefixes, a list and timestamps in the query, numbers at their limits.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("iotsitewise": GetAssetPropertyValueHistory, BatchPutAssetPropertyValue);

#[operation(
    service = "iotsitewise",
    path = "/properties/history",
    host_prefix = "data."
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetAssetPropertyValueHistory {
    #[op(query = "propertyAlias")]
    pub property_alias: Option<String>,
    #[op(query = "startDate")]
    #[serde(default, deserialize_with = "member")]
    pub start_date: Option<Timestamp>,
    #[op(query = "endDate")]
    #[serde(default, deserialize_with = "member")]
    pub end_date: Option<Timestamp>,
    #[op(query = "qualities")]
    pub qualities: Option<Vec<Quality>>,
    #[op(query = "timeOrdering")]
    pub time_ordering: Option<TimeOrdering>,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
}

#[operation(
    service = "iotsitewise",
    path = "/properties",
    rename_all = "camelCase",
    host_prefix = "data."
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchPutAssetPropertyValue {
    pub enable_partial_entry_processing: Option<bool>,
    pub entries: Vec<PutAssetPropertyValueEntry>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum Quality {
    Good,
    Bad,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "UPPERCASE")]
pub enum TimeOrdering {
    Descending,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub struct PutAssetPropertyValueEntry {
    pub entry_id: String,
    pub property_alias: Option<String>,
    pub property_values: Vec<AssetPropertyValue>,
}

#[shape(rename_all = "camelCase")]
pub struct AssetPropertyValue {
    pub value: Variant,
    pub timestamp: TimeInNanos,
    pub quality: Option<Quality>,
}

#[shape(rename_all = "camelCase")]
pub struct Variant {
    pub double_value: Option<f64>,
    pub integer_value: Option<i32>,
    pub boolean_value: Option<bool>,
    pub string_value: Option<String>,
    pub null_value: Option<PropertyValueNullValue>,
}

#[shape(rename_all = "camelCase")]
pub struct TimeInNanos {
    pub time_in_seconds: i64,
    pub offset_in_nanos: Option<i32>,
}

#[shape(rename_all = "camelCase")]
pub struct PropertyValueNullValue {
    pub value_type: RawValueType,
}

#[shape]
pub enum RawValueType {
    D,
    #[op(other)]
    Other(String),
}
