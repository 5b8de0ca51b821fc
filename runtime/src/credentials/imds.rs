//! The EC2 instance metadata service, version 2 only: every request carries a token obtained with a `PUT`.
//!
//! Source: [IMDS credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html).

use std::time::Duration;

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::ProviderError;
use super::http::{Answer, Context, Patience, join, request};
use super::instance::Last;
use super::parse::{FoundKeys, Object, require_time};
use crate::config::value::{Lookup, parse_region};
use crate::future::BoxFuture;
use crate::transport::NeverProxied;
use crate::transport::timeout::until;

pub(crate) const NAME: &str = "instance metadata";

/// How long the token is valid: a lookup takes three requests, and the next one is hours away.
const TOKEN_SECONDS: &str = "300";
const CREDENTIALS: &str = "/latest/meta-data/iam/security-credentials/";
/// Everything except what IAM allows in a [role's
/// name](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html): the service compares the path
/// literally, so `my-app` must not become `my%2Dapp`.
const NOT_IN_ROLE_NAMES: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'_')
    .remove(b'+')
    .remove(b'=')
    .remove(b',')
    .remove(b'.')
    .remove(b'@')
    .remove(b'-');
/// How long to wait for the service if the last credentials can still be used.
const LIMIT_WITH_LAST: Duration = Duration::from_secs(5);

/// The last credentials for the endpoint and role of these settings.
pub(super) fn last(context: &Context, lookup: &Lookup<'_>) -> Option<Credentials> {
    let (endpoint, _) = service(lookup).ok()?;
    context.instance.last(&endpoint, role(lookup).as_deref())
}

/// The configured role, if any.
fn role(lookup: &Lookup<'_>) -> Option<String> {
    lookup.text("AWS_EC2_INSTANCE_PROFILE_NAME", "ec2_instance_profile_name")
}

/// The credentials of the role attached to the instance.
///
/// If the service fails, these are the last ones it returned, even if they have expired.
pub(crate) fn load<'a>(
    context: &'a Context,
    lookup: &'a Lookup<'_>,
) -> BoxFuture<'a, Result<Credentials, ProviderError>> {
    Box::pin(load_or_extend(context, lookup))
}

async fn load_or_extend(
    context: &Context,
    lookup: &Lookup<'_>,
) -> Result<Credentials, ProviderError> {
    let (endpoint, patience) = service(lookup)?;
    let role = role(lookup);
    let clock = &*context.clock;
    let last = context.instance.last(&endpoint, role.as_deref());
    let limit = last
        .is_some()
        .then(|| clock.elapsed().saturating_add(LIMIT_WITH_LAST));
    let asked = retrieve(context, &endpoint, patience, role.as_deref());
    let outcome = until(clock, limit, asked).await.unwrap_or_else(|| {
        let limit = LIMIT_WITH_LAST.as_secs();
        Err(ProviderError::Failed(format!(
            "the instance metadata service did not respond within {limit} s"
        )))
    });
    let found = match (outcome, last) {
        (Ok(credentials), _) => {
            context.instance.keep(Last {
                endpoint,
                role,
                credentials: credentials.clone(),
            });
            credentials
        }
        (Err(failure), Some(last)) => {
            let reason = failure.reason();
            tracing::warn!(
                reason,
                "the instance's credentials could not be renewed; calls continue with the last ones"
            );
            last
        }
        (Err(failure), None) => return Err(failure),
    };
    Ok(context.instance.extended(found, clock.now()))
}

