//! Data Exchange: prefix headers, a query map, text as the payload, a host prefix.

use std::collections::BTreeMap;

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("dataexchange": SendApiAsset);

#[operation(service = "dataexchange")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendApiAsset {
    pub body: Option<String>,
    pub query_string_parameters: Option<BTreeMap<String, String>>,
    pub asset_id: String,
    pub data_set_id: String,
    pub request_headers: Option<BTreeMap<String, String>>,
    pub method: Option<String>,
    pub path: Option<String>,
    pub revision_id: String,
}
