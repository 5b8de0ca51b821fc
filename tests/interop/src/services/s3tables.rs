//! S3 Tables: ARNs as labels and in the query, a union.

use std::collections::BTreeMap;

use opsmith::{operation, shape};
use serde::Deserialize;

use crate::calls::compare;

compare!("s3tables": CreateTable, GetTable, ListTables, PutTablePolicy, UntagResource);

#[operation(
    service = "s3tables",
    path = "/tables/<tableBucketARN>/<namespace>",
    method = "PUT",
    rename_all = "camelCase"
)]
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

#[operation(service = "s3tables", path = "/get-table")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetTable {
    #[op(query = "tableArn")]
    pub table_arn: Option<String>,
    #[op(query = "tableBucketARN")]
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: Option<String>,
    #[op(query = "namespace")]
    pub namespace: Option<String>,
    #[op(query = "name")]
    pub name: Option<String>,
}

#[operation(service = "s3tables", path = "/tables/<tableBucketARN>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListTables {
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: String,
    #[op(query = "namespace")]
    pub namespace: Option<String>,
    #[op(query = "prefix")]
    pub prefix: Option<String>,
    #[op(query = "continuationToken")]
    pub continuation_token: Option<String>,
    #[op(query = "maxTables")]
    pub max_tables: Option<i32>,
}

#[operation(
    service = "s3tables",
    path = "/tables/<tableBucketARN>/<namespace>/<name>/policy",
    method = "PUT",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PutTablePolicy {
    #[serde(rename = "tableBucketARN")]
    pub table_bucket_arn: String,
    pub namespace: String,
    pub name: String,
    pub resource_policy: String,
}

#[operation(service = "s3tables", path = "/tag/<resourceArn>", method = "DELETE")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UntagResource {
    pub resource_arn: String,
    #[op(query = "tagKeys")]
    pub tag_keys: Vec<String>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum OpenTableFormat {
    Iceberg,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub enum TableMetadata {
    Iceberg(IcebergMetadata),
}

#[shape(rename_all = "camelCase")]
pub struct IcebergMetadata {
    pub schema: Option<IcebergSchema>,
    pub properties: Option<BTreeMap<String, String>>,
}

#[shape(rename_all = "camelCase")]
pub struct IcebergSchema {
    pub fields: Vec<SchemaField>,
}

#[shape(rename_all = "camelCase")]
pub struct SchemaField {
    pub name: String,
    pub r#type: String,
    pub required: Option<bool>,
}

#[shape(rename_all = "camelCase")]
pub struct EncryptionConfiguration {
    pub sse_algorithm: SSEAlgorithm,
    pub kms_key_arn: Option<String>,
}

#[shape]
pub enum SSEAlgorithm {
    #[op(rename = "aws:kms")]
    AwsKms,
    #[op(other)]
    Other(String),
}
