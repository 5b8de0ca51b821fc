//! How a request reaches the service.

pub(crate) mod activity;
pub(crate) mod body;
pub(crate) mod builder;
mod connections;
pub(crate) mod http_transport;
pub(crate) mod proxy;
pub(crate) mod settings;
pub(crate) mod throughput;
pub(crate) mod timeout;
pub(crate) mod tls;
#[cfg(feature = "tower")]
pub(crate) mod tower_transport;

use std::{error::Error as StdError, fmt, sync::Arc};

use crate::error::timed_out::TimedOut;
use crate::future::BoxFuture;
use crate::transport::body::{Body, BoxError};

/// Sends a single HTTP request. The default is [`HttpTransport`](crate::HttpTransport), which uses reqwest.
///
/// A transport must send the request unchanged, because the method, URL, headers and body are signed. It must not
/// follow redirects, retry, or change the body's encoding. See [`ConnectionHandle`] for how bad connections are closed.
///
/// ```
/// use opsmith::http::{Request, Response};
/// use opsmith::{Body, BoxFuture, Client, HttpTransport, Transport, TransportError};
///
/// /// Prints the method and the host of every request.
/// #[derive(Debug)]
/// struct Printing(HttpTransport);
///
/// impl Transport for Printing {
///     fn send(
///         &self,
///         request: Request<Body>,
///     ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
///         println!("{} {:?}", request.method(), request.uri().host());
///         self.0.send(request)
///     }
/// }
///
/// let client = Client::builder().transport(Printing(HttpTransport::default())).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request and returns the response as soon as its headers arrive.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>>;
}

/// The connection that a response came over. A transport that keeps connections puts it into the extensions of error
/// responses. After a transient error (500, 502, 503, 504), the client closes it so that the next attempt reaches
/// another host of the service.
///
/// Your own transport does not have to do this; without a handle, the client leaves its connections alone.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicBool, Ordering};
///
/// use opsmith::{Body, ConnectionHandle, http::Response};
///
/// /// What a transport returns for a response over a connection of its own pool.
/// fn response(body: Body, is_usable: &Arc<AtomicBool>) -> Response<Body> {
///     let is_usable = is_usable.clone();
///     let mut response = Response::new(body);
///     let handle = ConnectionHandle::new(move || is_usable.store(false, Ordering::Relaxed));
///     response.extensions_mut().insert(handle);
///     response
/// }
/// ```
#[derive(Clone)]
pub struct ConnectionHandle(Arc<dyn Fn() + Send + Sync>);

impl ConnectionHandle {
    /// Creates a handle. `close` closes the connection: requests in progress may finish, but no new request uses it.
    pub fn new(close: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(close))
    }

    /// Prevents new requests from using the connection.
    pub fn close(&self) {
        (self.0)();
    }
}

impl fmt::Debug for ConnectionHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConnectionHandle")
    }
}

/// An extension of requests to instance metadata or a container endpoint, even if a setting moved it: the response
/// contains credentials, which no proxy may see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NeverProxied;

/// What went wrong on the way to the service and back.
///
/// ```
/// use opsmith::{TransportError, TransportErrorKind};
///
/// let error = TransportError::new(TransportErrorKind::Connect, "connection refused");
/// assert_eq!(error.kind(), TransportErrorKind::Connect);
/// assert_eq!(error.to_string(), "cannot connect: connection refused");
/// ```
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// The stage at which it went wrong.
///
/// ```
/// use opsmith::{Error, TransportError, TransportErrorKind};
///
/// /// Whether a call failed because there was no connection.
/// fn is_offline(error: &Error) -> bool {
///     let cause = error.cause().and_then(|cause| cause.downcast_ref::<TransportError>());
///     cause.is_some_and(|cause| cause.kind() == TransportErrorKind::Connect)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made, so the service has not seen the request. Retried.
    Connect,
    /// The connection broke while the request was being sent or before the response's headers arrived. The service may
    /// have acted on the request. Retried.
    Send,
    /// The connection broke in the middle of the response. The service has acted on the request. Retried.
    Body,
    /// The transport timed out. The service may have acted on the request. Retried.
    Timeout,
    /// The request cannot be sent (its payload ends early or cannot be read, or its URL is not valid). The service has
    /// not seen all of it. Not retried.
    Request,
    /// The response is longer than `max_response_bytes`. The service has acted on the request. Not retried.
    TooLarge,
}

impl TransportError {
    /// Creates an error with its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// The limit that was exceeded, if it is one of the client's.
    pub(crate) fn timed_out(&self) -> Option<TimedOut> {
        self.source.downcast_ref().copied()
    }

    /// The stage at which it went wrong.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    /// What happened and all of its causes, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "cannot connect",
            TransportErrorKind::Send => "the connection broke before a response",
            TransportErrorKind::Body => "the connection broke during the response",
            TransportErrorKind::Timeout => "the transport timed out",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::TooLarge => "the response is too large",
        })?;
        write_chain(self.source.as_ref(), f)
    }
}

/// The same line as `Display`.
impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Writes an error and its causes, each once.
pub(crate) fn write_chain(error: &dyn StdError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut said = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let text = error.to_string();
        if !said.contains(&text) {
            write!(f, ": {text}")?;
            said.push_str(&text);
        }
        next = error.source();
    }
    Ok(())
}

impl StdError for TransportError {}
