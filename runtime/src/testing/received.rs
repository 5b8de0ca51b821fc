//! A request as the fake service received it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::codec::decode::DecodeError;
use crate::declaration::meta::OperationMeta;
use crate::declaration::operation::Operation;
use crate::serve::incoming::{Incoming, decode};

/// A request that the fake service received and whose signature it verified.
///
/// ```
/// use opsmith::testing::FakeService;
/// # use opsmith::operation;
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeService::start().await?;
/// fake.on(|_: DeleteRoom| async { Ok(()) });
/// DeleteRoom::new("room").send(&fake.client()).await?;
///
/// let request = &fake.requests()[0];
/// assert_eq!((request.method().as_str(), request.path()), ("POST", "/DeleteRoom"));
/// assert_eq!(request.json()["identifier"], "room");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Received {
    pub(super) meta: &'static OperationMeta,
    pub(super) incoming: Incoming,
    pub(super) labels: Vec<String>,
}

impl Received {
    /// The name of the operation that is called.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.meta.name
    }

    /// Reads the request as the operation that it calls.
    ///
    /// # Errors
    /// Returns an error if the request calls another operation, or if it does not fit the operation's members.
    pub fn read<O: Operation>(&self) -> Result<O, DecodeError> {
        super::read::read_request(&self.incoming)
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.incoming.method
    }

    /// The path as sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.incoming.uri.path()
    }

    /// The decoded value of the label at `index`, counted from 0 in path order; empty if there is no such label.
    #[must_use]
    pub fn label(&self, index: usize) -> &str {
        self.labels.get(index).map_or("", String::as_str)
    }

    /// The query as sent; empty if there is none.
    #[must_use]
    pub fn raw_query(&self) -> &str {
        self.incoming.uri.query().unwrap_or_default()
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.raw_query().split('&').find_map(|parameter| {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            (decode(key) == name).then(|| decode(value))
        })
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.incoming.headers
    }

    /// The first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.incoming.headers.get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.incoming.body
    }

    /// The body as JSON; null if it is not JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.incoming.body).unwrap_or_default()
    }
}

impl fmt::Debug for Received {
    /// Without headers, query and body, which may contain secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", self.method())
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}
