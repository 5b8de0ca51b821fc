//! The fake service.

use std::{
    convert::Infallible,
    fmt, io,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::{Received, received::decode, signature};
use crate::binding::response::ResponseWriter;
use crate::client::{Client, ClientBuilder};
use crate::clock::{Clock, SystemClock};
use crate::declaration::api_error::ApiError;
use crate::declaration::meta::{Auth, OperationMeta};
use crate::declaration::operation::Operation;
use crate::declaration::output::Output;
use crate::protocol::{Message, Protocol};
use crate::retry::RetryConfig;
use crate::serve::read::pattern;
use crate::serve::route::{self, Pattern, RequestLine};

/// An HTTP service on `127.0.0.1` that responds to declared operations with their declared outputs and errors.
///
/// It checks every request's signature by computing it again from its own credentials. For a wrong key, a body that was
/// modified in transit or a date that is more than 5 minutes off, it returns the error that AWS returns. The service
/// stops when it is dropped.
///
/// ```
/// use opsmith::{ApiError, ErrorBody, Unmodeled, operation, testing::FakeService};
///
/// #[operation(service = "ivschat", error = IvsChatError)]
/// struct DeleteRoom { identifier: String }
///
/// #[derive(Debug, ApiError)]
/// #[op(service = "ivschat")]
/// enum IvsChatError {
///     ResourceNotFound(ErrorBody),
///     #[op(other)]
///     Other(Unmodeled),
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeService::start().await?;
/// fake.on::<DeleteRoom>(|_| Err(IvsChatError::ResourceNotFound(ErrorBody::new("no such room"))));
///
/// let error = DeleteRoom::new("room").send(&fake.client()).await.unwrap_err();
/// assert_eq!((error.status(), error.message()), (Some(404), Some("no such room")));
/// assert_eq!(fake.requests().len(), 1);
/// # Ok(())
/// # }
/// ```
pub struct FakeService {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: tokio::task::JoinHandle<()>,
}

struct Shared {
    credentials: Credentials,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    routes: Vec<Route>,
    requests: Vec<Received>,
}

#[derive(Clone)]
struct Route {
    pattern: Pattern,
    answer: Arc<dyn Fn(&Received) -> Reply + Send + Sync>,
}

type Reply = Response<Bytes>;

impl FakeService {
    /// Starts the service on a free port.
    ///
    /// # Errors
    /// Returns an error if it cannot listen on a port.
    pub async fn start() -> io::Result<Self> {
        Self::start_at(SystemClock).await
    }

    /// Starts the service with the given clock.
    ///
    /// # Errors
    /// Returns an error if it cannot listen on a port.
    pub async fn start_at(clock: impl Clock) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            credentials: Credentials::from_keys(
                "AKIDFAKESERVICE",
                "FakeServiceSecretForTestsOnly",
                None,
            ),
            clock: Arc::new(clock),
            state: Mutex::default(),
        });
        let accepting = tokio::spawn(accept(listener, shared.clone()));
        Ok(Self {
            address,
            shared,
            accepting,
        })
    }

    /// Sets the handler for an operation's requests. A later call for the same operation replaces it.
    pub fn on<O: Operation>(
        &self,
        answer: impl Fn(&Received) -> Result<O::Output, O::Error> + Send + Sync + 'static,
    ) {
        let route = Route {
            pattern: pattern::<O>(),
            answer: Arc::new(move |request| match answer(request) {
                Ok(output) => success(O::META, &output),
                Err(error) => failure(O::META.service.protocol, &error),
            }),
        };
        self.route(route);
    }

    /// Sets a handler that returns any HTTP response, for what a declaration cannot express.
    pub fn on_raw<O: Operation>(
        &self,
        answer: impl Fn(&Received) -> Response<Bytes> + Send + Sync + 'static,
    ) {
        self.route(Route {
            pattern: pattern::<O>(),
            answer: Arc::new(answer),
        });
    }

    fn route(&self, route: Route) {
        let mut state = self.shared.state();
        state
            .routes
            .retain(|old| !std::ptr::eq(old.pattern.meta, route.pattern.meta));
        state.routes.push(route);
    }

    /// The URL of the service.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The credentials that the service accepts.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        self.shared.credentials.clone()
    }

    /// Creates a client for this service, in the region `us-east-1`, whose retries wait at most 10 milliseconds.
    ///
    /// # Panics
    /// Never panics: the service's URL is valid.
    #[must_use]
    pub fn client(&self) -> Client {
        #[allow(clippy::expect_used)] // a listening socket's address makes a URL
        self.client_builder()
            .build()
            .expect("the service's own URL is valid")
    }

    /// Creates a builder for a client of this service, which you can configure further.
    #[must_use]
    pub fn client_builder(&self) -> ClientBuilder {
        let wait = Duration::from_millis(10);
        Client::builder()
            .region("us-east-1")
            .credentials(self.credentials())
            .endpoint_url(self.url())
            .retry(
                RetryConfig::default()
                    .with_initial_backoff(wait)
                    .with_max_backoff(wait),
            )
    }

    /// The requests with valid signatures so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.shared.state().requests.clone()
    }
}

