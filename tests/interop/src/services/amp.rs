//! Amazon Managed Service for Prometheus: a query map of lists.

use std::collections::BTreeMap;

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("amp": ListScrapers);

#[operation(service = "amp")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListScrapers {
    pub filters: Option<BTreeMap<String, Vec<String>>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}
