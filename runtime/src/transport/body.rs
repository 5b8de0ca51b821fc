//! The bytes of a request or a response: in memory or as a stream.

use std::{
    fmt,
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::{BodyExt, combinators::UnsyncBoxBody};

/// Any error, boxed.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A request's or a response's body.
///
/// ```
/// use opsmith::Body;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), opsmith::BoxError> {
/// let body = Body::from("{}".to_owned());
/// assert_eq!(body.as_bytes(), Some(&b"{}"[..]));
/// assert_eq!(body.collect(1024).await?, "{}");
/// # Ok(())
/// # }
/// ```
pub struct Body(Inner);

enum Inner {
    Bytes(Option<Bytes>),
    /// The mutex is never locked: it makes a stream that is only `Send` usable where `Sync` is required.
    Stream(Mutex<UnsyncBoxBody<Bytes, BoxError>>),
}

impl Body {
    /// No bytes.
    #[must_use]
    pub const fn empty() -> Self {
        Self(Inner::Bytes(None))
    }

    /// Wraps any body of the `http-body` crate.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Stream(Mutex::new(
            body.map_err(Into::into).boxed_unsync(),
        )))
    }

    /// The bytes, if they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes.as_deref().unwrap_or_default()),
            Inner::Stream(_) => None,
        }
    }

    /// The bytes, if they are in memory; else the body itself.
    pub(crate) fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Bytes(bytes) => Ok(bytes.unwrap_or_default()),
            Inner::Stream(_) => Err(self),
        }
    }

    /// The first `limit` bytes of the body.
    pub(crate) fn beginning(self, limit: usize) -> Self {
        match self.into_bytes() {
            Ok(mut bytes) => {
                bytes.truncate(limit);
                bytes.into()
            }
            Err(body) => Self::new(Beginning { body, left: limit }),
        }
    }

    /// Reads all of the body into memory, up to `limit` bytes.
    ///
    /// # Errors
    /// Returns an error if the body is interrupted or is longer than `limit`.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, BoxError> {
        if let Inner::Bytes(bytes) = &mut self.0 {
            let bytes = bytes.take().unwrap_or_default();
            return if bytes.len() > limit {
                Err(TooLarge(limit).into())
            } else {
                Ok(bytes)
            };
        }
        let mut first = Bytes::new();
        let mut rest: Vec<u8> = Vec::new();
        while let Some(frame) = self.frame().await {
            let Ok(data) = frame?.into_data() else {
                continue; // trailers
            };
            if first.len().max(rest.len()) + data.len() > limit {
                return Err(TooLarge(limit).into());
            }
            if first.is_empty() && rest.is_empty() {
                first = data; // most bodies are one frame: no copy
            } else {
                if rest.is_empty() {
                    rest.extend_from_slice(&first);
                }
                rest.extend_from_slice(&data);
            }
        }
        Ok(if rest.is_empty() { first } else { rest.into() })
    }
}

/// The beginning of a body, without waiting for the rest.
struct Beginning {
    body: Body,
    left: usize,
}

impl http_body::Body for Beginning {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        if this.left == 0 {
            return Poll::Ready(None);
        }
        let Some(frame) = std::task::ready!(Pin::new(&mut this.body).poll_frame(cx)) else {
            return Poll::Ready(None);
        };
        let left = &mut this.left;
        Poll::Ready(Some(frame.map(|frame| {
            frame.map_data(|mut data| {
                data.truncate(*left);
                *left -= data.len();
                data
            })
        })))
    }
}

/// A buffered body is longer than the limit.
#[derive(Debug)]
pub(crate) struct TooLarge(pub(crate) usize);

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "it exceeds the limit of {} bytes for responses read into memory; raise `max_response_bytes`, or declare the payload as a `ByteStream`",
            self.0
        )
    }
}

impl std::error::Error for TooLarge {}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(Some(bytes)))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.get_mut().0 {
            Inner::Bytes(bytes) => Poll::Ready(
                bytes
                    .take()
                    .filter(|bytes| !bytes.is_empty())
                    .map(|bytes| Ok(Frame::data(bytes))),
            ),
            Inner::Stream(stream) => Pin::new(
                stream
                    .get_mut()
                    .unwrap_or_else(std::sync::PoisonError::into_inner),
            )
            .poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.as_ref().is_none_or(Bytes::is_empty),
            Inner::Stream(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Inner::Stream(_) => SizeHint::default(),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => {
                write!(f, "Body({} bytes)", bytes.as_ref().map_or(0, Bytes::len))
            }
            Inner::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}
