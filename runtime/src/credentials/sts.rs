//! The two Security Token Service operations that exchange an identity for a role's credentials.
//!
//! Sources: [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html),
//! [AssumeRoleWithWebIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html).

use std::time::{SystemTime, UNIX_EPOCH};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderValue, Method, Request, header};

use super::address::ServiceAddress;
use super::error::ProviderError;
use super::http::{Answer, Context, SERVICE, secret_texts};
use super::parse::{self, FoundKeys};
use crate::config::Settings;
use crate::endpoint::{Auth, Endpoint, ServiceMeta, table};
use crate::protocol::rest_json::RestJson1;
use crate::redact::secrets::SentSecrets;
use crate::redact::shown::Shown;
use crate::signing::keys::SigningKeys;
use crate::signing::{SignedPayload, Signer, skew};

/// STS without its protocol, which would bring the codecs for XML and queries into every program that reads its
/// credentials from the environment: these two requests are written and read here.
static STS: ServiceMeta = table::STS.speaking(&RestJson1);

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
) -> Result<Credentials, ProviderError> {
    let mut form = Form::new("AssumeRole");
    form.role(role, context.clock.now());
    if let Some(external_id) = &role.external_id {
        form.push("ExternalId", external_id);
    }
    let target = target(context, settings)?;
    let signed_with = |skew| {
        let now = skew::shift(context.clock.now(), skew);
        signed(request(&target, &form), identity, &target.region, now)
    };
    let mut answer = context
        .fetch(&target.what, SERVICE, &|| signed_with(0))
        .await?;
    // Rejected because this machine's clock is wrong: try once more, with the time that STS reports.
    let now = context.clock.now();
    if let Some(skew) = skew::measure(&answer.headers, now, now)
        && skew::explains(answer.xml_code().as_deref(), 0, skew)
    {
        answer = context
            .fetch(&target.what, SERVICE, &|| signed_with(skew))
            .await?;
    }
    read(&answer, &role.arn, "AssumeRole")
}

/// Assumes the role with a token from an `OpenID` Connect provider. The request is not signed.
pub(crate) async fn assume_role_with_web_identity(
    context: &Context,
    settings: &Settings,
    role: &Role,
    token: &str,
) -> Result<Credentials, ProviderError> {
    let mut form = Form::new("AssumeRoleWithWebIdentity");
    form.role(role, context.clock.now());
    form.push("WebIdentityToken", token);
    let target = target(context, settings)?;
    let answer = context
        .fetch(&target.what, SERVICE, &|| {
            let mut request = request(&target, &form);
            request.extensions_mut().insert(secret_texts([token]));
            Ok(request)
        })
        .await?;
    read(&answer, &role.arn, "AssumeRoleWithWebIdentity")
}

/// A body of the query protocol: `Action=AssumeRole&Version=2011-06-15&..`.
struct Form(String);

impl Form {
    fn new(action: &str) -> Self {
        Self(format!("Action={action}&Version=2011-06-15"))
    }

    fn push(&mut self, name: &str, value: &str) {
        crate::binding::uri::push_query(&mut self.0, name, value);
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

fn target(context: &Context, settings: &Settings) -> Result<ServiceAddress, ProviderError> {
    ServiceAddress::new(context, settings, &STS, settings.region.as_deref(), "/")
}

fn request(target: &ServiceAddress, form: &Form) -> Request<Bytes> {
    let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
    let headers = [(header::CONTENT_TYPE, form_type)];
    let body = Bytes::from(form.0.clone());
    super::http::request(Method::POST, &target.uri, headers, body)
}

fn signed(
    mut request: Request<Bytes>,
    identity: &Credentials,
    region: &str,
    now: SystemTime,
) -> Result<Request<Bytes>, ProviderError> {
    let failed = |error: &dyn std::fmt::Display| {
        ProviderError::Failed(format!("the request cannot be signed: {error}"))
    };
    let endpoint = Endpoint {
        url: String::new(),
        signing_name: "sts".into(),
        signing_region: None,
        auth: Auth::SigV4,
    };
    let signer = Signer {
        credentials: identity,
        endpoint: &endpoint,
        region,
        time: now,
    };
    let mut headers = std::mem::take(request.headers_mut());
    signer
        .sign_headers(
            &SigningKeys::default(),
            request.method(),
            request.uri(),
            &mut headers,
            &SignedPayload::Bytes(request.body()),
        )
        .map_err(|error| failed(&error))?;
    *request.headers_mut() = headers;
    request.extensions_mut().insert(SentSecrets {
        credentials: Some(identity.clone()),
        ..SentSecrets::default()
    });
    Ok(request)
}

fn read(answer: &Answer, role: &str, operation: &str) -> Result<Credentials, ProviderError> {
    let xml = answer.text();
    if !answer.status.is_success() {
        let status = answer.status.as_u16();
        let reason = match (
            parse::xml_text(&xml, "Code"),
            parse::xml_text(&xml, "Message"),
        ) {
            (Some(code), Some(message)) => {
                format!("{code}: {} (HTTP {status})", Shown(&message))
            }
            (Some(code), None) => format!("{code} (HTTP {status})"),
            _ => format!("HTTP {status}"),
        };
        return Err(ProviderError::Failed(format!(
            "{operation} for `{role}` was rejected: {reason}"
        )));
    }
    let text = |name: &str| {
        parse::xml_text(&xml, name).ok_or_else(|| {
            ProviderError::Failed(format!(
                "{operation} for `{role}`: the response has no `{name}`"
            ))
        })
    };
    let expiration = text("Expiration")?;
    let expiry = parse::time(&expiration).ok_or_else(|| {
        ProviderError::Failed(format!(
            "{operation} for `{role}`: `Expiration` is `{expiration}`, not an RFC 3339 time"
        ))
    })?;
    // arn:aws:sts::123456789012:assumed-role/..
    let arn = parse::xml_text(&xml, "Arn").unwrap_or_default();
    let found = FoundKeys {
        access_key_id: &text("AccessKeyId")?,
        secret_access_key: &text("SecretAccessKey")?,
        session_token: Some(&text("SessionToken")?),
        expiry: Some(expiry),
        account_id: arn.split(':').nth(4),
    };
    found.into_credentials("AssumeRole")
}