/// The credentials that the service returns now.
async fn retrieve(
    context: &Context,
    endpoint: &str,
    patience: Patience,
    role: Option<&str>,
) -> Result<Credentials, ProviderError> {
    let mut session = Session::open(context, endpoint, patience).await?;
    let role = match role {
        Some(name) => name.to_owned(),
        None => session.role().await?,
    };
    let path = format!(
        "{CREDENTIALS}{}",
        utf8_percent_encode(&role, NOT_IN_ROLE_NAMES)
    );
    let answer = session.get(&path).await?;
    let what = format!("the instance metadata for role `{role}`");
    if !answer.status.is_success() {
        return Err(ProviderError::Failed(format!(
            "{what} has status {}",
            answer.status.as_u16()
        )));
    }
    let body = Object::parse(&answer.body, &what)?;
    if let Some(code) = body.text("Code").filter(|code| *code != "Success") {
        let reason = body.error_text().unwrap_or_else(|| code.to_owned());
        return Err(ProviderError::Failed(format!(
            "{what} has no credentials: {reason}"
        )));
    }
    let found = FoundKeys {
        access_key_id: body.require("AccessKeyId", &what)?,
        secret_access_key: body.require("SecretAccessKey", &what)?,
        session_token: Some(body.require("Token", &what)?),
        expiry: Some(require_time(&body, "Expiration", &what)?),
        account_id: body.text("AccountId"),
    };
    found.into_credentials(NAME)
}

/// The region that the instance runs in.
pub(crate) fn region<'a>(
    context: &'a Context,
    lookup: &'a Lookup<'_>,
) -> BoxFuture<'a, Result<String, ProviderError>> {
    Box::pin(find_region(context, lookup))
}

async fn find_region(context: &Context, lookup: &Lookup<'_>) -> Result<String, ProviderError> {
    let (endpoint, patience) = service(lookup)?;
    let mut session = Session::open(context, &endpoint, patience).await?;
    let answer = session.get("/latest/meta-data/placement/region").await?;
    if !answer.status.is_success() {
        return Err(ProviderError::Failed(format!(
            "the response for the instance's region has status {}",
            answer.status.as_u16()
        )));
    }
    let text = answer.text();
    parse_region(text.trim()).ok_or_else(|| {
        ProviderError::Failed("the instance's region is not a valid region name".to_owned())
    })
}

/// A token and the endpoint it is valid for.
struct Session<'a> {
    context: &'a Context,
    endpoint: &'a str,
    patience: Patience,
    token: HeaderValue,
    /// Whether the token replaced one that was rejected.
    is_second: bool,
}

impl<'a> Session<'a> {
    async fn open(
        context: &'a Context,
        endpoint: &'a str,
        patience: Patience,
    ) -> Result<Self, ProviderError> {
        Ok(Self {
            context,
            endpoint,
            patience,
            token: token(context, endpoint, patience).await?,
            is_second: false,
        })
    }

    async fn role(&mut self) -> Result<String, ProviderError> {
        let answer = self.get(CREDENTIALS).await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Err(ProviderError::Absent(
                "no role is attached to this instance".to_owned(),
            ));
        }
        if !answer.status.is_success() {
            let status = answer.status.as_u16();
            return Err(ProviderError::Failed(format!(
                "the response for the instance's list of roles has status {status}"
            )));
        }
        match answer.text().lines().next().map(str::trim) {
            Some(role) if !role.is_empty() => Ok(role.to_owned()),
            _ => Err(ProviderError::Absent(
                "no role is attached to this instance".to_owned(),
            )),
        }
    }

    /// The service's response for the path. A rejected token was valid when it was issued: it may have expired while
    /// this program was suspended, so one new token is requested.
    async fn get(&mut self, path: &str) -> Result<Answer, ProviderError> {
        let uri = join(self.endpoint, path)?;
        let answer = self.send(&uri).await?;
        if answer.status != StatusCode::UNAUTHORIZED || self.is_second {
            return Ok(answer);
        }
        self.token = token(self.context, self.endpoint, self.patience).await?;
        self.is_second = true;
        self.send(&uri).await
    }

    async fn send(&self, uri: &Uri) -> Result<Answer, ProviderError> {
        self.context
            .fetch("the instance metadata service", self.patience, &|| {
                let name = HeaderName::from_static("x-aws-ec2-metadata-token");
                let headers = [(name, self.token.clone())];
                let mut request = request(Method::GET, uri, headers, Bytes::new());
                request.extensions_mut().insert(NeverProxied);
                Ok(request)
            })
            .await
    }
}

