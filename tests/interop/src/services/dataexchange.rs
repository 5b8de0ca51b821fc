//! Data Exchange: prefix headers, a query map, text as the payload, a host prefix.

use std::collections::BTreeMap;

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("dataexchange": SendApiAsset);

#[operation(service = "dataexchange", path = "/v1", host_prefix = "api-fulfill.")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SendApiAsset {
    #[op(payload)]
    pub body: Option<String>,
    #[op(query_map)]
    pub query_string_parameters: Option<BTreeMap<String, String>>,
    #[op(header = "x-amzn-dataexchange-asset-id")]
    pub asset_id: String,
    #[op(header = "x-amzn-dataexchange-data-set-id")]
    pub data_set_id: String,
    #[op(prefix_headers = "x-amzn-dataexchange-header-")]
    pub request_headers: Option<BTreeMap<String, String>>,
    #[op(header = "x-amzn-dataexchange-http-method")]
    pub method: Option<String>,
    #[op(header = "x-amzn-dataexchange-path")]
    pub path: Option<String>,
    #[op(header = "x-amzn-dataexchange-revision-id")]
    pub revision_id: String,
}
