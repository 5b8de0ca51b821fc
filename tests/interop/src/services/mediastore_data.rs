//! MediaStore data plane: greedy labels, HEAD, a stream whose bytes are not signed.

use opsmith::{ByteStream, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, stream};

compare!("mediastore-data": DescribeObject, PutObject);

#[operation(service = "mediastore-data", path = "/<Path+>", method = "HEAD")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeObject {
    pub path: String,
}

#[operation(
    service = "mediastore-data",
    path = "/<Path+>",
    method = "PUT",
    unsigned_payload
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutObject {
    #[op(payload)]
    #[serde(deserialize_with = "stream")]
    pub body: ByteStream,
    pub path: String,
    #[op(header = "Content-Type")]
    pub content_type: Option<String>,
    #[op(header = "Cache-Control")]
    pub cache_control: Option<String>,
    #[op(header = "x-amz-storage-class")]
    pub storage_class: Option<StorageClass>,
}

#[shape(rename_all = "UPPERCASE")]
pub enum StorageClass {
    Temporal,
    #[op(other)]
    Other(String),
}
