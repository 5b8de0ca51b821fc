//! API Gateway: names that differ between the model and the wire, query maps, a constant in the query, blobs.

use std::collections::BTreeMap;

use opsmith::{Blob, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("apigateway": GetExport, ImportRestApi, ImportApiKeys, GetResources, PutIntegration);

#[operation(
    service = "apigateway",
    path = "/restapis/<restApiId>/stages/<stageName>/exports/<exportType>"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetExport {
    pub rest_api_id: String,
    pub stage_name: String,
    pub export_type: String,
    #[op(query_map)]
    pub parameters: Option<BTreeMap<String, String>>,
    #[op(header = "Accept")]
    pub accepts: Option<String>,
}

#[operation(service = "apigateway", path = "/restapis?mode=import")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportRestApi {
    #[op(query = "failonwarnings")]
    pub fail_on_warnings: Option<bool>,
    #[op(query_map)]
    pub parameters: Option<BTreeMap<String, String>>,
    #[op(payload)]
    #[serde(deserialize_with = "member")]
    pub body: Blob,
}

#[operation(service = "apigateway", path = "/apikeys?mode=import")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportApiKeys {
    #[op(payload)]
    #[serde(deserialize_with = "member")]
    pub body: Blob,
    #[op(query = "format")]
    pub format: ApiKeysFormat,
    #[op(query = "failonwarnings")]
    pub fail_on_warnings: Option<bool>,
}

#[operation(service = "apigateway", path = "/restapis/<restApiId>/resources")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetResources {
    pub rest_api_id: String,
    #[op(query = "position")]
    pub position: Option<String>,
    #[op(query = "limit")]
    pub limit: Option<i32>,
    #[op(query = "embed")]
    pub embed: Option<Vec<String>>,
}

#[operation(
    service = "apigateway",
    path = "/restapis/<restApiId>/resources/<resourceId>/methods/<httpMethod>/integration",
    method = "PUT",
    rename_all = "camelCase"
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PutIntegration {
    pub rest_api_id: String,
    pub resource_id: String,
    pub http_method: String,
    pub r#type: IntegrationType,
    #[op(rename = "httpMethod")]
    pub integration_http_method: Option<String>,
    pub uri: Option<String>,
    pub request_parameters: Option<BTreeMap<String, String>>,
    pub request_templates: Option<BTreeMap<String, String>>,
    pub cache_key_parameters: Option<Vec<String>>,
    pub timeout_in_millis: Option<i32>,
    pub tls_config: Option<TlsConfig>,
}

#[shape(rename_all = "lowercase")]
pub enum ApiKeysFormat {
    Csv,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IntegrationType {
    HttpProxy,
    Mock,
    #[op(other)]
    Other(String),
}

#[shape(rename_all = "camelCase")]
pub struct TlsConfig {
    pub insecure_skip_verification: Option<bool>,
}
