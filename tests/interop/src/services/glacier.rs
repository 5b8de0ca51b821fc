//! Glacier: a structure as the payload, and a checksum of the service's own.

use opsmith::{ByteStream, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, stream};

compare!("glacier": InitiateJob, RemoveTagsFromVault, ListJobs, UploadArchive);

#[operation(service = "glacier", path = "/<accountId>/vaults/<vaultName>/jobs")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitiateJob {
    pub account_id: String,
    pub vault_name: String,
    #[op(payload)]
    pub job_parameters: Option<JobParameters>,
}

#[operation(
    service = "glacier",
    path = "/<accountId>/vaults/<vaultName>/tags?operation=remove",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoveTagsFromVault {
    pub account_id: String,
    pub vault_name: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Option<Vec<String>>,
}

#[operation(service = "glacier", path = "/<accountId>/vaults/<vaultName>/jobs")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListJobs {
    pub account_id: String,
    pub vault_name: String,
    #[op(query = "limit")]
    pub limit: Option<String>,
    #[op(query = "marker")]
    pub marker: Option<String>,
    #[op(query = "statuscode")]
    pub statuscode: Option<String>,
    #[op(query = "completed")]
    pub completed: Option<String>,
}

#[operation(service = "glacier", path = "/<accountId>/vaults/<vaultName>/archives")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadArchive {
    pub vault_name: String,
    pub account_id: String,
    #[op(header = "x-amz-archive-description")]
    pub archive_description: Option<String>,
    #[op(header = "x-amz-sha256-tree-hash")]
    pub checksum: Option<String>,
    #[op(payload)]
    #[serde(default, deserialize_with = "stream")]
    pub body: ByteStream,
}

#[shape(rename_all = "PascalCase")]
pub struct JobParameters {
    pub format: Option<String>,
    pub r#type: Option<String>,
    pub description: Option<String>,
    pub inventory_retrieval_parameters: Option<InventoryRetrievalJobInput>,
}

#[shape(rename_all = "PascalCase")]
pub struct InventoryRetrievalJobInput {
    pub start_date: Option<String>,
    pub limit: Option<String>,
}
