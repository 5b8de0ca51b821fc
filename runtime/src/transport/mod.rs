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

/// Sends one HTTP request. reqwest is the default one ([`HttpTransport`](crate::HttpTransport)).
///
/// A transport sends the request as it is: method, URL, headers and body are signed. It follows no redirects, retries
/// nothing, and does not change the body's encoding. See [`ConnectionHandle`] for connections that went bad.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends the request and returns the response as soon as its headers are there.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>>;
}

/// The connection that a response came over. A transport that keeps connections puts it into the extensions of responses
/// that are errors; after a transient one (500, 502, 503, 504) the client closes it, so that the next attempt reaches
/// another host of the service.
///
/// A transport of yours need not do this; then it keeps connections as it sees fit.
#[derive(Clone)]
pub struct ConnectionHandle(Arc<dyn Fn() + Send + Sync>);

impl ConnectionHandle {
    /// A handle whose connection is closed by `close`: requests that are under way may end, and no other one uses it.
    pub fn new(close: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(close))
    }

    /// Lets no other request use the connection.
    pub fn close(&self) {
        (self.0)();
    }
}

impl fmt::Debug for ConnectionHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConnectionHandle")
    }
}

/// In the extensions of a request to instance metadata or a container's endpoint, wherever that was moved to: the answer
/// is credentials, which no proxy may see.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NeverProxied;

/// What went wrong on the way to the service and back.
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// Where on the way it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the service has not seen the request. Retried.
    Connect,
    /// The connection broke while the request was sent or before the response's headers were there: the service may
    /// have acted on the request. Retried.
    Send,
    /// The connection broke in the middle of the response: the service has acted on the request. Retried.
    Body,
    /// Time ran out in the transport: the service may have acted on the request. Retried.
    Timeout,
    /// The request cannot be sent as it is (its payload ends early or cannot be read, its URL is none): the service has
    /// not seen all of it. Not retried.
    Request,
    /// The response is longer than `max_response_bytes`: the service has acted on the request. Not retried.
    TooLarge,
}

impl TransportError {
    /// An error with its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// The limit that was reached, if it is one of the client's.
    pub(crate) fn timed_out(&self) -> Option<TimedOut> {
        self.source.downcast_ref().copied()
    }

    /// Where on the way it went wrong.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    /// What happened and all of its causes, in one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "cannot connect",
            TransportErrorKind::Send => "the connection broke before a response",
            TransportErrorKind::Body => "the response broke off",
            TransportErrorKind::Timeout => "the transport timed out",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::TooLarge => "the response is too large",
        })?;
        write_chain(self.source.as_ref(), f)
    }
}

/// The line of `Display`.
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
