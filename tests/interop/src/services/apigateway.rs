//! API Gateway: names that differ between the model and the wire, query maps, a constant in the query, blobs.

use std::collections::BTreeMap;

use opsmith::{Blob, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("apigateway": GetExport, ImportRestApi, ImportApiKeys, GetResources, PutIntegration);

#[operation(service = "apigateway")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetExport {
    pub rest_api_id: String,
    pub stage_name: String,
    pub export_type: String,
    pub parameters: Option<BTreeMap<String, String>>,
    pub accepts: Option<String>,
}

#[operation(service = "apigateway")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportRestApi {
    pub fail_on_warnings: Option<bool>,
    pub parameters: Option<BTreeMap<String, String>>,
    #[serde(deserialize_with = "member")]
    pub body: Blob,
}

#[operation(service = "apigateway")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportApiKeys {
    #[serde(deserialize_with = "member")]
    pub body: Blob,
    pub format: ApiKeysFormat,
    pub fail_on_warnings: Option<bool>,
}

#[operation(service = "apigateway")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetResources {
    pub rest_api_id: String,
    pub position: Option<String>,
    pub limit: Option<i32>,
    pub embed: Option<Vec<String>>,
}

#[operation(service = "apigateway")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PutIntegration {
    pub rest_api_id: String,
    pub resource_id: String,
    pub http_method: String,
    pub r#type: IntegrationType,
    pub integration_http_method: Option<String>,
    pub uri: Option<String>,
    pub request_parameters: Option<BTreeMap<String, String>>,
    pub request_templates: Option<BTreeMap<String, String>>,
    pub cache_key_parameters: Option<Vec<String>>,
    pub timeout_in_millis: Option<i32>,
    pub tls_config: Option<TlsConfig>,
}

#[shape(service = "apigateway")]
pub enum ApiKeysFormat {
    Csv,
    #[op(other)]
    Other(String),
}

#[shape(service = "apigateway")]
pub enum IntegrationType {
    HttpProxy,
    Mock,
    #[op(other)]
    Other(String),
}

#[shape(service = "apigateway")]
pub struct TlsConfig {
    pub insecure_skip_verification: Option<bool>,
}
