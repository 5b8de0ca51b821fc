//! The default transport: reqwest.

use std::{
    error::Error as StdError,
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use crate::{
    BoxFuture,
    transport::body::{Body, BoxError},
    transport::{Transport, TransportError, TransportErrorKind},
    value::stream::PayloadError,
};

/// For what has to have a limit when there is none: a year.
pub(crate) const NO_LIMIT: Duration = Duration::from_hours(365 * 24);

/// [`Transport`] over reqwest: HTTP/1.1 (and HTTP/2 with the feature `http2`), TLS 1.2 and 1.3 with the operating
/// system's certificates, no redirects, no proxy, idle connections kept for 20 seconds.
///
/// The connection pool is made with the first request: reading the certificates takes some milliseconds.
#[derive(Clone)]
pub struct HttpTransport(Arc<Lazy>);

struct Lazy {
    client: OnceLock<Result<reqwest::Client, String>>,
    connect_timeout: Duration,
}

impl HttpTransport {
    /// With a limit for the time that a connection may take to be made, TLS included.
    #[must_use]
    pub fn new(connect_timeout: Duration) -> Self {
        Self(Arc::new(Lazy {
            client: OnceLock::new(),
            connect_timeout,
        }))
    }

    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        let lazy = &self.0;
        lazy.client
            .get_or_init(|| build(lazy.connect_timeout).map_err(|error| describe(&*error)))
            .as_ref()
            .map_err(|error| {
                TransportError::new(
                    TransportErrorKind::Request,
                    format!("no HTTP client: {error}"),
                )
            })
    }
}

/// A client of yours, with its pool, proxy and TLS settings. It has to follow no redirects
/// (`redirect::Policy::none()`): a request is signed for one URL.
impl From<reqwest::Client> for HttpTransport {
    fn from(client: reqwest::Client) -> Self {
        Self(Arc::new(Lazy {
            client: OnceLock::from(Ok(client)),
            connect_timeout: Duration::ZERO,
        }))
    }
}

fn build(connect_timeout: Duration) -> Result<reqwest::Client, BoxError> {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        // AWS closes idle connections after as little as 20 seconds.
        .pool_idle_timeout(Duration::from_secs(20))
        .connect_timeout(connect_timeout);
    #[cfg(feature = "__rustls")]
    let builder = builder.tls_backend_preconfigured(tls_config()?);
    Ok(builder.build()?)
}

/// rustls with the provider that a feature chose, the operating system's certificates, TLS 1.2 or newer.
#[cfg(feature = "__rustls")]
fn tls_config() -> Result<rustls::ClientConfig, BoxError> {
    use rustls_platform_verifier::Verifier;

    #[cfg(feature = "aws-lc")]
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc"))]
    let provider = rustls::crypto::ring::default_provider();
    let provider = Arc::new(provider);
    let verifier = Verifier::new(provider.clone())?;
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous() // rustls's word for any verifier of one's own; this one is the operating system's
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    config.alpn_protocols = if cfg!(feature = "http2") {
        vec![b"h2".to_vec(), b"http/1.1".to_vec()]
    } else {
        vec![b"http/1.1".to_vec()]
    };
    Ok(config)
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let prepared = self
            .client()
            .cloned()
            .and_then(|client| Ok((client, prepare(request)?)));
        Box::pin(async move {
            let (client, request) = prepared?;
            let response = client.execute(request).await.map_err(classify)?;
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(Body::new))
        })
    }
}

/// reqwest's request, if its URL is to the byte the one that was signed.
fn prepare(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let refuse = |problem: String| TransportError::new(TransportErrorKind::Request, problem);
    let signed = request.uri().to_string();
    let request = request.map(|body| match body.into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(stream) => reqwest::Body::wrap(stream),
    });
    let request = reqwest::Request::try_from(request).map_err(|error| refuse(describe(&error)))?;
    if request.url().as_str() == signed {
        Ok(request)
    } else {
        Err(refuse(
            "the URL would not be sent as it was signed; a label or the endpoint has characters in it that URLs cannot carry"
                .to_owned(),
        ))
    }
}

fn classify(error: reqwest::Error) -> TransportError {
    let kind = if of_payload(&error) {
        TransportErrorKind::Request
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Request
    } else {
        TransportErrorKind::Send
    };
    // The URL is in the context of the error that users see; it may have a presigned signature in it.
    TransportError::new(kind, error.without_url())
}

/// Whether the request's payload is at fault.
fn of_payload(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<PayloadError>() {
            return true;
        }
        next = error.source();
    }
    false
}

fn describe(error: &dyn StdError) -> String {
    struct Chain<'e>(&'e dyn StdError);

    impl fmt::Display for Chain<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            crate::transport::write_chain(self.0, f)
        }
    }

    Chain(error).to_string().trim_start_matches(": ").to_owned()
}

impl fmt::Debug for HttpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpTransport")
    }
}
