//! S3 Tables: ARNs as labels and in the query, a union.

use std::collections::BTreeMap;

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("s3tables": CreateTable, GetTable, ListTables, PutTablePolicy, UntagResource);

#[operation(service = "s3tables")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateTable {
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: String,
    pub namespace: String,
    pub name: String,
    pub format: OpenTableFormat,
    pub metadata: Option<TableMetadata>,
    pub encryption_configuration: Option<EncryptionConfiguration>,
    pub tags: Option<BTreeMap<String, String>>,
}

#[operation(service = "s3tables")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetTable {
    pub table_arn: Option<String>,
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: Option<String>,
    pub namespace: Option<String>,
    pub name: Option<String>,
}

#[operation(service = "s3tables")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTables {
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: String,
    pub namespace: Option<String>,
    pub prefix: Option<String>,
    pub continuation_token: Option<String>,
    pub max_tables: Option<i32>,
}

#[operation(service = "s3tables")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PutTablePolicy {
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: String,
    pub namespace: String,
    pub name: String,
    pub resource_policy: String,
}

#[operation(service = "s3tables")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UntagResource {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

#[shape(service = "s3tables")]
pub enum OpenTableFormat {
    Iceberg,
    #[op(other)]
    Other(String),
}

#[shape(service = "s3tables")]
pub enum TableMetadata {
    Iceberg(IcebergMetadata),
}

#[shape(service = "s3tables")]
pub struct IcebergMetadata {
    pub schema: Option<IcebergSchema>,
    pub properties: Option<BTreeMap<String, String>>,
}

#[shape(service = "s3tables")]
pub struct IcebergSchema {
    pub fields: Vec<SchemaField>,
}

#[shape(service = "s3tables")]
pub struct SchemaField {
    pub name: String,
    pub r#type: String,
    pub required: Option<bool>,
}

#[shape(service = "s3tables")]
pub struct EncryptionConfiguration {
    pub sse_algorithm: SSEAlgorithm,
    pub kms_key_arn: Option<String>,
}

#[shape(service = "s3tables")]
pub enum SSEAlgorithm {
    AwsKms,
    #[op(other)]
    Other(String),
}
