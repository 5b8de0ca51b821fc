//! IAM Identity Center: an operation that is not signed.

use opsmith::operation;
use serde::Deserialize;

use crate::calls::compare;

compare!("sso": GetRoleCredentials);

#[operation(service = "sso")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GetRoleCredentials {
    pub role_name: String,
    pub account_id: String,
    pub access_token: String,
}
