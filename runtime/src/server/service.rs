//! The server itself.

use std::{
    convert::Infallible,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    task::{Context, Poll},
    time::SystemTime,
};

use aws_credential_types::Credentials;
use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderValue, Request, Response, StatusCode, header};
use tower_service::Service;
use tracing::Instrument;

use crate::binding::payload::ResponseBody;
use crate::codec::decode::DecodeError;
use crate::declaration::meta::OperationMeta;
use crate::future::BoxFuture;
use crate::protocol::Protocol;
use crate::redact::shown::Shown;
use crate::serve::answer::{Reply, add_date_and_id, refusal};
use crate::serve::authenticate::{self, Needed, Refusal};
use crate::serve::incoming::Incoming;
use crate::serve::negotiate;
use crate::serve::read::{Routed, decompressed};
use crate::serve::route::{self, RequestLine};
use crate::serve::signature;
use crate::server::context::RequestContext;
use crate::server::settings::{Handled, ServerSettings};
use crate::signing::keys::SigningKeys;
use crate::transport::body::{Body, BoxError, TooLarge};

/// A service of declared operations: the other end of their calls.
///
/// It is a [`tower_service::Service`] of HTTP requests, which axum mounts with `fallback_service` and hyper runs through
/// `hyper-util`'s `TowerToHyperService`. It finds the operation that a request calls, verifies the signature, reads the
/// operation, calls its handler and writes the output or the error in the service's protocol. Clones share everything.
///
/// A request that is not right is refused as AWS does: `UnknownOperationException` (404),
/// `UnsupportedMediaTypeException` (415), `NotAcceptableException` (406), `SerializationException` and
/// `ValidationException` (400), and the codes of signatures (403). A handler that panics is an `InternalFailure` (500).
/// The events of a refusal have its code, and never what was sent.
///
/// ```
/// use opsmith::server::Server;
/// use opsmith::{Body, Credentials, http::Request, operation, output};
/// use tower_service::Service;
///
/// #[operation(service = "ivschat", output = GetRoomOutput)]
/// struct GetRoom { identifier: String }
///
/// #[output(service = "ivschat")]
/// struct GetRoomOutput { name: Option<String> }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut server = Server::builder(Credentials::from_keys("AKID", "secret", None))
///     .on(|request: GetRoom, _| async move { Ok(GetRoomOutput::new().name(request.identifier)) })
///     .build();
///
/// let unsigned = Request::post("/GetRoom")
///     .header("content-type", "application/json")
///     .body(Body::from(r#"{"identifier": "lobby"}"#.to_owned()))?;
/// let response = server.call(unsigned).await?;
/// assert_eq!(response.status(), 403);
/// # Ok(())
/// # }
/// ```
pub struct Server<S = ()>(pub(super) Arc<Inner<S>>);

pub(super) struct Inner<S> {
    pub(super) settings: ServerSettings<S>,
    pub(super) signing_keys: SigningKeys,
}

impl<S> Clone for Server<S> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<S> fmt::Debug for Server<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.settings, f)
    }
}

impl<S, B> Service<Request<B>> for Server<S>
where
    S: Send + Sync + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let inner = self.0.clone();
        let request = request.map(Body::new);
        Box::pin(async move { Ok(inner.answer(request).await) })
    }
}

