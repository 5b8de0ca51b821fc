//! AppConfig: booleans and integers in headers, integers in the path.

use opsmith::{Blob, operation};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("appconfig": StopDeployment, CreateHostedConfigurationVersion);

#[operation(service = "appconfig")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StopDeployment {
    pub application_id: String,
    pub environment_id: String,
    pub deployment_number: i32,
    pub allow_revert: Option<bool>,
}

#[operation(service = "appconfig")]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateHostedConfigurationVersion {
    pub application_id: String,
    pub configuration_profile_id: String,
    pub description: Option<String>,
    #[serde(deserialize_with = "member")]
    pub content: Blob,
    pub content_type: String,
    pub latest_version_number: Option<i32>,
    pub version_label: Option<String>,
}
