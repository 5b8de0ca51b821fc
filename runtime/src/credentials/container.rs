//! Container credentials: ECS tasks, EKS Pod Identity, and anything else that speaks their protocol.
//!
//! Source: [container credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderValue, Method, Uri, header};

use super::error::ProviderError;
use super::http::{Context, Patience, host_address, is_loopback, request};
use super::parse::{FoundKeys, Object, require_time};
use super::web_identity::read_token;
use crate::config::Sources;
use crate::future::BoxFuture;
use crate::transport::NeverProxied;

pub(crate) const NAME: &str = "container";

const ECS: &str = "http://169.254.170.2";
const PATIENCE: Patience = Patience {
    timeout: Duration::from_secs(2),
    connects: 3,
    answers: 3,
};

pub(crate) fn load(context: &Context) -> BoxFuture<'_, Result<Credentials, ProviderError>> {
    Box::pin(ask(context))
}

async fn ask(context: &Context) -> Result<Credentials, ProviderError> {
    let uri = endpoint(&*context.sources)?;
    let token = authorization(&*context.sources)?;
    let what = format!(
        "the container endpoint {}",
        uri.authority().map_or("", |authority| authority.as_str())
    );
    let answer = context
        .fetch(&what, PATIENCE, &|| {
            let accepted = HeaderValue::from_static("application/json");
            let headers = [(header::ACCEPT, accepted)];
            let mut request = request(Method::GET, &uri, headers, Bytes::new());
            request.extensions_mut().insert(NeverProxied);
            if let Some(token) = &token {
                let headers = request.headers_mut();
                headers.insert(header::AUTHORIZATION, token.clone());
            }
            Ok(request)
        })
        .await?;
    let what = format!("the response from {what}");
    if !answer.status.is_success() {
        let reason = Object::parse(&answer.body, &what)
            .ok()
            .and_then(|body| body.error_text());
        let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
        return Err(ProviderError::Failed(format!(
            "{what} has status {}{reason}",
            answer.status.as_u16()
        )));
    }
    let body = Object::parse(&answer.body, &what)?;
    let found = FoundKeys {
        access_key_id: body.require("AccessKeyId", &what)?,
        secret_access_key: body.require("SecretAccessKey", &what)?,
        session_token: Some(body.require("Token", &what)?),
        expiry: Some(require_time(&body, "Expiration", &what)?),
        account_id: body.text("AccountId"),
    };
    found.into_credentials(NAME)
}

/// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` takes precedence over `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
fn endpoint(sources: &dyn Sources) -> Result<Uri, ProviderError> {
    if let Some(path) = sources.set_var("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
        // Without the slash, `@elsewhere/` would be appended to the address and change the host.
        if !path.starts_with('/') {
            let problem = format!(
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is `{path}`; expected a path that starts with `/`"
            );
            return Err(ProviderError::Invalid(problem));
        }
        return format!("{ECS}{path}").parse().map_err(|_| {
            ProviderError::Invalid(format!(
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is `{path}`, which is not a valid path"
            ))
        });
    }
    let Some(full) = sources.set_var("AWS_CONTAINER_CREDENTIALS_FULL_URI") else {
        let reason = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set";
        return Err(ProviderError::Absent(reason.to_owned()));
    };
    let uri: Uri = full.parse().map_err(|_| {
        ProviderError::Invalid("AWS_CONTAINER_CREDENTIALS_FULL_URI is not a valid URL".to_owned())
    })?;
    if uri.authority().is_some_and(|it| it.as_str().contains('@')) {
        let problem = "AWS_CONTAINER_CREDENTIALS_FULL_URI must not contain a user name or password; set \
                       AWS_CONTAINER_AUTHORIZATION_TOKEN instead";
        return Err(ProviderError::Invalid(problem.to_owned()));
    }
    match uri.scheme_str() {
        Some("https") => Ok(uri),
        Some("http") if is_allowed(&uri) => Ok(uri),
        Some("http") => Err(ProviderError::Invalid(format!(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI names the host `{}` over plain http; use https, a loopback address \
             169.254.170.2, 169.254.170.23 or fd00:ec2::23",
            uri.host().unwrap_or_default()
        ))),
        _ => Err(ProviderError::Invalid(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI must start with `http` or `https`".to_owned(),
        )),
    }
}

/// The hosts that may be queried without encryption: this machine, and the ECS and EKS agents on the local link.
fn is_allowed(uri: &Uri) -> bool {
    const AGENTS: [IpAddr; 3] = [
        IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
        IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
        IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23)),
    ];
    is_loopback(uri) || host_address(uri).is_some_and(|address| AGENTS.contains(&address))
}

/// The file is read every time, because its token is replaced before it expires. It takes precedence over the variable.
fn authorization(sources: &dyn Sources) -> Result<Option<HeaderValue>, ProviderError> {
    let (name, token) = match sources.set_var("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
        Some(file) => (
            "the token in AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            read_token(sources, &file)?,
        ),
        None => match sources.set_var("AWS_CONTAINER_AUTHORIZATION_TOKEN") {
            Some(token) => ("AWS_CONTAINER_AUTHORIZATION_TOKEN", token),
            None => return Ok(None),
        },
    };
    let mut value = HeaderValue::from_str(&token).map_err(|_| {
        ProviderError::Invalid(format!(
            "{name} contains a line break or another character that is not allowed in a header"
        ))
    })?;
    value.set_sensitive(true);
    Ok(Some(value))
}
