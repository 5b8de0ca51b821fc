//! Entity Resolution: a list in a header.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("entityresolution": BatchDeleteUniqueId);

#[operation(
    service = "entityresolution",
    path = "/matchingworkflows/<workflowName>/uniqueids",
    method = "DELETE"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchDeleteUniqueId {
    pub workflow_name: String,
    #[op(header = "inputSource")]
    pub input_source: Option<String>,
    #[op(header = "uniqueIds")]
    pub unique_ids: Vec<String>,
}
