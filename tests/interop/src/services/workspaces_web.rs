//! WorkSpaces Secure Browser: ARNs as greedy labels.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("workspaces-web": GetPortal, UntagResource);

#[operation(service = "workspaces-web")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetPortal {
    pub portal_arn: String,
}

#[operation(service = "workspaces-web")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UntagResource {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}
