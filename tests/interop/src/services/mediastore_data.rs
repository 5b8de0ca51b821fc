//! MediaStore data plane: greedy labels, HEAD, a stream whose bytes are not signed.

use opsmith::{ByteStream, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, stream};

compare!("mediastore-data": DescribeObject, PutObject);

#[operation(service = "mediastore-data")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DescribeObject {
    pub path: String,
}

#[operation(service = "mediastore-data")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutObject {
    #[serde(deserialize_with = "stream")]
    pub body: ByteStream,
    pub path: String,
    pub content_type: Option<String>,
    pub cache_control: Option<String>,
    pub storage_class: Option<StorageClass>,
}

#[shape(service = "mediastore-data")]
pub enum StorageClass {
    Temporal,
    #[op(other)]
    Other(String),
}
