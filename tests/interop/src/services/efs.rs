//! EFS: a required idempotency token, floats in the body.

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("efs": CreateFileSystem, DescribeFileSystems, UntagResource);

#[operation(
    service = "efs",
    path = "/2015-02-01/file-systems",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateFileSystem {
    pub encrypted: Option<bool>,
    #[op(idempotency_token)]
    pub creation_token: Option<String>,
    pub performance_mode: Option<PerformanceMode>,
    pub kms_key_id: Option<String>,
    pub throughput_mode: Option<ThroughputMode>,
    pub provisioned_throughput_in_mibps: Option<f64>,
    pub backup: Option<bool>,
    pub tags: Option<Vec<Tag>>,
}

#[operation(service = "efs", path = "/2015-02-01/file-systems")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeFileSystems {
    #[op(query = "MaxItems")]
    pub max_items: Option<i32>,
    #[op(query = "Marker")]
    pub marker: Option<String>,
    #[op(query = "CreationToken")]
    pub creation_token: Option<String>,
    #[op(query = "FileSystemId")]
    pub file_system_id: Option<String>,
}

#[operation(
    service = "efs",
    path = "/2015-02-01/resource-tags/<ResourceId>",
    method = "DELETE"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UntagResource {
    pub resource_id: String,
    #[op(query = "tagKeys")]
    pub tag_keys: Vec<String>,
}

#[shape(rename_all = "camelCase")]
pub enum PerformanceMode {
    MaxIO,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "lowercase")]
pub enum ThroughputMode {
    Provisioned,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "PascalCase")]
pub struct Tag {
    pub key: String,
    pub value: String,
}
