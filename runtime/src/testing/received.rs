//! A request as the fake service received it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;

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
/// fake.on::<DeleteRoom>(|_| Ok(()));
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
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) labels: Vec<String>,
}

impl Received {
    /// The method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path as sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The decoded value of the label at `index`, counted from 0 in path order; empty if there is no such label.
    #[must_use]
    pub fn label(&self, index: usize) -> &str {
        self.labels.get(index).map_or("", String::as_str)
    }

    /// The query as sent; empty if there is none.
    #[must_use]
    pub fn raw_query(&self) -> &str {
        self.uri.query().unwrap_or_default()
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
        &self.headers
    }

    /// The first value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON; null if it is not JSON.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

impl fmt::Debug for Received {
    /// Without headers, query and body, which may contain secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}
