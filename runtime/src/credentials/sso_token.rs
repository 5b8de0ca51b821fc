//! The cached IAM Identity Center token, renewed while that is possible.
//!
//! Source: [understand IAM Identity Center authentication](https://docs.aws.amazon.com/sdkref/latest/guide/understanding-sso.html).

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderValue, Method, header};
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

use super::address::ServiceAddress;
use super::error::ProviderError;
use super::http::{Context, SERVICE, request, secret_texts};
use super::parse::{self, Object, require_time, token_header};
use super::sso_profile::SsoSession;
use crate::clock::later;
use crate::config::Settings;
use crate::endpoint::table::SSO_OIDC;
use crate::future::BoxFuture;

/// A token that expires sooner than this is renewed first.
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// The longest that a session lasts in
/// [IAM Identity Center](https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html). A
/// token that claims to last longer is checked again by then.
const LONGEST_SESSION: Duration = Duration::from_hours(90 * 24);

/// An access token.
pub(crate) struct SsoToken {
    pub(crate) text: String,
    pub(crate) expiry: SystemTime,
}

/// The access token: the cached one, or a new one, which then replaces it in the cache.
pub(crate) fn load<'a>(
    context: &'a Context,
    settings: &'a Settings,
    sso: &'a SsoSession,
) -> BoxFuture<'a, Result<SsoToken, ProviderError>> {
    Box::pin(load_or_renew(context, settings, sso))
}

async fn load_or_renew(
    context: &Context,
    settings: &Settings,
    sso: &SsoSession,
) -> Result<SsoToken, ProviderError> {
    let path = cache_file(context, sso)?;
    let what = format!("the SSO token in {}", path.display());
    let bytes = context.sources.read_file(&path).map_err(|error| {
        ProviderError::Failed(format!(
            "cannot read {what} ({error}); sign in with `aws sso login`"
        ))
    })?;
    let cached = Object::parse(&bytes, &what)?;
    let token = SsoToken {
        text: cached.require("accessToken", &what)?.to_owned(),
        expiry: require_time(&cached, "expiresAt", &what)?,
    };
    let (expiry, now) = (token.expiry, context.clock.now());
    if expiry > later(now, RENEW_BEFORE) {
        return Ok(token);
    }
    // The legacy form has no refresh token.
    let renewed = if sso.name.is_some() {
        renew(context, settings, sso, cached, &path).await
    } else {
        Err(ProviderError::Failed(
            "a profile without `sso_session` cannot renew it".to_owned(),
        ))
    };
    match renewed {
        Ok(token) => Ok(token),
        Err(failure) if expiry > now => {
            tracing::warn!(
                reason = failure.reason(),
                "the SSO token could not be renewed but is still valid"
            );
            Ok(token)
        }
        Err(failure) => Err(ProviderError::Failed(format!(
            "{what} has expired ({}); sign in with `aws sso login`",
            failure.reason()
        ))),
    }
}

/// `~/.aws/sso/cache/<SHA-1 of the session name, or of the start URL in the legacy form>.json`.
fn cache_file(context: &Context, sso: &SsoSession) -> Result<PathBuf, ProviderError> {
    let home = context.sources.home().ok_or_else(|| {
        ProviderError::Invalid(
            "there is no home directory to read the cached SSO token from; set HOME".to_owned(),
        )
    })?;
    let digest = Sha1::digest(sso.name.as_deref().unwrap_or(&sso.start_url));
    let mut name = String::with_capacity(45);
    for byte in digest {
        // Writing to a string does not fail.
        let _ = write!(name, "{byte:02x}");
    }
    name.push_str(".json");
    Ok([home.as_path(), ".aws/sso/cache".as_ref(), name.as_ref()]
        .iter()
        .collect())
}

async fn renew(
    context: &Context,
    settings: &Settings,
    sso: &SsoSession,
    cached: Object,
    path: &std::path::Path,
) -> Result<SsoToken, ProviderError> {
    let what = "the SSO token's cache";
    let registered_until = cached.text("registrationExpiresAt").and_then(parse::time);
    if registered_until.is_some_and(|end| end <= context.clock.now()) {
        return Err(ProviderError::Failed(
            "its registration has expired too".to_owned(),
        ));
    }
    let secrets = [
        cached.require("clientSecret", what)?,
        cached.require("refreshToken", what)?,
    ];
    let body = json!({
        "clientId": cached.require("clientId", what)?,
        "clientSecret": secrets[0],
        "grantType": "refresh_token",
        "refreshToken": secrets[1],
    });
    let body = Bytes::from(body.to_string());
    let target = ServiceAddress::new(context, settings, &SSO_OIDC, Some(&sso.region), "/token")?;
    let answer = context
        .fetch(&target.what, SERVICE, &|| {
            let json = HeaderValue::from_static("application/json");
            let headers = [(header::CONTENT_TYPE, json)];
            let mut request = request(Method::POST, &target.uri, headers, body.clone());
            request.extensions_mut().insert(secret_texts(secrets));
            Ok(request)
        })
        .await?;
    let what = "the SSO OIDC service's response";
    let object = Object::parse(&answer.body, what);
    if !answer.status.is_success() {
        let reason = object
            .ok()
            .and_then(|object| object.error_text())
            .unwrap_or_default();
        return Err(ProviderError::Failed(format!(
            "{what} has status {}: {reason}",
            answer.status.as_u16()
        )));
    }
    let object = object?;
    let token = object.require("accessToken", what)?.to_owned();
    // Nothing is written until all of it is known to be valid: the file is the user's sign-in.
    token_header(&token)?;
    let lifetime = object
        .value("expiresIn")
        .and_then(Value::as_u64)
        .map(|seconds| Duration::from_secs(seconds).min(LONGEST_SESSION));
    let expiry = lifetime
        .and_then(|lifetime| context.clock.now().checked_add(lifetime))
        .and_then(|expiry| Some((expiry, parse::format_time(expiry)?)));
    let (expiry, expires_at) =
        expiry.ok_or_else(|| ProviderError::Failed(format!("{what} has no valid `expiresIn`")))?;

    let mut entry = cached.into_map();
    entry.insert("accessToken".to_owned(), token.clone().into());
    entry.insert("expiresAt".to_owned(), expires_at.into());
    if let Some(refresh) = object.text("refreshToken") {
        entry.insert("refreshToken".to_owned(), refresh.into());
    }
    if let Err(error) = context
        .sources
        .replace_private_file(path, Value::Object(entry).to_string().as_bytes())
    {
        tracing::warn!(%error, path = %path.display(), "the renewed SSO token could not be cached");
    }
    Ok(SsoToken {
        text: token,
        expiry,
    })
}
