//! The two operations of the Security Token Service that turn an identity into a role's credentials.
//!
//! Sources: [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html),
//! [AssumeRoleWithWebIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).

use std::time::{SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Failure;
use super::http::{Answer, Context, SERVICE};
use super::parse::{self, Found};
use super::target::Target;
use crate::config::Settings;
use crate::endpoint::table::STS;
use crate::skew::Skew;

/// A role to assume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) arn: String,
    pub(crate) session_name: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) duration_seconds: Option<u32>,
}

/// Assumes the role with the credentials of another identity.
pub(crate) async fn assume_role(
    context: &Context,
    settings: &Settings,
    role: &Role,
    identity: &Credentials,
) -> Result<Credentials, Failure> {
    let mut form = Form::new("AssumeRole");
    form.role(role, context.clock.now());
    if let Some(external_id) = &role.external_id {
        form.push("ExternalId", external_id);
    }
    let target = target(context, settings)?;
    let skew = Skew::default();
    let ask = || {
        context.fetch(&target.what, SERVICE, || {
            let now = skew.now(&*context.clock);
            signed(request(&target, &form)?, identity, &target.region, now)
        })
    };
    let mut answer = ask().await?;
    // Refused because this machine's clock is wrong: once more, with the time that STS says it is.
    if skew.correct(
        &*context.clock,
        &answer.headers,
        answer.xml_code().as_deref(),
    ) {
        answer = ask().await?;
    }
    read(&answer, &role.arn, "AssumeRole")
}

/// Assumes the role with a token of an `OpenID` Connect provider; the request is not signed.
pub(crate) async fn assume_role_with_web_identity(
    context: &Context,
    settings: &Settings,
    role: &Role,
    token: &str,
) -> Result<Credentials, Failure> {
    let mut form = Form::new("AssumeRoleWithWebIdentity");
    form.role(role, context.clock.now());
    form.push("WebIdentityToken", token);
    let target = target(context, settings)?;
    let answer = context
        .fetch(&target.what, SERVICE, || request(&target, &form))
        .await?;
    read(&answer, &role.arn, "AssumeRoleWithWebIdentity")
}

/// A body of the query protocol: `Action=AssumeRole&Version=2011-06-15&..`.
struct Form(String);

/// What `application/x-www-form-urlencoded` leaves as it is, in the strict sense that every server accepts.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

impl Form {
    fn new(action: &str) -> Self {
        Self(format!("Action={action}&Version=2011-06-15"))
    }

    fn push(&mut self, name: &str, value: &str) {
        self.0.push('&');
        self.0.push_str(name);
        self.0.push('=');
        self.0.extend(utf8_percent_encode(value, ENCODED));
    }

    fn role(&mut self, role: &Role, now: SystemTime) {
        self.push("RoleArn", &role.arn);
        if let Some(name) = &role.session_name {
            self.push("RoleSessionName", name);
        } else {
            let millis = now
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default()
                .as_millis();
            self.push("RoleSessionName", &format!("opsmith-{millis}"));
        }
        if let Some(seconds) = role.duration_seconds {
            self.push("DurationSeconds", &seconds.to_string());
        }
    }
}

fn target(context: &Context, settings: &Settings) -> Result<Target, Failure> {
    Target::new(context, settings, &STS, settings.region.as_deref(), "/")
}

fn request(target: &Target, form: &Form) -> Result<Request<Bytes>, Failure> {
    Request::post(target.uri.clone())
        .header(
            http::header::CONTENT_TYPE,
            "application/x-www-form-urlencoded",
        )
        .body(Bytes::from(form.0.clone()))
        .map_err(|error| Failure::Failed(error.to_string()))
}

fn signed(
    mut request: Request<Bytes>,
    identity: &Credentials,
    region: &str,
    now: SystemTime,
) -> Result<Request<Bytes>, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::Failed(format!("the request cannot be signed: {error}"))
    };
    let identity = identity.clone().into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name("sts")
        .time(now)
        .settings(SigningSettings::default())
        .build()
        .map_err(|error| failed(&error))?
        .into();
    let uri = request.uri().to_string();
    let headers = request
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let signable = SignableRequest::new("POST", uri, headers, SignableBody::Bytes(request.body()))
        .map_err(|error| failed(&error))?;
    let (instructions, _) = sign(signable, &params)
        .map_err(|error| failed(&error))?
        .into_parts();
    let (headers, _) = instructions.into_parts();
    for header in headers {
        let mut value =
            http::HeaderValue::from_str(header.value()).map_err(|error| failed(&error))?;
        value.set_sensitive(header.sensitive());
        request.headers_mut().insert(header.name(), value);
    }
    Ok(request)
}

fn read(answer: &Answer, role: &str, operation: &str) -> Result<Credentials, Failure> {
    let xml = answer.text();
    if !answer.status.is_success() {
        let status = answer.status.as_u16();
        let reason = match (
            parse::xml_text(&xml, "Code"),
            parse::xml_text(&xml, "Message"),
        ) {
            (Some(code), Some(message)) => format!("{code}: {message} (HTTP {status})"),
            (Some(code), None) => format!("{code} (HTTP {status})"),
            _ => format!("HTTP {status}"),
        };
        return Err(Failure::Failed(format!(
            "{operation} for `{role}` was refused: {reason}"
        )));
    }
    let text = |name: &str| {
        parse::xml_text(&xml, name).ok_or_else(|| {
            Failure::Failed(format!(
                "{operation} for `{role}`: the answer has no `{name}`"
            ))
        })
    };
    let expiration = text("Expiration")?;
    let expiry = parse::time(&expiration).ok_or_else(|| {
        Failure::Failed(format!(
            "{operation} for `{role}`: `Expiration` is `{expiration}`, not an RFC 3339 time"
        ))
    })?;
    // arn:aws:sts::123456789012:assumed-role/..
    let arn = parse::xml_text(&xml, "Arn").unwrap_or_default();
    let found = Found {
        access_key_id: &text("AccessKeyId")?,
        secret_access_key: &text("SecretAccessKey")?,
        session_token: Some(&text("SessionToken")?),
        expiry: Some(expiry),
        account_id: arn.split(':').nth(4),
    };
    found.into_credentials("AssumeRole")
}
