//! The default transport: reqwest.

use std::{error::Error as StdError, fmt, sync::Arc};

use http::Uri;
use http::uri::Scheme;
use url::Url;

use crate::future::BoxFuture;
use crate::transport::body::{Body, BoxError};
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
    fn lane(&self, uri: &Uri, may_be_proxied: bool) -> Result<Arc<Lane>, TransportError> {
        let authority = uri
            .authority()
            .ok_or_else(|| refuse("the URL has no host"))?;
        let origin = Origin {
            is_https: uri.scheme() == Some(&Scheme::HTTPS),
            authority: authority.clone(),
            may_be_proxied,
        };
        if let Some(lane) = self.connections.take(&origin) {
            return Ok(lane);
        }
        let url = origin_url(uri)?;
        let client = self.settings.client(&url, may_be_proxied).map_err(refuse)?;
        Ok(Lane::new(client, origin, url, &self.connections))
    }

    /// A connection, and the request to be sent over it.
    fn prepare(
        &self,
        request: http::Request<Body>,
    ) -> Result<(Arc<Lane>, reqwest::Request), TransportError> {
        let may_be_proxied = request.extensions().get::<NeverProxied>().is_none();
        let lane = self.lane(request.uri(), may_be_proxied)?;
        match prepare(request, lane.url.clone()) {
            Ok(request) => Ok((lane, request)),
            Err(error) => {
                lane.give_back();
                Err(error)
            }
        }
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        match &self.0 {
            Source::Given(client) => {
                let client = client.clone();
                let prepared = origin_url(request.uri()).and_then(|url| prepare(request, url));
                Box::pin(async move {
                    let response = client.execute(prepared?).await.map_err(classify)?;
                    let response: http::Response<reqwest::Body> = response.into();
                    Ok(response.map(Body::new))
                })
            }
            Source::Own(own) => {
                let prepared = own.prepare(request);
                Box::pin(async move {
                    let (lane, request) = prepared?;
                    let response = lane.client.execute(request).await.map_err(classify)?;
                    Ok(lane.watch(response.into()).map(Body::new))
                })
            }
        }
    }
}

fn refuse(problem: impl Into<BoxError>) -> TransportError {
    TransportError::new(TransportErrorKind::Request, problem)
}

/// The URL of a request without its path, as reqwest writes it.
fn origin_url(uri: &Uri) -> Result<Url, TransportError> {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    Url::parse(&format!("{scheme}://{authority}/")).map_err(|error| refuse(describe(&error)))
}

/// Builds reqwest's request on its `origin`, checking that its URL is byte for byte the one that was signed.
fn prepare(request: http::Request<Body>, origin: Url) -> Result<reqwest::Request, TransportError> {
    let (parts, body) = request.into_parts();
    let mut url = origin;
    url.set_path(parts.uri.path());
    url.set_query(parts.uri.query());
    if !is_same(url.as_str(), &parts.uri) {
        return Err(refuse(
            "the URL would not be sent as it was signed; a label or the endpoint contains characters that are not allowed in a URL",
        ));
    }
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    *request.version_mut() = parts.version;
    *request.body_mut() = Some(match body.into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(stream) => reqwest::Body::wrap(stream),
    });
    Ok(request)
}

/// Whether a URL is the text of a URI, without writing that text.
fn is_same(url: &str, uri: &Uri) -> bool {
    uri.scheme_str()
        .and_then(|scheme| url.strip_prefix(scheme))
        .and_then(|rest| rest.strip_prefix("://"))
        .and_then(|rest| rest.strip_prefix(uri.authority()?.as_str()))
        .and_then(|rest| rest.strip_prefix(uri.path()))
        .is_some_and(|rest| match uri.query() {
            Some(query) => rest.strip_prefix('?') == Some(query),
            None => rest.is_empty(),
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rng: &mut fastrand::Rng, of: &str) -> String {
        let of: Vec<char> = of.chars().collect();
        (0..rng.usize(..12))
            .map(|_| of[rng.usize(..of.len())])
            .collect()
    }

    #[test]
    fn a_url_without_a_path_may_have_a_query() {
        let uri: Uri = "http://127.0.0.1:8080?role=x".parse().unwrap();
        let request = http::Request::builder()
            .uri(uri.clone())
            .body(Body::empty());
        let request = prepare(request.unwrap(), origin_url(&uri).unwrap()).unwrap();
        assert_eq!(request.url().as_str(), "http://127.0.0.1:8080/?role=x");
    }

    #[test]
    fn a_url_is_refused_exactly_if_parsing_it_would_change_it() {
        let seed = fastrand::u64(..);
        let mut rng = fastrand::Rng::with_seed(seed);
        let (mut sent, mut refused) = (0, 0);
        for _ in 0..20_000 {
            let hosts = [
                "example.com",
                "127.0.0.1:8080",
                "[::1]",
                "a.b:443",
                "EXAMPLE.com",
            ];
            let mut signed = format!(
                "{}://{}/{}",
                ["http", "https"][rng.usize(..2)],
                hosts[rng.usize(..hosts.len())],
                text(&mut rng, "aZ09.~%2eE/!$&'()*+,;=:@|{}\\\"")
            );
            if rng.bool() {
                signed.push('?');
                signed.push_str(&text(&mut rng, "a=&%20+/:~-._?'\"<>|{}"));
            }
            let Ok(uri) = signed.parse::<Uri>() else {
                continue;
            };
            let parsed = Url::parse(&signed).unwrap();
            let request = http::Request::builder()
                .uri(uri.clone())
                .body(Body::empty());
            if let Ok(request) = prepare(request.unwrap(), origin_url(&uri).unwrap()) {
                assert_eq!(request.url().as_str(), signed, "seed {seed}");
                assert_eq!(request.url(), &parsed, "seed {seed}");
                sent += 1;
            } else {
                assert_ne!(parsed.as_str(), signed, "seed {seed}");
                refused += 1;
            }
        }
        assert!(
            sent > 1000 && refused > 1000,
            "{sent} sent, {refused} refused"
        );
    }
}
