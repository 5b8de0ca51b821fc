//! Entity Resolution: a list in a header.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("entityresolution": BatchDeleteUniqueId);

#[operation(service = "entityresolution")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchDeleteUniqueId {
    pub workflow_name: String,
    pub input_source: Option<String>,
    pub unique_ids: Vec<String>,
}
