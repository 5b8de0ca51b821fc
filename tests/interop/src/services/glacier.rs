//! Glacier: a structure as the payload, and a checksum of the service's own.

use opsmith::{ByteStream, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, stream};

compare!("glacier": InitiateJob, RemoveTagsFromVault, ListJobs, UploadArchive);

#[operation(service = "glacier")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InitiateJob {
    pub account_id: String,
    pub vault_name: String,
    pub job_parameters: Option<JobParameters>,
}

#[operation(service = "glacier")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RemoveTagsFromVault {
    pub account_id: String,
    pub vault_name: String,
    #[serde(rename = "TagKeys")]
    pub tag_keys: Option<Vec<String>>,
}

#[operation(service = "glacier")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListJobs {
    pub account_id: String,
    pub vault_name: String,
    pub limit: Option<String>,
    pub marker: Option<String>,
    pub statuscode: Option<String>,
    pub completed: Option<String>,
}

#[operation(service = "glacier")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadArchive {
    pub vault_name: String,
    pub account_id: String,
    pub archive_description: Option<String>,
    pub checksum: Option<String>,
    #[serde(default, deserialize_with = "stream")]
    pub body: ByteStream,
}

#[shape(service = "glacier")]
pub struct JobParameters {
    pub format: Option<String>,
    pub r#type: Option<String>,
    pub description: Option<String>,
    pub inventory_retrieval_parameters: Option<InventoryRetrievalJobInput>,
}

#[shape(service = "glacier")]
pub struct InventoryRetrievalJobInput {
    pub start_date: Option<String>,
    pub limit: Option<String>,
}
