//! The fake service as a transport, without a socket.

use std::fmt;
use std::sync::Arc;

use http::{HeaderValue, Request, Response, header};

use super::shared::{Reset, Shared};
use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind};

pub(super) struct InProcess(pub(super) Arc<Shared>);

impl Transport for InProcess {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let shared = self.0.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let authority = parts.uri.authority().map(ToString::to_string);
            let host = authority.and_then(|host| HeaderValue::from_str(&host).ok());
            if let Some(host) = host {
                parts.headers.entry(header::HOST).or_insert(host);
            }
            let reset = |reset: Reset| TransportError::new(TransportErrorKind::Send, reset);
            let arrived = shared.arrive(parts).map_err(reset)?;
            let body = body
                .collect(usize::MAX)
                .await
                .map_err(|error| TransportError::new(TransportErrorKind::Request, error))?;
            shared.serve(arrived, body).await.map_err(reset)
        })
    }
}

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InProcess")
    }
}
