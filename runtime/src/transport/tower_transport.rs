//! Any `tower::Service` as a transport. Feature `tower`.

use std::{
    fmt,
    future::poll_fn,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use tower_service::Service;

use crate::future::BoxFuture;
use crate::transport::body::{Body, BoxError};
use crate::transport::{Transport, TransportError, TransportErrorKind};

/// [`Transport`] over a `tower::Service` of HTTP requests, for a client with your own layers.
///
/// The service is cloned for each request and polled until it is ready. Its errors count as
/// [`TransportErrorKind::Send`] (retried), except [`TransportError`]s, which keep their kind.
///
/// ```
/// use std::task::{Context, Poll};
///
/// use opsmith::http::{Request, Response};
/// use opsmith::{Body, BoxFuture, Client, HttpTransport, TowerTransport, Transport, TransportError};
/// use tower_service::Service;
///
/// /// The end of a stack of layers.
/// #[derive(Clone)]
/// struct Http(std::sync::Arc<HttpTransport>);
///
/// impl Service<Request<Body>> for Http {
///     type Response = Response<Body>;
///     type Error = TransportError;
///     type Future = BoxFuture<'static, Result<Response<Body>, TransportError>>;
///
///     fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
///         Poll::Ready(Ok(()))
///     }
///
///     fn call(&mut self, request: Request<Body>) -> Self::Future {
///         self.0.send(request)
///     }
/// }
///
/// let service = Http(HttpTransport::default().into()); // with your layers around it
/// let client = Client::builder().transport(TowerTransport::new(service)).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
pub struct TowerTransport<S>(Mutex<S>);

impl<S> TowerTransport<S> {
    /// Creates a transport that sends requests through `service`.
    pub const fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let mut service = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx))
                .await
                .map_err(into_transport_error)?;
            let response = service.call(request).await.map_err(into_transport_error)?;
            Ok(response.map(Body::new))
        })
    }
}

fn into_transport_error(error: impl Into<BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Send, error),
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerTransport")
    }
}
