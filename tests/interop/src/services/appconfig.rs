//! AppConfig: booleans and integers in headers, integers in the path.

use opsmith::{Blob, operation};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("appconfig": StopDeployment, CreateHostedConfigurationVersion);

#[operation(
    service = "appconfig",
    path = "/applications/<ApplicationId>/environments/<EnvironmentId>/deployments/<DeploymentNumber>",
    method = "DELETE"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct StopDeployment {
    pub application_id: String,
    pub environment_id: String,
    pub deployment_number: i32,
    #[op(header = "Allow-Revert")]
    pub allow_revert: Option<bool>,
}

#[operation(
    service = "appconfig",
    path = "/applications/<ApplicationId>/configurationprofiles/<ConfigurationProfileId>/hostedconfigurationversions"
)]
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateHostedConfigurationVersion {
    pub application_id: String,
    pub configuration_profile_id: String,
    #[op(header = "Description")]
    pub description: Option<String>,
    #[op(payload)]
    #[serde(deserialize_with = "member")]
    pub content: Blob,
    #[op(header = "Content-Type")]
    pub content_type: String,
    #[op(header = "Latest-Version-Number")]
    pub latest_version_number: Option<i32>,
    #[op(header = "VersionLabel")]
    pub version_label: Option<String>,
}
