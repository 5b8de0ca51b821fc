//! IoT data plane: topics as labels, JSON in a header, blobs as the payload.

use opsmith::{Blob, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, json_text, member};

compare!("iot-data": Publish, UpdateThingShadow, GetRetainedMessage);

#[operation(service = "iot-data", path = "/topics/<topic>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Publish {
    pub topic: String,
    #[op(payload)]
    #[serde(default, deserialize_with = "member")]
    pub payload: Option<Blob>,
    #[op(query = "qos")]
    pub qos: Option<i32>,
    #[op(query = "retain")]
    pub retain: Option<bool>,
    #[op(
        header = "x-amz-mqtt5-user-properties",
        media_type = "application/json"
    )]
    #[serde(default, deserialize_with = "json_text")]
    pub user_properties: Option<String>,
    #[op(header = "x-amz-mqtt5-payload-format-indicator")]
    pub payload_format_indicator: Option<PayloadFormatIndicator>,
    #[op(query = "contentType")]
    pub content_type: Option<String>,
    #[op(query = "responseTopic")]
    pub response_topic: Option<String>,
    #[op(header = "x-amz-mqtt5-correlation-data")]
    pub correlation_data: Option<String>,
    #[op(query = "messageExpiry")]
    pub message_expiry: Option<i64>,
}

#[operation(service = "iot-data", path = "/things/<thingName>/shadow")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateThingShadow {
    pub thing_name: String,
    #[op(payload)]
    #[serde(deserialize_with = "member")]
    pub payload: Blob,
    #[op(query = "name")]
    pub shadow_name: Option<String>,
}

#[operation(service = "iot-data", path = "/retainedMessage/<topic>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRetainedMessage {
    pub topic: String,
}

#[shape(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PayloadFormatIndicator {
    Utf8Data,
    #[op(other)]
    Other(String),
}