fn token<'a>(
    context: &'a Context,
    endpoint: &'a str,
    patience: Patience,
) -> BoxFuture<'a, Result<HeaderValue, ProviderError>> {
    Box::pin(request_token(context, endpoint, patience))
}

async fn request_token(
    context: &Context,
    endpoint: &str,
    patience: Patience,
) -> Result<HeaderValue, ProviderError> {
    let uri = join(endpoint, "/latest/api/token")?;
    let answer = context
        .fetch("the instance metadata service", patience, &|| {
            let name = HeaderName::from_static("x-aws-ec2-metadata-token-ttl-seconds");
            let headers = [
                (name, HeaderValue::from_static(TOKEN_SECONDS)),
                (header::CONTENT_LENGTH, HeaderValue::from_static("0")),
            ];
            let mut request = request(Method::PUT, &uri, headers, Bytes::new());
            request.extensions_mut().insert(NeverProxied);
            Ok(request)
        })
        .await
        // No response: this is not an EC2 instance, or a hop limit of 1 keeps its containers out.
        .map_err(|failure| ProviderError::Absent(failure.reason().to_owned()))?;
    if !answer.status.is_success() {
        let status = answer.status.as_u16();
        return Err(ProviderError::Failed(format!(
            "the instance metadata service refused to issue a token (status {status})"
        )));
    }
    let mut token = HeaderValue::from_bytes(&answer.body).map_err(|_| {
        ProviderError::Failed("the instance metadata service's token is not valid".to_owned())
    })?;
    token.set_sensitive(true);
    Ok(token)
}

/// The service's endpoint and time limits, unless the service is disabled.
fn service(lookup: &Lookup<'_>) -> Result<(String, Patience), ProviderError> {
    let disabled = lookup.variable("AWS_EC2_METADATA_DISABLED");
    let disabled =
        disabled.map(|found| found.parse("`true` or `false`", crate::config::value::parse_flag));
    if disabled.transpose()? == Some(true) {
        return Err(ProviderError::Absent(
            "AWS_EC2_METADATA_DISABLED is set".to_owned(),
        ));
    }
    Ok((endpoint(lookup)?, patience(lookup)?))
}

fn endpoint(lookup: &Lookup<'_>) -> Result<String, ProviderError> {
    if let Some(found) = lookup.find(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "ec2_metadata_service_endpoint",
    ) {
        return Ok(found.endpoint()?);
    }
    let mode = lookup.parse(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
        "ec2_metadata_service_endpoint_mode",
        "`IPv4` or `IPv6`",
        |text| match text.to_ascii_lowercase().as_str() {
            "ipv4" => Some("http://169.254.169.254"),
            "ipv6" => Some("http://[fd00:ec2::254]"),
            _ => None,
        },
    )?;
    Ok(mode.unwrap_or("http://169.254.169.254").to_owned())
}

/// One second and one attempt, as in the guide; a 5xx response still gets three attempts.
fn patience(lookup: &Lookup<'_>) -> Result<Patience, ProviderError> {
    let positive = |text: &str| text.parse::<u32>().ok().filter(|number| *number >= 1);
    let legal = "a whole number of 1 or more";
    let seconds = lookup.parse(
        "AWS_METADATA_SERVICE_TIMEOUT",
        "metadata_service_timeout",
        legal,
        positive,
    )?;
    let attempts = lookup.parse(
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS",
        "metadata_service_num_attempts",
        legal,
        positive,
    )?;
    let connects = attempts.unwrap_or(1);
    Ok(Patience {
        timeout: Duration::from_secs(seconds.unwrap_or(1).into()),
        connects,
        answers: connects.max(3),
    })
}
