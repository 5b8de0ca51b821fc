//! Lambda: headers beside a blob payload, an integer of 64 bits as a label, blobs in JSON.

use std::collections::BTreeMap;

use opsmith::{Blob, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("lambda": Invoke, GetFunction, GetLayerVersion, ListFunctions, PublishLayerVersion, TagResource, PutFunctionConcurrency);

#[operation(
    service = "lambda",
    path = "/2015-03-31/functions/<FunctionName>/invocations"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Invoke {
    pub function_name: String,
    #[op(header = "X-Amz-Invocation-Type")]
    pub invocation_type: Option<InvocationType>,
    #[op(header = "X-Amz-Log-Type")]
    pub log_type: Option<LogType>,
    #[op(header = "X-Amz-Client-Context")]
    pub client_context: Option<String>,
    #[op(payload)]
    #[serde(default, deserialize_with = "member")]
    pub payload: Option<Blob>,
    #[op(query = "Qualifier")]
    pub qualifier: Option<String>,
}

#[operation(service = "lambda", path = "/2015-03-31/functions/<FunctionName>")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunction {
    pub function_name: String,
    #[op(query = "Qualifier")]
    pub qualifier: Option<String>,
}

#[operation(
    service = "lambda",
    path = "/2018-10-31/layers/<LayerName>/versions/<VersionNumber>"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetLayerVersion {
    pub layer_name: String,
    pub version_number: i64,
}

#[operation(service = "lambda", path = "/2015-03-31/functions")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListFunctions {
    #[op(query = "MasterRegion")]
    pub master_region: Option<String>,
    #[op(query = "FunctionVersion")]
    pub function_version: Option<FunctionVersion>,
    #[op(query = "Marker")]
    pub marker: Option<String>,
    #[op(query = "MaxItems")]
    pub max_items: Option<i32>,
}

#[operation(
    service = "lambda",
    path = "/2018-10-31/layers/<LayerName>/versions",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PublishLayerVersion {
    pub layer_name: String,
    pub description: Option<String>,
    pub content: LayerVersionContentInput,
    pub compatible_architectures: Option<Vec<Architecture>>,
    pub compatible_runtimes: Option<Vec<Runtime>>,
    pub license_info: Option<String>,
}

#[operation(
    service = "lambda",
    path = "/2017-03-31/tags/<Resource>",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagResource {
    pub resource: String,
    pub tags: BTreeMap<String, String>,
}

#[operation(
    service = "lambda",
    path = "/2017-10-31/functions/<FunctionName>/concurrency",
    method = "PUT",
    rename_all = "PascalCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutFunctionConcurrency {
    pub function_name: String,
    pub reserved_concurrent_executions: i32,
}

#[shape]
pub enum InvocationType {
    Event,
    DryRun,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum LogType {
    Tail,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "UPPERCASE")]
pub enum FunctionVersion {
    All,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "PascalCase")]
pub struct LayerVersionContentInput {
    pub zip_file: Option<Blob>,
}

#[shape]
pub enum Architecture {
    #[op(rename = "arm64")]
    Arm64,
    #[op(rename = "x86_64")]
    X8664,
    #[op(other)]
    Other(String),
}

#[shape]
pub enum Runtime {
    #[op(rename = "provided.al2023")]
    ProvidedAl2023,
    #[op(other)]
    Other(String),
}
