//! IAM Identity Center: the token cached by `aws sso login`, exchanged for a role's credentials.
//!
//! Source: [IAM Identity Center credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderName, Method};

use super::address::ServiceAddress;
use super::error::ProviderError;
use super::http::{Context, SERVICE, request};
use super::parse::{FoundKeys, Object, token_header};
use super::sso_profile::Sso;
use super::sso_token;
use crate::config::Settings;
use crate::endpoint::table::SSO;

pub(crate) async fn load(
    context: &Context,
    settings: &Settings,
    sso: &Sso,
) -> Result<Credentials, ProviderError> {
    let token = sso_token::load(context, settings, &sso.session).await?.text;
    let (role, account) = (&sso.role_name, &sso.account_id);
    let mut query = String::new();
    crate::binding::uri::push_query(&mut query, "role_name", role);
    crate::binding::uri::push_query(&mut query, "account_id", account);
    let path = format!("/federation/credentials?{query}");
    let target = ServiceAddress::new(context, settings, &SSO, Some(&sso.session.region), &path)?;
    let header = token_header(&token)?;
    let answer = context
        .fetch(&target.what, SERVICE, &|| {
            let name = HeaderName::from_static("x-amz-sso_bearer_token");
            let headers = [(name, header.clone())];
            Ok(request(Method::GET, &target.uri, headers, Bytes::new()))
        })
        .await?;
    let what = format!("the SSO portal's response for role `{role}` in account {account}");
    let body = Object::parse(&answer.body, &what);
    if !answer.status.is_success() {
        let reason = body
            .ok()
            .and_then(|body| body.error_text())
            .map_or_else(String::new, |text| format!(": {text}"));
        let status = answer.status.as_u16();
        let hint = if status == 401 {
            "; sign in again with `aws sso login`"
        } else {
            ""
        };
        return Err(ProviderError::Failed(format!(
            "{what} has status {status}{reason}{hint}"
        )));
    }
    let body = body?.object("roleCredentials", &what)?;
    let millis = body
        .value("expiration")
        .and_then(serde_json::Value::as_u64)
        .filter(|millis| *millis > 0);
    let expiry = millis.and_then(|millis| UNIX_EPOCH.checked_add(Duration::from_millis(millis)));
    let found = FoundKeys {
        access_key_id: body.require("accessKeyId", &what)?,
        secret_access_key: body.require("secretAccessKey", &what)?,
        session_token: Some(body.require("sessionToken", &what)?),
        expiry: Some(
            expiry.ok_or_else(|| ProviderError::Failed(format!("{what} has no `expiration`")))?,
        ),
        account_id: Some(account),
    };
    found.into_credentials("SSO")
}
