//! The default transport: reqwest.

use std::{error::Error as StdError, fmt, sync::Arc};

use http::uri::Scheme;

use crate::future::BoxFuture;
use crate::transport::body::Body;

use crate::transport::connections::{Connections, Lane, Origin};
use crate::transport::settings::TransportSettings;
use crate::transport::{NeverProxied, Transport, TransportError, TransportErrorKind};
use crate::value::stream::PayloadError;

/// [`Transport`] over reqwest: HTTP/1.1 (and HTTP/2 with the feature `http2`), TLS 1.2 and 1.3 with the operating
/// system's certificates, no redirects, and idle connections kept for 20 seconds. Use the [`builder`](Self::builder) to
/// set proxies and other certificates.
///
/// TLS is set up by the first request that needs it: reading the certificates takes some milliseconds, and plain http
/// to this machine works even if there are none.
///
/// # If another part of your program uses reqwest
///
/// Cargo builds reqwest once for a program, with all features that any crate in it enables. opsmith's features `ring`
/// (the default) and `aws-lc` enable reqwest's `rustls-no-provider`. If no crate enables reqwest's `rustls` or
/// `native-tls`, then `reqwest::Client::new()` anywhere in the program, which could otherwise speak only plain http,
/// panics with "No rustls crypto provider is configured". To fix this, do one of the following:
///
/// * enable reqwest's feature `rustls` (or `native-tls`) in the crate that builds that client;
/// * install a provider at the start of `main`: `rustls::crypto::ring::default_provider().install_default()`, with
///   `rustls = { version = "0.23", default-features = false, features = ["ring"] }`;
/// * use opsmith with `default-features = false, features = ["native-tls"]`.
///
/// opsmith itself needs none of these: it uses its own provider, not a process-wide one. But it cannot do without the
/// feature: reqwest has no TLS without it, and does not accept a connector from outside.
///
/// ```
/// use opsmith::{Client, HttpTransport};
///
/// let client = Client::builder().transport(HttpTransport::default()).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
#[derive(Clone)]
pub struct HttpTransport(Source);

#[derive(Clone)]
enum Source {
    Own(Arc<Own>),
    Given(reqwest::Client),
}

struct Own {
    settings: TransportSettings,
    connections: Arc<Connections>,
}

impl HttpTransport {
    /// Uses a reqwest 0.13 client, with its pool, proxy and TLS settings. It must not follow redirects
    /// (`redirect::Policy::none()`), because a request is signed for one URL. Connections that returned a transient
    /// error stay in its pool, because reqwest has no way to close one.
    ///
    /// This method will be renamed for a new version of reqwest. Nothing else in opsmith's API depends on reqwest.
    #[must_use]
    pub fn from_reqwest(client: reqwest::Client) -> Self {
        Self(Source::Given(client))
    }

    pub(crate) fn with(settings: TransportSettings) -> Self {
        Self(Source::Own(Arc::new(Own {
            settings,
            connections: Arc::default(),
        })))
    }
}

impl Default for HttpTransport {
    /// The same as an unchanged [`builder`](HttpTransport::builder).
    fn default() -> Self {
        Self::with(TransportSettings::default())
    }
}

impl Own {
    /// A free connection, or a new one.
    fn lane(
        &self,
        uri: &http::Uri,
        url: &url::Url,
        may_be_proxied: bool,
    ) -> Result<Arc<Lane>, TransportError> {
        let refuse = |problem| TransportError::new(TransportErrorKind::Request, problem);
        let authority = uri
            .authority()
            .ok_or_else(|| refuse("the URL has no host".into()))?;
        let origin = Origin {
            is_https: uri.scheme() == Some(&Scheme::HTTPS),
            authority: authority.clone(),
            may_be_proxied,
        };
        if let Some(lane) = self.connections.take(&origin) {
            return Ok(lane);
        }
        let client = self.settings.client(url, may_be_proxied).map_err(refuse)?;
        Ok(Lane::new(client, origin, &self.connections))
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let uri = request.uri().clone();
        let may_be_proxied = request.extensions().get::<NeverProxied>().is_none();
        let prepared = prepare(request);
        match &self.0 {
            Source::Given(client) => {
                let client = client.clone();
                Box::pin(async move {
                    let response = client.execute(prepared?).await.map_err(classify)?;
                    let response: http::Response<reqwest::Body> = response.into();
                    Ok(response.map(Body::new))
                })
            }
            Source::Own(own) => {
                let prepared = prepared.and_then(|request| {
                    Ok((own.lane(&uri, request.url(), may_be_proxied)?, request))
                });
                Box::pin(async move {
                    let (lane, request) = prepared?;
                    let response = lane.client.execute(request).await.map_err(classify)?;
                    Ok(lane.watch(response.into()).map(Body::new))
                })
            }
        }
    }
}

/// Builds reqwest's request, checking that its URL is byte for byte the one that was signed.
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
            "the URL would not be sent as it was signed; a label or the endpoint contains characters that are not allowed in a URL"
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
    // The error that users see already has the URL in its context, and the URL may contain a signature.
    TransportError::new(kind, error.without_url())
}

/// Whether the request's payload caused the error.
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
        match &self.0 {
            Source::Own(own) => f.debug_tuple("HttpTransport").field(&own.settings).finish(),
            Source::Given(_) => f.write_str("HttpTransport(reqwest)"),
        }
    }
}
