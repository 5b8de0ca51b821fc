//! AWS Sign-In: the credentials cached by `aws login`, renewed while that is possible.
//!
//! Sources: [access with a console session](https://docs.aws.amazon.com/sdkref/latest/guide/access-login.html),
//! [CreateOAuth2Token](https://docs.aws.amazon.com/signin/latest/APIReference/API_CreateOAuth2Token.html).

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::attributes::AccountId;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::address::ServiceAddress;
use super::dpop::{self, ProofKey};
use super::error::ProviderError;
use super::http::{Answer, Context, SERVICE, request, secret_texts};
use super::parse::{self, FoundKeys, Object, require_time};
use crate::clock::{SystemRng, later, uuid_v4};
use crate::config::value::parse_region;
use crate::config::{Settings, Sources};
use crate::endpoint::table::SIGNIN;
use crate::signing::checksum::hex;

const NAME: &str = "login";
/// Credentials that expire sooner than this are renewed first.
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// The longest they last, according to the service's model. Those that claim to last longer are renewed by then.
const LONGEST: u64 = 3600;
/// The members that every cached sign-in has.
const REQUIRED: [&str; 4] = ["accessToken", "refreshToken", "clientId", "dpopKey"];

/// What a profile says about its sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Login {
    pub(crate) profile: String,
    /// The ARN of the signed-in identity.
    pub(crate) session: String,
}

impl Login {
    /// A reason, and what to do about it.
    fn again(&self, reason: &str) -> ProviderError {
        let profile = match self.profile.as_str() {
            "default" => String::new(),
            name => format!(" --profile {name}"),
        };
        ProviderError::Failed(format!("{reason}; sign in with `aws login{profile}`"))
    }

    /// `<SHA-256 of the session's ARN>.json` in `AWS_LOGIN_CACHE_DIRECTORY`, or else in `~/.aws/login/cache`.
    fn cache_file(&self, sources: &dyn Sources) -> Result<PathBuf, ProviderError> {
        let directory = match sources.set_var("AWS_LOGIN_CACHE_DIRECTORY") {
            Some(directory) => sources.expand_home(&directory),
            None => sources
                .home()
                .ok_or_else(|| {
                    ProviderError::Invalid(
                        "there is no home directory to read the cached sign-in from; set HOME or \
                         AWS_LOGIN_CACHE_DIRECTORY"
                            .to_owned(),
                    )
                })?
                .join(".aws/login/cache"),
        };
        let name = hex(&Sha256::digest(self.session.trim()));
        Ok(directory.join(format!("{name}.json")))
    }
}

/// The cached credentials, or new ones, which then replace them in the cache.
pub(crate) async fn load(
    context: &Context,
    settings: &Settings,
    login: &Login,
) -> Result<Credentials, ProviderError> {
    if !dpop::IS_AVAILABLE {
        let profile = &login.profile;
        return Err(ProviderError::Invalid(format!(
            "`login_session` in profile `{profile}` needs the feature `ring` or `aws-lc` of `opsmith`, because its renewal is \
             signed: enable one, or use `credential_process = aws configure export-credentials --profile {profile}` in \
             another profile"
        )));
    }
    let path = login.cache_file(&*context.sources)?;
    let what = format!("the sign-in in {}", path.display());
    let read = || {
        let read = Cached::read(&*context.sources, &path, &what);
        read.map_err(|reason| login.again(&reason))
    };
    let cached = read()?;
    let (expiry, now) = (cached.expiry, context.clock.now());
    if expiry > later(now, RENEW_BEFORE) {
        return Ok(cached.credentials);
    }
    let failure = match renew(context, settings, login, &cached, &path).await {
        Ok(credentials) => return Ok(credentials),
        Err(failure) => failure,
    };
    // A refresh token can be used only once: another program of the same user may have used it first.
    if let Ok(others) = read()
        && others.expiry > expiry.max(now)
    {
        return Ok(others.credentials);
    }
    if expiry > now {
        let reason = failure.reason();
        tracing::warn!(
            reason,
            "the sign-in could not be renewed but is still valid"
        );
        return Ok(cached.credentials);
    }
    let reason = failure.reason();
    Err(ProviderError::Failed(format!(
        "{what} has expired: {reason}"
    )))
}

/// A file of the cache. It consists of secrets, so it has no `Debug`.
struct Cached {
    file: Object,
    credentials: Credentials,
    expiry: SystemTime,
}

impl Cached {
    /// The error says what is wrong with the file without showing any of it.
    fn read(sources: &dyn Sources, path: &Path, what: &str) -> Result<Self, String> {
        let bytes = sources
            .read_file(path)
            .map_err(|error| format!("{what} cannot be read ({error})"))?;
        let bytes = Zeroizing::new(bytes);
        Self::parse(&bytes, what).map_err(|failure| failure.reason().to_owned())
    }

    fn parse(bytes: &[u8], what: &str) -> Result<Self, ProviderError> {
        let file = Object::parse(bytes, what)?;
        let missing: Vec<&str> = REQUIRED
            .into_iter()
            .filter(|name| file.value(name).is_none())
            .collect();
        if !missing.is_empty() {
            let missing = missing.join("`, `");
            return Err(ProviderError::Failed(format!("{what} has no `{missing}`")));
        }
        let token = file.object("accessToken", what)?;
        let expiry = require_time(&token, "expiresAt", what)?;
        let credentials = found(&token, expiry, token.text("accountId"), what)?;
        Ok(Self {
            file,
            credentials,
            expiry,
        })
    }
}

