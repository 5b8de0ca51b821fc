//! Supply Chain: a timestamp with a format of its own in the body.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("supplychain": SendDataIntegrationEvent);

#[operation(service = "supplychain")]
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
    pub client_token: Option<String>,
}

#[shape(service = "supplychain")]
pub enum DataIntegrationEventType {
    ScnDataForecast,
    #[op(other)]
    Other(String),
}

#[shape(service = "supplychain")]
pub struct DataIntegrationEventDatasetTargetConfiguration {
    pub dataset_identifier: String,
    pub operation_type: DataIntegrationEventDatasetOperationType,
}

#[shape(service = "supplychain")]
pub enum DataIntegrationEventDatasetOperationType {
    Append,
    #[op(other)]
    Other(String),
}
