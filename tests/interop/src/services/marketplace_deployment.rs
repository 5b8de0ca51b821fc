//! Marketplace deployment: RFC 3339 in the body, in place of seconds.

use opsmith::{Timestamp, operation, shape};
use serde::Deserialize;

use crate::calls::{compare, member};

compare!("marketplace-deployment": PutDeploymentParameter);

#[operation(service = "marketplace-deployment")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PutDeploymentParameter {
    pub agreement_id: String,
    pub catalog: String,
    pub deployment_parameter: DeploymentParameterInput,
    #[serde(default, deserialize_with = "member")]
    pub expiration_date: Option<Timestamp>,
    pub product_id: String,
    pub client_token: Option<String>,
}

#[shape(service = "marketplace-deployment")]
pub struct DeploymentParameterInput {
    pub name: String,
    pub secret_string: String,
}
