//! The parts that every call needs: TLS, signing, sending and errors.

use std::{env, fmt, sync::Arc, time::SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use aws_smithy_runtime_api::client::identity::Identity;
use bytes::Bytes;
use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustls_platform_verifier::Verifier;
use serde::Deserialize;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The error of a failed call.
#[derive(Debug)]
pub enum Error {
    NotFound(String),
    Throttled(String),
    Service {
        status: u16,
        code: String,
        message: String,
    },
    Other(BoxError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(message) => write!(f, "not found: {message}"),
            Self::Throttled(message) => write!(f, "throttled: {message}"),
            Self::Service {
                status,
                code,
                message,
            } => write!(f, "{code}: {message} (HTTP {status})"),
            Self::Other(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

macro_rules! from_other {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::Other(error.into())
            }
        }
    )+};
}

from_other!(
    reqwest::Error,
    serde_json::Error,
    http::Error,
    v4::signing_params::BuildError,
    aws_sigv4::http_request::SigningError,
);

pub type Result<T> = std::result::Result<T, Error>;

pub struct Client {
    http: reqwest::Client,
    identity: Identity,
    region: String,
}

#[derive(Deserialize)]
struct ErrorBody {
    #[serde(alias = "Code", alias = "__type")]
    code: Option<String>,
    #[serde(alias = "Message")]
    message: Option<String>,
}

impl Client {
    pub fn from_env() -> std::result::Result<Self, BoxError> {
        let credentials = Credentials::from_keys(
            env::var("AWS_ACCESS_KEY_ID")?,
            env::var("AWS_SECRET_ACCESS_KEY")?,
            env::var("AWS_SESSION_TOKEN").ok(),
        );
        Ok(Self {
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .tls_backend_preconfigured(tls_config()?)
                .build()?,
            identity: credentials.into(),
            region: env::var("AWS_REGION")?,
        })
    }

    pub fn region(&self) -> &str {
        &self.region
    }

    /// Signs and sends a request, and returns the body of a successful response.
    pub async fn send(
        &self,
        service: &str,
        method: Method,
        url: &str,
        body: Vec<u8>,
    ) -> Result<Bytes> {
        let request = self.signed(service, method, url, body.into())?;
        let response = self.http.execute(request).await?;
        let status = response.status();
        let code = response
            .headers()
            .get("x-amzn-errortype")
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        let body = response.bytes().await?;
        if status.is_success() {
            return Ok(body);
        }
        let error: Option<ErrorBody> = serde_json::from_slice(&body).ok();
        let (in_body, message) = error.map_or((None, None), |error| (error.code, error.message));
        let message = message.unwrap_or_default();
        let code = code.or(in_body).unwrap_or_default();
        let code = code.split(':').next().unwrap_or_default();
        Err(match code.rsplit('#').next().unwrap_or_default() {
            "NotFoundException" | "ResourceNotFoundException" => Error::NotFound(message),
            "ThrottledClientException" => Error::Throttled(message),
            code => Error::Service {
                status: status.as_u16(),
                code: code.to_owned(),
                message,
            },
        })
    }

    fn signed(
        &self,
        service: &str,
        method: Method,
        url: &str,
        body: Bytes,
    ) -> Result<reqwest::Request> {
        let region = if service == "chime" {
            "us-east-1"
        } else {
            &self.region
        };
        let params = v4::SigningParams::builder()
            .identity(&self.identity)
            .region(region)
            .name(service)
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let mut builder = http::Request::builder()
            .method(method.clone())
            .uri(url)
            .header("user-agent", "by-hand/1.0");
        let mut signed = Vec::new();
        if !body.is_empty() {
            builder = builder.header("content-type", "application/json");
            signed.push(("content-type", "application/json"));
        }
        let signable = SignableRequest::new(
            method.as_str(),
            url,
            signed.into_iter(),
            SignableBody::Bytes(&body),
        )?;
        let (instructions, _) = sign(signable, &params)?.into_parts();
        let mut request = builder.body(body)?;
        instructions.apply_to_request_http1x(&mut request);
        Ok(request.try_into()?)
    }
}

/// RFC 3986's unreserved characters are not encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

pub fn encode(text: &str) -> percent_encoding::PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

fn tls_config() -> std::result::Result<rustls::ClientConfig, BoxError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Verifier::new(provider.clone())?;
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