impl<S: Send + Sync + 'static> Inner<S> {
    async fn answer(&self, request: Request<Body>) -> Response<Body> {
        let settings = &self.settings;
        let now = settings.clock.now();
        let id = crate::clock::uuid_v4(&*settings.rng);
        let span = tracing::info_span!(
            "request",
            otel.kind = "server",
            rpc.system = "aws-api",
            rpc.service = tracing::field::Empty,
            rpc.method = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            aws.request_id = id.as_str(),
            error.type = tracing::field::Empty,
        );
        let mut response = self
            .routed(request, &id, now, &span)
            .instrument(span.clone())
            .await;
        add_date_and_id(response.headers_mut(), now, &id);
        span.record("http.response.status_code", response.status().as_u16());
        response
    }

    async fn routed(
        &self,
        request: Request<Body>,
        id: &str,
        now: SystemTime,
        span: &tracing::Span,
    ) -> Response<Body> {
        let (mut parts, body) = request.into_parts();
        let body = match body.collect(self.settings.max_body).await {
            Ok(body) => body,
            Err(error) => return self.refuse(None, unread(&*error), span).await,
        };
        let extensions = std::mem::take(&mut parts.extensions);
        let mut incoming = Incoming::new(parts, body);
        if !incoming.headers.contains_key(header::HOST)
            && let Some(authority) = incoming.uri.authority()
            && let Ok(host) = HeaderValue::from_str(authority.as_str())
        {
            // In HTTP/2, the host is in the URL.
            incoming.headers.insert(header::HOST, host);
        }
        let Some((route, labels)) = self.find(&incoming) else {
            return self.refuse(None, unknown(), span).await;
        };
        let meta = route.pattern.meta;
        span.record("rpc.service", meta.service_name());
        span.record("rpc.method", meta.name);
        let access_key = match self.accepted(route, &incoming, now).await {
            Ok(access_key) => access_key,
            Err(refusal) => return self.refuse(Some(meta), refusal, span).await,
        };
        let context = RequestContext {
            state: self.settings.state.clone(),
            extensions,
            headers: incoming.headers.clone(),
            request_id: id.to_owned(),
            access_key,
            operation: meta.name,
        };
        match self.handled(route, &labels, incoming, context).await {
            Ok(reply) => {
                if let Some(problem) = &reply.problem {
                    tracing::error!("the response cannot be sent: {problem}");
                }
                reply.into_response().await
            }
            Err(refusal) => self.refuse(Some(meta), refusal, span).await,
        }
    }

    /// The route of a request, and the labels of its path, as sent.
    fn find(&self, incoming: &Incoming) -> Option<(&Handled<S>, Vec<String>)> {
        let settings = &self.settings;
        let line = incoming.line();
        let path = line.path.strip_prefix(settings.base_path.as_str())?;
        let line = RequestLine { path, ..line };
        let patterns = settings.operations.iter().map(|route| route.pattern);
        let matched = route::find(patterns, line)?;
        let labels = matched.labels.iter().map(|label| (*label).to_owned());
        Some((&settings.operations[matched.index], labels.collect()))
    }

    /// Checks who sent a request and what it sends and accepts. Returns the access key of a signature.
    async fn accepted(
        &self,
        route: &Handled<S>,
        incoming: &Incoming,
        now: SystemTime,
    ) -> Result<Option<String>, Refusal> {
        let meta = route.pattern.meta;
        let (headers, is_empty) = (&incoming.headers, incoming.body.is_empty());
        if !negotiate::is_supported(meta, route.content, headers, is_empty) {
            return Err((
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaTypeException",
                "The operation does not take a body of this content type.".to_owned(),
            ));
        }
        if !negotiate::is_acceptable(meta, route.answered, headers) {
            return Err((
                StatusCode::NOT_ACCEPTABLE,
                "NotAcceptableException",
                "The operation does not return an accepted content type.".to_owned(),
            ));
        }
        let keys = &self.settings.keys;
        match authenticate::needed(Some(meta), headers) {
            Needed::Nothing => Ok(None),
            Needed::Token => {
                let Some(token) = authenticate::token(headers) else {
                    return Err(authenticate::no_token());
                };
                match keys.accepts_token(token).await {
                    Ok(true) => Ok(None),
                    Ok(false) => Err(authenticate::no_token()),
                    Err(error) => Err(failed(&*error)),
                }
            }
            Needed::Signature => {
                let access_key = signature::access_key(incoming);
                let found = match &access_key {
                    Some(access_key) => keys.find(access_key).await,
                    None => Ok(None),
                };
                let found: Option<Credentials> = found.map_err(|error| failed(&*error))?;
                let (found, keys) = (found.as_ref(), &self.signing_keys);
                authenticate::check_signature(Some(meta), incoming, found, keys, now)?;
                Ok(access_key)
            }
        }
    }

    /// Reads the request and calls the handler.
    async fn handled(
        &self,
        route: &Handled<S>,
        labels: &[String],
        incoming: Incoming,
        context: RequestContext<S>,
    ) -> Result<Reply, Refusal> {
        let Incoming {
            uri,
            mut headers,
            mut body,
            ..
        } = incoming;
        if route.pattern.meta.compression {
            body = decompressed(&mut headers, body, self.settings.max_body).map_err(unfit)?;
        }
        let called = catch_unwind(AssertUnwindSafe(|| {
            let routed = Routed {
                labels: labels.iter().map(String::as_str).collect(),
                query: uri.query().unwrap_or_default(),
                headers: &headers,
                body: ResponseBody::Bytes(body),
            };
            (route.handler)(routed, context)
        }));
        let future = called.map_err(|_| panicked())?.map_err(unfit)?;
        AssertUnwindSafe(future)
            .catch_unwind()
            .await
            .map_err(|_| panicked())
    }

    /// The response to a request that is refused.
    async fn refuse(
        &self,
        meta: Option<&'static OperationMeta>,
        (status, code, message): Refusal,
        span: &tracing::Span,
    ) -> Response<Body> {
        span.record("error.type", code);
        tracing::info!(code, status = status.as_u16(), "refused");
        refusal(self.protocol(meta), status, code, &message)
            .into_response()
            .await
    }

    /// What a request is answered in: what its operation speaks, or else what another operation here does.
    fn protocol(&self, meta: Option<&'static OperationMeta>) -> &'static dyn Protocol {
        let first = self
            .settings
            .operations
            .first()
            .map(|route| route.pattern.meta);
        let meta = meta.or(first).unwrap_or(&OperationMeta::DEFAULT);
        meta.service.protocol
    }
}

