//! IAM Identity Center: an operation that is not signed.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("sso": GetRoleCredentials);

#[operation(service = "sso", path = "/federation/credentials", auth = "none")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRoleCredentials {
    #[op(query = "role_name")]
    pub role_name: String,
    #[op(query = "account_id")]
    pub account_id: String,
    #[op(header = "x-amz-sso_bearer_token")]
    pub access_token: String,
}