impl Drop for FakeService {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl fmt::Debug for FakeService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FakeService({})", self.url())
    }
}

impl Shared {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Checks the request and finds its handler.
    fn answer(&self, mut request: Received) -> Reply {
        let now = self.clock.now();
        let route = self.state().find(&mut request);
        let protocol = self.state().protocol(route.as_ref());
        let auth = route
            .as_ref()
            .map_or(Auth::SigV4, |route| route.pattern.meta.auth);
        let has_token = has_token(&request.headers);
        if auth == Auth::Bearer && !has_token {
            let message = "The request has no bearer token.";
            let refused = refusal(
                protocol,
                StatusCode::UNAUTHORIZED,
                "UnauthorizedException",
                message,
            );
            return dated(refused, now);
        }
        let unsigned = match auth {
            Auth::SigV4 => false,
            Auth::SigV4OrBearer => has_token,
            Auth::Bearer | Auth::None => true,
        };
        let payload_is_signed = route
            .as_ref()
            .is_none_or(|route| !route.pattern.meta.unsigned_payload);
        if !unsigned {
            let checked = signature::check(&signature::Checked {
                request: &request,
                payload_is_signed,
                credentials: &self.credentials,
                now,
            });
            if let Err(signature::Refused(code, message)) = checked {
                return dated(
                    refusal(protocol, StatusCode::FORBIDDEN, code, &message),
                    now,
                );
            }
        }
        let reply = match route {
            Some(route) => {
                self.state().requests.push(request.clone());
                (route.answer)(&request)
            }
            None => refusal(
                protocol,
                StatusCode::NOT_FOUND,
                "UnknownOperationException",
                &format!(
                    "no handler is set for {} {}",
                    request.method,
                    request.path()
                ),
            ),
        };
        dated(reply, now)
    }
}

impl State {
    /// Finds the route of a request and fills in its labels.
    fn find(&self, request: &mut Received) -> Option<Route> {
        let line = RequestLine {
            method: &request.method,
            path: request.uri.path(),
            query: request.uri.query().unwrap_or_default(),
            headers: &request.headers,
        };
        let patterns = self.routes.iter().map(|route| route.pattern);
        let matched = route::find(patterns, line)?;
        let labels = matched.labels.iter().map(|label| decode(label)).collect();
        let route = self.routes[matched.index].clone();
        request.labels = labels;
        Some(route)
    }
}

