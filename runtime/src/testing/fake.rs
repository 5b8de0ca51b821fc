//! The fake service.

use std::{fmt, io, net::SocketAddr, sync::Arc, time::Duration};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::Response;
use tokio::net::TcpListener;

use super::called::{self, Called};
use super::fault::Fault;
use super::in_process::InProcess;
use super::received::Received;
use super::shared::{Route, RouteKind, Shared};
use super::socket;
use crate::client::{Client, ClientBuilder};
use crate::clock::{Clock, SystemClock};
use crate::declaration::operation::Operation;
use crate::retry::RetryConfig;
use crate::serve::handler::handler;
use crate::serve::read::pattern;

/// A service that answers declared operations with their declared outputs and errors.
///
/// It checks every request's signature by computing it again from its own credentials. For a wrong key, a body that was
/// modified in transit or a date that is more than 5 minutes off, it returns the error that AWS returns.
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
/// # async fn main() {
/// let fake = FakeService::new();
/// fake.on(|request: DeleteRoom| async move {
///     let message = format!("no room {}", request.identifier);
///     Err(IvsChatError::ResourceNotFound(ErrorBody::new(message)))
/// });
///
/// let error = DeleteRoom::new("r1").send(&fake.client()).await.unwrap_err();
/// assert_eq!((error.status(), error.message()), (Some(404), Some("no room r1")));
/// assert_eq!(fake.calls::<DeleteRoom>()[0].identifier, "r1");
/// # }
/// ```
///
/// A request to an operation without a handler, one that does not fit its declaration, and a handler that panics fail
/// the test: the service panics when it is dropped, with what happened. A test that expects this takes the reports with
/// [`take_problems`](Self::take_problems).
pub struct FakeService {
    shared: Arc<Shared>,
    socket: Option<Socket>,
}

struct Socket {
    address: SocketAddr,
    accepting: tokio::task::JoinHandle<()>,
}

impl FakeService {
    /// Creates a service in this process. Its clients do not use the network.
    #[must_use]
    pub fn new() -> Self {
        Self::new_at(SystemClock)
    }

    /// Creates a service in this process with the given clock.
    #[must_use]
    pub fn new_at(clock: impl Clock) -> Self {
        Self {
            shared: Arc::new(Shared::new(Arc::new(clock))),
            socket: None,
        }
    }

    /// Starts a service on a free port of `127.0.0.1`, which stops when it is dropped.
    ///
    /// # Errors
    /// Returns an error if it cannot listen on a port.
    pub async fn start() -> io::Result<Self> {
        Self::start_at(SystemClock).await
    }

    /// Starts a service with the given clock.
    ///
    /// # Errors
    /// Returns an error if it cannot listen on a port.
    pub async fn start_at(clock: impl Clock) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let mut fake = Self::new_at(clock);
        let accepting = tokio::spawn(socket::accept(listener, fake.shared.clone()));
        fake.socket = Some(Socket { address, accepting });
        Ok(fake)
    }

    /// Sets the handler of an operation: an asynchronous closure or function from the operation to its output or error.
    /// A later handler of the same operation replaces it.
    pub fn on<O, R>(&self, handle: impl Fn(O) -> R + Send + Sync + 'static)
    where
        O: Operation,
        R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
    {
        self.shared.add(Route {
            pattern: pattern::<O>(),
            kind: RouteKind::Typed(handler(move |operation: O, ()| handle(operation))),
        });
    }

    /// Sets a handler that returns any HTTP response, for what a declaration cannot express.
    pub fn on_raw<O: Operation>(
        &self,
        answer: impl Fn(&Received) -> Response<Bytes> + Send + Sync + 'static,
    ) {
        self.shared.add(Route {
            pattern: pattern::<O>(),
            kind: RouteKind::Raw(Arc::new(answer)),
        });
    }

    /// Adds a fault. The first one that applies to a request happens.
    pub fn fault(&self, fault: Fault) {
        self.shared.state().faults.push(fault);
    }

    /// The URL of the service. In this process, only the clients of this service reach it.
    #[must_use]
    pub fn url(&self) -> String {
        self.socket.as_ref().map_or_else(
            || "http://127.0.0.1".to_owned(),
            |socket| format!("http://{}", socket.address),
        )
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
        let builder = Client::builder()
            .region("us-east-1")
            .credentials(self.credentials())
            .endpoint_url(self.url())
            .retry(
                RetryConfig::default()
                    .with_initial_backoff(wait)
                    .with_max_backoff(wait),
            );
        match self.socket {
            Some(_) => builder,
            None => builder.transport(InProcess(self.shared.clone())),
        }
    }

    /// The requests with valid signatures so far, in order. Each attempt of a call is a request.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.shared.state().requests.clone()
    }

    /// The calls of an operation so far, in order, each with its attempts.
    ///
    /// # Panics
    /// Panics if a request does not fit the operation's declaration.
    #[must_use]
    #[track_caller]
    pub fn calls<O: Operation>(&self) -> Vec<Called<O>> {
        called::calls(&self.requests())
    }

    /// The names of the operations that were called so far, in order. Further attempts of a call are not listed.
    #[must_use]
    pub fn called(&self) -> Vec<&'static str> {
        called::names(&self.requests())
    }

    /// Takes what would fail the test when the service is dropped, one line for each problem.
    #[must_use]
    pub fn take_problems(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.state().problems)
    }
}

impl Default for FakeService {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for FakeService {
    fn drop(&mut self) {
        if let Some(socket) = &self.socket {
            socket.accepting.abort();
        }
        let problems = self.take_problems();
        assert!(
            problems.is_empty() || std::thread::panicking(),
            "the fake service had problems:\n  {}",
            problems.join("\n  ")
        );
    }
}

impl fmt::Debug for FakeService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.socket {
            Some(_) => write!(f, "FakeService({})", self.url()),
            None => f.write_str("FakeService(in this process)"),
        }
    }
}
