//! A transport that responds from a script.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response};

use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind};

type Answer = Result<Response<Bytes>, TransportErrorKind>;

/// Responds to each request with the next entry of its script, and records the requests. Clones share the script.
///
/// ```
/// use opsmith::{Client, Credentials, TransportErrorKind, operation, testing::ScriptedTransport};
/// use opsmith::http::Response;
/// # use opsmith::testing::TestClock;
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let transport = ScriptedTransport::new()
///     .fail(TransportErrorKind::Connect)
///     .respond(Response::new(""));
/// let client = Client::builder()
///     .region("us-west-2")
///     .credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None))
///     .transport(transport.clone())
/// #   .clock(TestClock::at(1_767_225_600))
///     .build()?;
/// DeleteRoom::new("room").send(&client).await?;
/// assert_eq!(transport.requests().len(), 2); // the second attempt succeeded
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct ScriptedTransport(Arc<Mutex<Script>>);

#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<Answer>,
    requests: Vec<Request<Bytes>>,
}

impl ScriptedTransport {
    /// Creates an empty script. A request fails if the script has no response left.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response.
    #[must_use]
    pub fn respond(self, response: Response<impl Into<Bytes>>) -> Self {
        self.with(|script| script.answers.push_back(Ok(response.map(Into::into))));
        self
    }

    /// Adds a failure.
    #[must_use]
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.with(|script| script.answers.push_back(Err(kind)));
        self
    }

    /// The requests so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.with(|script| script.requests.clone())
    }

    fn with<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Transport for ScriptedTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let script = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body
                .collect(usize::MAX)
                .await
                .map_err(|error| TransportError::new(TransportErrorKind::Send, error))?;
            let answer = script.with(|script| {
                script.requests.push(Request::from_parts(parts, body));
                script.answers.pop_front()
            });
            match answer {
                Some(Ok(response)) => Ok(response.map(Body::from)),
                Some(Err(kind)) => Err(TransportError::new(kind, "scripted")),
                None => Err(TransportError::new(
                    TransportErrorKind::Request,
                    "the script has no response left",
                )),
            }
        })
    }
}