impl State {
    /// What a request is answered in: what its operation speaks, or else what another operation here does.
    fn protocol(&self, route: Option<&Route>) -> &'static dyn Protocol {
        let service = route
            .or(self.routes.first())
            .map(|route| route.pattern.meta.service);
        service.map_or(OperationMeta::DEFAULT.service.protocol, |service| {
            service.protocol
        })
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = shared.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request: Request<Incoming>| {
                let shared = shared.clone();
                async move {
                    let (parts, body) = request.into_parts();
                    // An incomplete body cannot have a valid signature.
                    let body = match body.collect().await {
                        Ok(body) => body.to_bytes(),
                        Err(_) => Bytes::new(),
                    };
                    let reply = shared.answer(Received {
                        method: parts.method,
                        uri: parts.uri,
                        headers: parts.headers,
                        body,
                        labels: Vec::new(),
                    });
                    Ok::<_, Infallible>(reply.map(Full::new))
                }
            });
            // A client that goes away closes its connection, which is not a failure of the service.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

fn success<O: Output>(meta: &'static OperationMeta, output: &O) -> Reply {
    let protocol = meta.service.protocol;
    let message = Message::Output {
        operation: meta.name,
    };
    let mut writer = ResponseWriter::new(protocol, message, StatusCode::OK);
    output.write(&mut writer);
    reply(protocol, writer)
}

fn failure<E: ApiError>(protocol: &'static dyn Protocol, error: &E) -> Reply {
    let (index, shape) = error.variant();
    let known = index.map(|index| E::CODES[index]);
    let status = known.and_then(|known| StatusCode::from_u16(known.status).ok());
    let mut writer = ResponseWriter::new(
        protocol,
        Message::Error,
        status.unwrap_or(StatusCode::BAD_REQUEST),
    );
    shape.write_shape(&mut writer);
    if let Some(code) = known.map_or(shape.shape_code(), |known| known.code()) {
        let body = std::mem::take(&mut writer.body);
        writer.body = protocol.add_code(code, &mut writer.headers, body);
    }
    reply(protocol, writer)
}

fn reply(protocol: &'static dyn Protocol, writer: ResponseWriter) -> Reply {
    if let Some(problem) = writer.problem {
        return refusal(
            protocol,
            StatusCode::INTERNAL_SERVER_ERROR,
            "InternalFailure",
            &format!("the fake service cannot send its response: {problem}"),
        );
    }
    let body = match writer
        .stream
        .as_ref()
        .map(|stream| stream.as_bytes().cloned())
    {
        Some(Some(bytes)) => bytes,
        Some(None) => {
            return refusal(
                protocol,
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalFailure",
                "the fake service can only send streams made from bytes; use `on_raw`",
            );
        }
        None => writer.body,
    };
    let mut response = Response::new(body);
    *response.status_mut() = writer.status;
    *response.headers_mut() = writer.headers;
    response
}

/// An error in AWS's format.
fn refusal(
    protocol: &'static dyn Protocol,
    status: StatusCode,
    code: &str,
    message: &str,
) -> Reply {
    let mut writer = ResponseWriter::new(protocol, Message::Error, status);
    writer.body(&[("message", &message)]);
    let mut response = Response::new(protocol.add_code(code, &mut writer.headers, writer.body));
    *response.status_mut() = status;
    *response.headers_mut() = writer.headers;
    response
}

/// Adds the date and the request ID that every AWS response has.
fn dated(mut response: Reply, now: SystemTime) -> Reply {
    let date = crate::value::timestamp::Timestamp::try_from(now)
        .map(|now| now.format(crate::value::timestamp::TimestampFormat::HttpDate))
        .unwrap_or_default();
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().entry(header::DATE).or_insert(date);
    }
    if let Ok(id) = HeaderValue::from_str(&crate::clock::uuid_v4(&crate::clock::SystemRng)) {
        response
            .headers_mut()
            .entry("x-amzn-requestid")
            .or_insert(id);
    }
    response
}

/// Whether a request is authenticated with a bearer token.
fn has_token(headers: &HeaderMap) -> bool {
    let value = headers.get(header::AUTHORIZATION);
    let token = value.and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
    token.is_some_and(|token| !token.is_empty())
}