fn found(
    token: &Object,
    expiry: SystemTime,
    account_id: Option<&str>,
    what: &str,
) -> Result<Credentials, ProviderError> {
    let found = FoundKeys {
        access_key_id: token.require("accessKeyId", what)?,
        secret_access_key: token.require("secretAccessKey", what)?,
        session_token: Some(token.require("sessionToken", what)?),
        expiry: Some(expiry),
        account_id,
    };
    found.into_credentials(NAME)
}

async fn renew(
    context: &Context,
    settings: &Settings,
    login: &Login,
    cached: &Cached,
    path: &Path,
) -> Result<Credentials, ProviderError> {
    let what = "the cached sign-in";
    let unusable = |why| login.again(&format!("its `dpopKey` is not usable because {why}"));
    let key = cached.file.require("dpopKey", what)?;
    let key = ProofKey::from_pem(key).map_err(unusable)?;
    let refresh_token = cached.file.require("refreshToken", what)?;
    let body = json!({
        "clientId": cached.file.require("clientId", what)?,
        "grantType": "refresh_token",
        "refreshToken": refresh_token,
    });
    let body = Bytes::from(body.to_string());
    let region = region(settings, &cached.file)?;
    let target = ServiceAddress::new(context, settings, &SIGNIN, Some(&region), "/v1/token")?;
    let url = target.uri.to_string();
    let answer = context
        .fetch(&target.what, SERVICE, &|| {
            // Each attempt has its own proof.
            let id = uuid_v4(&SystemRng);
            let proof = key
                .prove(&url, context.clock.now(), &id)
                .map_err(unusable)?;
            let mut proof = HeaderValue::try_from(proof)
                .map_err(|error| ProviderError::Failed(error.to_string()))?;
            proof.set_sensitive(true);
            let json = HeaderValue::from_static("application/json");
            let headers = [
                (header::CONTENT_TYPE, json),
                (HeaderName::from_static("dpop"), proof),
            ];
            let mut request = request(Method::POST, &target.uri, headers, body.clone());
            request
                .extensions_mut()
                .insert(secret_texts([refresh_token]));
            Ok(request)
        })
        .await?;
    if !answer.status.is_success() {
        return Err(refusal(login, &answer));
    }

    // Nothing is written until all of it is known to be valid: the file is the user's sign-in.
    let what = "the response from AWS Sign-In";
    let answer = Object::parse(&answer.body, what)?;
    let lifetime = answer.value("expiresIn").and_then(Value::as_u64);
    let lifetime = lifetime.filter(|seconds| *seconds > 0);
    let lifetime = lifetime.map(|seconds| Duration::from_secs(seconds.min(LONGEST)));
    let expiry = lifetime.and_then(|lifetime| context.clock.now().checked_add(lifetime));
    let (Some(expiry), Some(end)) = (expiry, expiry.and_then(parse::format_time)) else {
        return Err(ProviderError::Failed(format!(
            "{what} has no valid `expiresIn`"
        )));
    };
    let token = answer.object("accessToken", what)?;
    let account_id = cached.credentials.account_id().map(AccountId::as_str);
    let credentials = found(&token, expiry, account_id, what)?;

    let mut entry = cached.file.clone_map();
    entry.insert("accessToken".to_owned(), written(&credentials, &end));
    if let Some(refresh_token) = answer.text("refreshToken") {
        entry.insert("refreshToken".to_owned(), refresh_token.into());
    }
    let entry = Zeroizing::new(Value::Object(entry).to_string());
    if let Err(error) = context.sources.replace_private_file(path, entry.as_bytes()) {
        tracing::warn!(%error, path = %path.display(), "the renewed sign-in could not be cached");
    }
    Ok(credentials)
}

/// The region that the user signed in to, or else that of the settings: the endpoint is regional.
fn region(settings: &Settings, file: &Object) -> Result<String, ProviderError> {
    if let Some(region) = file.text("signInRegion") {
        return parse_region(region).ok_or_else(|| {
            ProviderError::Failed(format!("its `signInRegion`, `{region}`, is not a region"))
        });
    }
    settings.region.clone().ok_or_else(|| {
        ProviderError::Invalid(
            "there is no region to renew it in; set AWS_REGION or the profile's `region`"
                .to_owned(),
        )
    })
}

/// `accessToken` as stored in the cache.
fn written(credentials: &Credentials, end: &str) -> Value {
    let mut token = Map::new();
    let mut set = |name: &str, value: &str| token.insert(name.to_owned(), value.into());
    set("accessKeyId", credentials.access_key_id());
    set("secretAccessKey", credentials.secret_access_key());
    set(
        "sessionToken",
        credentials.session_token().unwrap_or_default(),
    );
    if let Some(account_id) = credentials.account_id() {
        set("accountId", account_id.as_str());
    }
    set("expiresAt", end);
    token.into()
}

/// Why AWS Sign-In does not return new credentials, and what to do about it.
fn refusal(login: &Login, answer: &Answer) -> ProviderError {
    let what = "the response from AWS Sign-In";
    let body = Object::parse(&answer.body, what).ok();
    let code = body.as_ref().and_then(|body| body.text("error"));
    let status = answer.status.as_u16();
    let reason = match body.as_ref().and_then(Object::error_text) {
        Some(text) => format!("{what} has status {status}: {text}"),
        None => format!("{what} has status {status}"),
    };
    match code {
        Some("INSUFFICIENT_PERMISSIONS") => ProviderError::Failed(format!(
            "{reason}; allow the action `signin:CreateOAuth2Token` for `{}`",
            login.session
        )),
        _ if answer.status.is_server_error() || answer.status == StatusCode::TOO_MANY_REQUESTS => {
            ProviderError::Failed(reason)
        }
        _ => login.again(&reason),
    }
}