fn unknown() -> Refusal {
    (
        StatusCode::NOT_FOUND,
        "UnknownOperationException",
        "The service has no such operation.".to_owned(),
    )
}

/// A body that is too long or that was interrupted.
fn unread(error: &(dyn std::error::Error + 'static)) -> Refusal {
    if error.is::<TooLarge>() {
        return (
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLargeException",
            "The request body is too long.".to_owned(),
        );
    }
    (
        StatusCode::BAD_REQUEST,
        "SerializationException",
        "The request body ended early.".to_owned(),
    )
}

/// A request that does not fit its operation. The message never has a value.
#[allow(clippy::needless_pass_by_value)] // `map_err` passes it
fn unfit(error: DecodeError) -> Refusal {
    if error.is_missing() {
        let path = error.path().replace('.', "/");
        return (
            StatusCode::BAD_REQUEST,
            "ValidationException",
            format!(
                "1 validation error detected. Value at '/{path}' failed to satisfy constraint: Member must not be null"
            ),
        );
    }
    // What follows is advice for whoever writes the declaration.
    let reason = error.reason().split(';').next().unwrap_or_default();
    let message = match error.path() {
        path if path.is_empty() => Shown(reason).to_string(),
        path => format!("`{}`: {}", Shown(&path), Shown(reason)),
    };
    (StatusCode::BAD_REQUEST, "SerializationException", message)
}

fn failed(error: &(dyn std::error::Error + 'static)) -> Refusal {
    tracing::error!(error, "the keys cannot be looked up");
    internal()
}

fn panicked() -> Refusal {
    tracing::error!("the handler panicked");
    internal()
}

fn internal() -> Refusal {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "InternalFailure",
        "The request was not handled because of an unknown error.".to_owned(),
    )
}
