//! Lambda: headers beside a blob payload, an integer of 64 bits as a label, blobs in JSON.

use std::collections::BTreeMap;

use opsmith::{Blob, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("lambda": Invoke, GetFunction, GetLayerVersion, ListFunctions, PublishLayerVersion, TagResource, PutFunctionConcurrency);

#[operation(service = "lambda")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Invoke {
    pub function_name: String,
    pub invocation_type: Option<InvocationType>,
    pub log_type: Option<LogType>,
    pub client_context: Option<String>,
    #[serde(default, deserialize_with = "member")]
    pub payload: Option<Blob>,
    pub qualifier: Option<String>,
}

#[operation(service = "lambda")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetFunction {
    pub function_name: String,
    pub qualifier: Option<String>,
}

#[operation(service = "lambda")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct GetLayerVersion {
    pub layer_name: String,
    pub version_number: i64,
}

#[operation(service = "lambda")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListFunctions {
    pub master_region: Option<String>,
    pub function_version: Option<FunctionVersion>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

#[operation(service = "lambda")]
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

#[operation(service = "lambda")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TagResource {
    pub resource: String,
    pub tags: BTreeMap<String, String>,
}

#[operation(service = "lambda")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PutFunctionConcurrency {
    pub function_name: String,
    pub reserved_concurrent_executions: i32,
}

#[shape(service = "lambda")]
pub enum InvocationType {
    Event,
    DryRun,
    #[op(other)]
    Other(String),
}

#[shape(service = "lambda")]
pub enum LogType {
    Tail,
    #[op(other)]
    Other(String),
}

#[shape(service = "lambda")]
pub enum FunctionVersion {
    All,
    #[op(other)]
    Other(String),
}

#[shape(service = "lambda")]
pub struct LayerVersionContentInput {
    pub zip_file: Option<Blob>,
}

#[shape(service = "lambda")]
pub enum Architecture {
    Arm64,
    X8664,
    #[op(other)]
    Other(String),
}

#[shape(service = "lambda")]
pub enum Runtime {
    ProvidedAl2023,
    #[op(other)]
    Other(String),
}
