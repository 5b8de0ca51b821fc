//! IAM Identity Center: the token that `aws sso login` left behind, exchanged for a role's credentials.
//!
//! Source: [IAM Identity Center credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html).

use std::time::{Duration, UNIX_EPOCH};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderValue, Request};

use super::address::ServiceAddress;
use super::error::Failure;
use super::http::{Context, SERVICE};
use super::incomplete::{self, value};
use super::parse::{Found, Object};
use super::sso_token;
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
    /// `None` when the profile names neither account nor role. What the profile and its `sso_session` both say must be
    /// the same.
    pub(crate) fn from_profile(
        shared: &SharedConfig,
        name: &str,
        profile: &Section,
    ) -> Option<Result<Self, Failure>> {
        let named = ["sso_account_id", "sso_role_name"]
            .into_iter()
            .find(|key| profile.present(key).is_some())?;
        Some(Self::read(shared, name, profile, named))
    }

    /// `named` is a property that the profile has.
    fn read(
        shared: &SharedConfig,
        name: &str,
        profile: &Section,
        named: &str,
    ) -> Result<Self, Failure> {
        let session = match value(name, profile, "sso_session")? {
            Some(session) => Some((session, session_section(shared, name, profile, session)?)),
            None => None,
        };
        let require = |key: &str| match value(name, profile, key)? {
            Some(own) => Ok(own),
            None => session
                .and_then(|(_, section)| section.get(key))
                .ok_or_else(|| incomplete::missing(name, profile, named, &format!("`{key}`"))),
        };
        let of_session = |key: &str| match session {
            None => require(key),
            Some((session, section)) => section.get(key).ok_or_else(|| {
                Failure::Invalid(format!("`[sso-session {session}]` has no `{key}`: add it"))
            }),
        };
        let region = of_session("sso_region")?;
        Ok(Self {
            session: session.map(|(session, _)| session.to_owned()),
            start_url: of_session("sso_start_url")?.to_owned(),
            region: crate::config::value::parse_region(region).ok_or_else(|| {
                Failure::Invalid(format!("`sso_region = {region}` is not a region"))
            })?,
            account_id: require("sso_account_id")?.to_owned(),
            role_name: require("sso_role_name")?.to_owned(),
        })
    }
}

/// The section of the session, none of whose properties the profile contradicts.
fn session_section<'a>(
    shared: &'a SharedConfig,
    name: &str,
    profile: &Section,
    session: &str,
) -> Result<&'a Section, Failure> {
    let Some(section) = shared.sso_session(session) else {
        let place = profile
            .present("sso_session")
            .map_or_else(String::new, |property| format!(" ({})", property.origin()));
        return Err(Failure::Invalid(format!(
            "`sso_session` of profile `{name}`{place}: there is no section `[sso-session {session}]`"
        )));
    };
    for (key, theirs) in section.iter() {
        if let Some(own) = profile.present(key)
            && own.value() != theirs.value()
        {
            return Err(Failure::Invalid(format!(
                "`{key}` of profile `{name}` ({}) contradicts that of its `[sso-session {session}]` ({}): remove one",
                own.origin(),
                theirs.origin()
            )));
        }
    }
    Ok(section)
}

pub(crate) async fn load(
    context: &Context,
    settings: &Settings,
    sso: &Sso,
) -> Result<Credentials, Failure> {
    let token = sso_token::load(context, settings, sso).await?;
    let (role, account) = (&sso.role_name, &sso.account_id);
    let mut query = String::new();
    crate::binding::uri::push_query(&mut query, "role_name", role);
    crate::binding::uri::push_query(&mut query, "account_id", account);
    let path = format!("/federation/credentials?{query}");
    let target = ServiceAddress::new(context, settings, &SSO, Some(&sso.region), &path)?;
    let header = token_header(&token)?;
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

/// The token as the header that carries it.
pub(super) fn token_header(token: &str) -> Result<HeaderValue, Failure> {
    let mut header = HeaderValue::from_str(token).map_err(|_| {
        Failure::Failed("the SSO token holds a character that is illegal in a header".to_owned())
    })?;
    header.set_sensitive(true);
    Ok(header)
}
