//! IVS Chat: ARNs as labels, lists in the query, an enum.

use std::collections::BTreeMap;

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("ivschat": GetRoom, CreateRoom, ListTagsForResource, UntagResource);

#[operation(service = "ivschat")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRoom {
    pub identifier: String,
}

#[operation(service = "ivschat")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateRoom {
    pub name: Option<String>,
    pub maximum_message_rate_per_second: Option<i32>,
    pub maximum_message_length: Option<i32>,
    pub message_review_handler: Option<MessageReviewHandler>,
    pub tags: Option<BTreeMap<String, String>>,
    pub logging_configuration_identifiers: Option<Vec<String>>,
}

#[operation(service = "ivschat")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTagsForResource {
    pub resource_arn: String,
}

#[operation(service = "ivschat")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UntagResource {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

#[shape(service = "ivschat")]
pub struct MessageReviewHandler {
    pub uri: Option<String>,
    pub fallback_result: Option<FallbackResult>,
}

#[shape(service = "ivschat")]
pub enum FallbackResult {
    Allow,
    Deny,
    #[op(other)]
    Other(String),
}
