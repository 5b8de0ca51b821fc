//! IAM Identity Center: the token that `aws sso login` left behind, exchanged for a role's credentials.
//!
//! Source: [IAM Identity Center credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderValue, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Failure;
use super::http::{Context, SERVICE};
use super::parse::{Found, Object};
use super::sso_token;
use super::target::Target;
use crate::config::{Settings, SharedConfig, shared::Section};
use crate::endpoint::table::SSO;

/// What a profile says about the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sso {
    /// `None` is the legacy form, in which the profile says everything itself.
    pub(crate) session: Option<String>,
    pub(crate) start_url: String,
    pub(crate) region: String,
    pub(crate) account_id: String,
    pub(crate) role_name: String,
}

impl Sso {
    /// `None` when the profile has nothing to do with it. `sso_session` goes before the profile's own values, which
    /// must not contradict it.
    pub(crate) fn from_profile(
        shared: &SharedConfig,
        name: &str,
        profile: &Section,
    ) -> Option<Result<Self, Failure>> {
        let is_sso =
            profile.get("sso_account_id").is_some() || profile.get("sso_role_name").is_some();
        is_sso.then(|| Self::read(shared, name, profile))
    }

    fn read(shared: &SharedConfig, name: &str, profile: &Section) -> Result<Self, Failure> {
        let require = |section: &Section, whose: &str, key: &str| {
            let missing = || Failure::Invalid(format!("{whose} has no `{key}`"));
            section.get(key).map(ToOwned::to_owned).ok_or_else(missing)
        };
        let profile_name = format!("profile `{name}`");
        let session = profile.get("sso_session");
        let (start_url, region) = match session {
            None => (
                require(profile, &profile_name, "sso_start_url")?,
                require(profile, &profile_name, "sso_region")?,
            ),
            Some(session) => {
                let whose = format!("[sso-session {session}]");
                let section = shared
                    .sso_session(session)
                    .ok_or_else(|| Failure::Invalid(format!("there is no section `{whose}`")))?;
                let read = |key| {
                    let value = require(section, &whose, key)?;
                    match profile.get(key) {
                        Some(own) if own != value => Err(Failure::Invalid(format!(
                            "`{key}` of {profile_name} is `{own}` and that of its `{whose}` is `{value}`: remove one"
                        ))),
                        _ => Ok(value),
                    }
                };
                (read("sso_start_url")?, read("sso_region")?)
            }
        };
        Ok(Self {
            session: session.map(ToOwned::to_owned),
            start_url,
            region: crate::config::value::parse_region(&region).ok_or_else(|| {
                Failure::Invalid(format!("`sso_region = {region}` is not a region"))
            })?,
            account_id: require(profile, &profile_name, "sso_account_id")?,
            role_name: require(profile, &profile_name, "sso_role_name")?,
        })
    }
}

pub(crate) async fn load(
    context: &Context,
    settings: &Settings,
    sso: &Sso,
) -> Result<Credentials, Failure> {
    let token = sso_token::load(context, settings, sso).await?;
    let (role, account) = (&sso.role_name, &sso.account_id);
    let path = format!(
        "/federation/credentials?role_name={}&account_id={}",
        utf8_percent_encode(role, NON_ALPHANUMERIC),
        utf8_percent_encode(account, NON_ALPHANUMERIC)
    );
    let target = Target::new(context, settings, &SSO, Some(&sso.region), &path)?;
    let mut header = HeaderValue::from_str(&token).map_err(|_| {
        Failure::Failed("the cached SSO token holds a character illegal in a header".to_owned())
    })?;
    header.set_sensitive(true);
    let answer = context
        .fetch(&target.what, SERVICE, || {
            Request::get(target.uri.clone())
                .header("x-amz-sso_bearer_token", &header)
                .body(Bytes::new())
                .map_err(|error| Failure::Failed(error.to_string()))
        })
        .await?;
    let what = format!("the SSO portal's answer for role `{role}` in account {account}");
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
        return Err(Failure::Failed(format!(
            "{what} is HTTP {status}{reason}{hint}"
        )));
    }
    let body = body?.object("roleCredentials", &what)?;
    let millis = body
        .value("expiration")
        .and_then(serde_json::Value::as_u64)
        .filter(|millis| *millis > 0);
    let expiry = millis.and_then(|millis| UNIX_EPOCH.checked_add(Duration::from_millis(millis)));
    let found = Found {
        access_key_id: body.require("accessKeyId", &what)?,
        secret_access_key: body.require("secretAccessKey", &what)?,
        session_token: Some(body.require("sessionToken", &what)?),
        expiry: Some(expiry.ok_or_else(|| Failure::Failed(format!("{what} has no `expiration`")))?),
        account_id: Some(account),
    };
    found.into_credentials("SSO")
}
