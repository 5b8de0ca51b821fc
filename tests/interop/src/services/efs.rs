//! EFS: a required idempotency token, floats in the body.

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("efs": CreateFileSystem, DescribeFileSystems, UntagResource);

#[operation(service = "efs")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateFileSystem {
    pub encrypted: Option<bool>,
    pub creation_token: Option<String>,
    pub performance_mode: Option<PerformanceMode>,
    pub kms_key_id: Option<String>,
    pub throughput_mode: Option<ThroughputMode>,
    pub provisioned_throughput_in_mibps: Option<f64>,
    pub backup: Option<bool>,
    pub tags: Option<Vec<Tag>>,
}

#[operation(service = "efs")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeFileSystems {
    pub max_items: Option<i32>,
    pub marker: Option<String>,
    pub creation_token: Option<String>,
    pub file_system_id: Option<String>,
}

#[operation(service = "efs")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct UntagResource {
    pub resource_id: String,
    pub tag_keys: Vec<String>,
}

#[shape(service = "efs")]
pub enum PerformanceMode {
    MaxIO,
    #[op(other)]
    Other(String),
}

#[shape(service = "efs")]
pub enum ThroughputMode {
    Provisioned,
    #[op(other)]
    Other(String),
}

#[shape(service = "efs")]
pub struct Tag {
    pub key: String,
    pub value: String,
}
