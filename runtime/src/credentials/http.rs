//! Small requests to the endpoints that issue credentials, with a time limit, a size limit and a few attempts.

use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri};

use super::error::ProviderError;
use super::instance::Instance;
use super::parse;
use crate::clock::Clock;
use crate::config::Sources;
use crate::endpoint::{EndpointOptions, url};
use crate::future::BoxFuture;
use crate::redact::secrets::{Sent, SentSecrets};
use crate::retry::classify::classify_response;
use crate::transport::Transport;
use crate::transport::body::Body;

/// What the providers need from the rest of the program.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) sources: Arc<dyn Sources>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    /// What the program says in code about the endpoints of STS, IAM Identity Center and AWS Sign-In.
    pub(crate) endpoint_options: EndpointOptions,
    pub(crate) instance: Arc<Instance>,
}

/// How long a request waits and how often it is retried.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// The limit for one attempt, including connecting.
    pub(crate) timeout: Duration,
    /// The maximum number of attempts if there is no response at all.
    pub(crate) connects: u32,
    /// The maximum number of attempts if the status is 429 or 5xx.
    pub(crate) answers: u32,
}

/// For STS and IAM Identity Center.
pub(crate) const SERVICE: Patience = Patience {
    timeout: Duration::from_secs(10),
    connects: 3,
    answers: 3,
};

const BODY_LIMIT: usize = 256 * 1024;

/// Builds the request for one attempt.
pub(crate) type MakeRequest<'a> =
    dyn Fn() -> Result<Request<Bytes>, ProviderError> + Send + Sync + 'a;

/// A whole response. Its body may contain a secret, so it has no `Debug`.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The error code in a query protocol response.
    pub(crate) fn xml_code(&self) -> Option<String> {
        parse::xml_text(&self.text(), "Code").filter(|_| !self.status.is_success())
    }

    /// Whether the same request may succeed soon. STS also uses status 400 for this: its documentation says that
    /// `IDPCommunicationError` is temporary.
    fn is_transient(&self) -> bool {
        let code = self.xml_code();
        code.as_deref() == Some("IDPCommunicationError")
            || self.status.is_server_error()
            || classify_response(self.status, [code.as_deref(), None], &[]).is_some()
    }
}

impl Context {
    /// Sends the request until there is a response that a retry would not change. `what` names the endpoint in errors;
    /// `request` builds a new request for each attempt, so that the signature is fresh.
    pub(crate) fn fetch<'a>(
        &'a self,
        what: &'a str,
        patience: Patience,
        request: &'a MakeRequest<'a>,
    ) -> BoxFuture<'a, Result<Answer, ProviderError>> {
        Box::pin(self.fetch_answer(what, patience, request))
    }

    async fn fetch_answer(
        &self,
        what: &str,
        patience: Patience,
        request: &MakeRequest<'_>,
    ) -> Result<Answer, ProviderError> {
        let mut attempt = 1;
        loop {
            let outcome = self.attempt(request()?, patience.timeout).await;
            let attempts = match &outcome {
                Ok(answer) if !answer.is_transient() => {
                    return outcome.map_err(ProviderError::Failed);
                }
                Ok(_) => patience.answers,
                Err(_) => patience.connects,
            };
            if attempt >= attempts {
                let tries = if attempt == 1 {
                    String::new()
                } else {
                    format!(" ({attempt} attempts)")
                };
                return outcome.map_err(|reason| {
                    ProviderError::Failed(format!("{what} did not respond{tries}: {reason}"))
                });
            }
            // 100 ms, 200 ms, ...: these endpoints are called rarely, and by one caller at a time.
            self.clock.sleep(Duration::from_millis(100) * attempt).await;
            attempt += 1;
        }
    }

    async fn attempt(
        &self,
        mut request: Request<Bytes>,
        timeout: Duration,
    ) -> Result<Answer, String> {
        let secrets = take_secrets(&mut request);
        let exchange = pin!(async {
            let response = self
                .transport
                .send(request.map(Body::from))
                .await
                .map_err(|error| error.to_string())?;
            let (head, body) = response.into_parts();
            let (status, headers) = (head.status, head.headers);
            let body = body
                .collect(BODY_LIMIT)
                .await
                .map_err(|error| error.to_string())?;
            // Errors include what the service quotes of the request.
            let quoted = (!status.is_success()).then(|| secrets.redact(&body));
            let body = quoted.flatten().map_or(body, Bytes::from);
            Ok(Answer {
                status,
                headers,
                body,
            })
        });
        match select(exchange, self.clock.sleep(timeout)).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(_) => Err(format!("no response within {} s", timeout.as_secs_f32())),
        }
    }
}

/// A request without extensions.
pub(crate) fn request<const N: usize>(
    method: Method,
    uri: &Uri,
    headers: [(HeaderName, HeaderValue); N],
    body: Bytes,
) -> Request<Bytes> {
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri.clone();
    for (name, value) in headers {
        request.headers_mut().insert(name, value);
    }
    request
}

/// The parts of a request's body that must not be shown, as an extension of the request. Headers are marked as
/// sensitive instead.
pub(crate) fn secret_texts<const N: usize>(texts: [&str; N]) -> SentSecrets {
    let sent = texts.map(|text| Sent::Text(Bytes::copy_from_slice(text.as_bytes())));
    SentSecrets {
        members: sent.into(),
        ..SentSecrets::default()
    }
}

/// Everything in a request that must not be shown. The transport does not see the extension.
fn take_secrets(request: &mut Request<Bytes>) -> SentSecrets {
    let mut secrets: SentSecrets = request.extensions_mut().remove().unwrap_or_default();
    let headers = request.headers();
    // The date is marked as part of the signature, but it explains why a signature is rejected.
    let sensitive = headers
        .iter()
        .filter(|(name, value)| value.is_sensitive() && name.as_str() != "x-amz-date")
        .map(|(_, value)| Sent::Header(value.clone()));
    secrets.members.extend(sensitive);
    let authorization = headers.get(http::header::AUTHORIZATION);
    let authorization = authorization.and_then(|value| value.to_str().ok());
    if let Some((_, signature)) = authorization.and_then(|text| text.split_once("Signature=")) {
        signature.clone_into(&mut secrets.signature);
    }
    secrets
}

/// The URI of an endpoint and a path below it, which starts with `/`.
pub(crate) fn join(endpoint: &str, path: &str) -> Result<Uri, ProviderError> {
    let text = format!("{}{path}", endpoint.trim_end_matches('/'));
    text.parse()
        .map_err(|_| ProviderError::Invalid(format!("`{endpoint}` is not a URL")))
}

/// Whether the URI's host is this machine.
pub(crate) fn is_loopback(uri: &Uri) -> bool {
    uri.host().is_some_and(url::is_loopback)
}

/// The URI's host, if it is an IP address.
pub(crate) fn host_address(uri: &Uri) -> Option<IpAddr> {
    url::address(uri.host()?)
}
