//! IoT data plane: topics as labels, JSON in a header, blobs as the payload.

use opsmith::{Blob, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, json_text, member};

compare!("iot-data": Publish, UpdateThingShadow, GetRetainedMessage);

#[operation(service = "iot-data")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Publish {
    pub topic: String,
    #[serde(default, deserialize_with = "member")]
    pub payload: Option<Blob>,
    pub qos: Option<i32>,
    pub retain: Option<bool>,
    #[serde(default, deserialize_with = "json_text")]
    pub user_properties: Option<String>,
    pub payload_format_indicator: Option<PayloadFormatIndicator>,
    pub content_type: Option<String>,
    pub response_topic: Option<String>,
    pub correlation_data: Option<String>,
    pub message_expiry: Option<i64>,
}

#[operation(service = "iot-data")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateThingShadow {
    pub thing_name: String,
    #[serde(deserialize_with = "member")]
    pub payload: Blob,
    pub shadow_name: Option<String>,
}

#[operation(service = "iot-data")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRetainedMessage {
    pub topic: String,
}

#[shape(service = "iot-data")]
pub enum PayloadFormatIndicator {
    Utf8Data,
    #[op(other)]
    Other(String),
}
