//! IoT SiteWise: host prefixes, a list and timestamps in the query, numbers at their limits.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("iotsitewise": GetAssetPropertyValueHistory, BatchPutAssetPropertyValue);

#[operation(service = "iotsitewise")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetAssetPropertyValueHistory {
    pub property_alias: Option<String>,
    #[serde(default, deserialize_with = "member")]
    pub start_date: Option<Timestamp>,
    #[serde(default, deserialize_with = "member")]
    pub end_date: Option<Timestamp>,
    pub qualities: Option<Vec<Quality>>,
    pub time_ordering: Option<TimeOrdering>,
    pub max_results: Option<i32>,
}

#[operation(service = "iotsitewise")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchPutAssetPropertyValue {
    pub enable_partial_entry_processing: Option<bool>,
    pub entries: Vec<PutAssetPropertyValueEntry>,
}

#[shape(service = "iotsitewise")]
pub enum Quality {
    Good,
    Bad,
    #[op(other)]
    Other(String),
}

#[shape(service = "iotsitewise")]
pub enum TimeOrdering {
    Descending,
    #[op(other)]
    Other(String),
}

#[shape(service = "iotsitewise")]
pub struct PutAssetPropertyValueEntry {
    pub entry_id: String,
    pub property_alias: Option<String>,
    pub property_values: Vec<AssetPropertyValue>,
}

#[shape(service = "iotsitewise")]
pub struct AssetPropertyValue {
    pub value: Variant,
    pub timestamp: TimeInNanos,
    pub quality: Option<Quality>,
}

#[shape(service = "iotsitewise")]
pub struct Variant {
    pub double_value: Option<f64>,
    pub integer_value: Option<i32>,
    pub boolean_value: Option<bool>,
    pub string_value: Option<String>,
    pub null_value: Option<PropertyValueNullValue>,
}

#[shape(service = "iotsitewise")]
pub struct TimeInNanos {
    pub time_in_seconds: i64,
    pub offset_in_nanos: Option<i32>,
}

#[shape(service = "iotsitewise")]
pub struct PropertyValueNullValue {
    pub value_type: RawValueType,
}

#[shape(service = "iotsitewise")]
pub enum RawValueType {
    D,
    #[op(other)]
    Other(String),
}
