//! Amazon Managed Service for Prometheus: a query map of lists.

use std::collections::BTreeMap;

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("amp": ListScrapers);

#[operation(service = "amp", path = "/scrapers")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListScrapers {
    #[op(query_map)]
    pub filters: Option<BTreeMap<String, Vec<String>>>,
    #[op(query = "nextToken")]
    pub next_token: Option<String>,
    #[op(query = "maxResults")]
    pub max_results: Option<i32>,
}
