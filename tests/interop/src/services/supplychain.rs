//! Supply Chain: a timestamp with a format of its own in the body.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("supplychain": SendDataIntegrationEvent);

#[operation(
    service = "supplychain",
    path = "/api-data/data-integration/instance/<instanceId>/data-integration-events",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SendDataIntegrationEvent {
    pub instance_id: String,
    pub event_type: DataIntegrationEventType,
    pub data: String,
    pub event_group_id: String,
    #[serde(default, deserialize_with = "member")]
    pub event_timestamp: Option<Timestamp>,
    pub dataset_target: Option<DataIntegrationEventDatasetTargetConfiguration>,
    #[op(idempotency_token)]
    pub client_token: Option<String>,
}

#[shape]
pub enum DataIntegrationEventType {
    #[op(rename = "scn.data.forecast")]
    ScnDataForecast,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub struct DataIntegrationEventDatasetTargetConfiguration {
    pub dataset_identifier: String,
    pub operation_type: DataIntegrationEventDatasetOperationType,
}

#[shape(rename_all = "UPPERCASE")]
pub enum DataIntegrationEventDatasetOperationType {
    Append,
    #[op(other)]
    Other(String),
}
