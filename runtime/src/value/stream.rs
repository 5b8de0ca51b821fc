//! Streaming payloads: bytes, a file or any stream in a request; the body as it arrives in a response.

use std::{
    fmt,
    path::PathBuf,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::Frame;
use http_body_util::StreamBody;

use crate::transport::body::{Body, BoxError};
use crate::value::file;

/// A payload that is not held in memory.
///
/// In an operation, it is sent from bytes, a file or a stream of known length. SigV4 signs the SHA-256 of the payload,
/// which is computed before the request is sent (so a file is read twice), unless the operation is declared
/// `unsigned_payload` or you provide the hash with [`with_sha256`](Self::with_sha256). A payload from
/// [`from_stream`](Self::from_stream) can only be read once, so it needs one of the two, and the call is not retried;
/// its error says so.
///
/// In an output, it is the response's body as it arrives. Read it with [`next`](Self::next) or
/// [`collect`](Self::collect), or as a [`Stream`].
///
/// ```
/// use opsmith::{ByteStream, Client, operation, output};
///
/// #[operation(service = "mediastore-data", output = GetObjectOutput)]
/// struct GetObject { path: String }
///
/// #[output(service = "mediastore-data", operation = "GetObject")]
/// struct GetObjectOutput { body: Option<ByteStream> }
///
/// # async fn example(client: &Client) -> Result<(), opsmith::BoxError> {
/// let output = GetObject::new("a.txt").send(client).await?;
/// let mut body = output.body.unwrap_or_default();
/// while let Some(chunk) = body.next().await {
///     println!("{} bytes", chunk?.len());
/// }
/// # Ok(())
/// # }
/// ```
pub struct ByteStream {
    source: Source,
    sha256: Option<String>,
}

enum Source {
    Bytes(Bytes),
    File(PathBuf),
    /// A body that can only be read once. It is taken when it is sent, which is all the mutex guards.
    Once(Mutex<Option<Body>>, Option<u64>),
}

impl ByteStream {
    /// Creates a payload from bytes in memory.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Source::Bytes(bytes.into()).into()
    }

    /// Creates a payload from a regular file. The file is opened again for each attempt and must not change in the
    /// meantime.
    ///
    /// A named pipe, a socket or a device has no length and cannot be read twice, so the call fails. Send its contents
    /// with [`from_stream`](Self::from_stream), or write them to a file first.
    pub fn from_file(path: impl Into<PathBuf>) -> Self {
        Source::File(path.into()).into()
    }

    /// Creates a payload from a stream of exactly `length` bytes. The call fails if there are fewer or more.
    pub fn from_stream<S, E>(stream: S, length: u64) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        let frames = Frames(Some(Box::pin(stream)));
        Source::Once(
            Mutex::new(Some(Body::new(StreamBody::new(frames)))),
            Some(length),
        )
        .into()
    }

    /// Sets the payload's SHA-256 (64 lowercase hexadecimal digits), so that the payload does not have to be read to
    /// compute it.
    #[must_use]
    pub fn with_sha256(mut self, hex: impl Into<String>) -> Self {
        self.sha256 = Some(hex.into());
        self
    }

    pub(crate) fn from_body(body: Body) -> Self {
        Source::Once(Mutex::new(Some(body)), None).into()
    }

    /// Returns the next chunk of the payload, or `None` at the end.
    ///
    /// # Errors
    /// Returns an error if the connection breaks or the file cannot be read.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Reads the whole payload into memory.
    ///
    /// # Errors
    /// Returns an error if the connection breaks or the file cannot be read.
    pub async fn collect(self) -> Result<Bytes, BoxError> {
        match self.source {
            Source::Bytes(bytes) => Ok(bytes),
            Source::File(path) => file::opening(path).collect(usize::MAX).await,
            Source::Once(body, _) => match take(&body) {
                Some(body) => body.collect(usize::MAX).await,
                None => Err(Consumed.into()),
            },
        }
    }

    /// What is sent: the same for each attempt, if it can be read again.
    pub(crate) fn to_outgoing(&self) -> Outgoing {
        let source = match &self.source {
            Source::Bytes(bytes) => OutgoingSource::Bytes(bytes.clone()),
            Source::File(path) => OutgoingSource::File(path.clone()),
            Source::Once(body, length) => OutgoingSource::Once(take(body), *length),
        };
        Outgoing {
            source,
            sha256: self.sha256.clone(),
        }
    }
}

fn take(body: &Mutex<Option<Body>>) -> Option<Body> {
    body.lock().unwrap_or_else(PoisonError::into_inner).take()
}

impl From<Source> for ByteStream {
    fn from(source: Source) -> Self {
        Self {
            source,
            sha256: None,
        }
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<Vec<u8>> for ByteStream {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_bytes(bytes)
    }
}

impl From<String> for ByteStream {
    fn from(text: String) -> Self {
        Self::from_bytes(text)
    }
}

impl From<&'static str> for ByteStream {
    fn from(text: &'static str) -> Self {
        Self::from_bytes(text)
    }
}

impl Default for ByteStream {
    fn default() -> Self {
        Self::from_bytes(Bytes::new())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let source = &mut self.get_mut().source;
        if let Source::Bytes(bytes) = source {
            let bytes = std::mem::take(bytes);
            return Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)));
        }
        if let Source::File(path) = source {
            let body = file::opening(std::mem::take(path));
            *source = Source::Once(Mutex::new(Some(body)), None);
        }
        let Source::Once(body, _) = source else {
            return Poll::Ready(None);
        };
        let slot = body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(body) = slot else {
            return Poll::Ready(None);
        };
        loop {
            match ready!(http_body::Body::poll_frame(Pin::new(&mut *body), cx)) {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
                Some(Err(error)) => {
                    *slot = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    *slot = None;
                    return Poll::Ready(None);
                }
            }
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.source {
            Source::Bytes(bytes) => write!(f, "ByteStream({} bytes)", bytes.len()),
            Source::File(path) => write!(f, "ByteStream(file {})", path.display()),
            Source::Once(_, Some(length)) => write!(f, "ByteStream(stream of {length} bytes)"),
            Source::Once(_, None) => f.write_str("ByteStream(stream)"),
        }
    }
}

/// A payload to send.
#[derive(Debug)]
pub(crate) struct Outgoing {
    source: OutgoingSource,
    pub(crate) sha256: Option<String>,
}

#[derive(Debug)]
enum OutgoingSource {
    Bytes(Bytes),
    File(PathBuf),
    Once(Option<Body>, Option<u64>),
}

impl Outgoing {
    /// The payload, if it is in memory.
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        match &self.source {
            OutgoingSource::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Another copy of the payload, if it can be read again.
    pub(crate) fn reread(&self) -> Option<ByteStream> {
        match &self.source {
            OutgoingSource::Bytes(bytes) => Some(ByteStream::from_bytes(bytes.clone())),
            OutgoingSource::File(path) => Some(ByteStream::from_file(path.clone())),
            OutgoingSource::Once(..) => None,
        }
    }

    /// Whether it can be sent again.
    pub(crate) const fn is_replayable(&self) -> bool {
        !matches!(self.source, OutgoingSource::Once(..))
    }

    /// Its length in bytes.
    pub(crate) async fn length(&self) -> Result<Option<u64>, BoxError> {
        Ok(match &self.source {
            OutgoingSource::Bytes(bytes) => Some(bytes.len() as u64),
            OutgoingSource::File(path) => Some(file::length(path.clone()).await?),
            OutgoingSource::Once(_, length) => *length,
        })
    }

    /// The body for one attempt, of `length` bytes.
    pub(crate) async fn open(&mut self, length: Option<u64>) -> Result<Body, BoxError> {
        let body = match &mut self.source {
            OutgoingSource::Bytes(bytes) => return Ok(bytes.clone().into()),
            OutgoingSource::File(path) => file::open(path.clone()).await?,
            OutgoingSource::Once(body, _) => body.take().ok_or(Consumed)?,
        };
        Ok(Body::new(Exactly {
            body,
            length: length.unwrap_or(u64::MAX),
            sent: 0,
        }))
    }
}

/// A payload that can only be read once was already read.
#[derive(Debug)]
struct Consumed;

impl fmt::Display for Consumed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stream was already read; create the payload from bytes or a file, or create a new operation")
    }
}

impl std::error::Error for Consumed {}

/// A payload that cannot be read to its declared length, so the request was not sent in full.
#[derive(Debug)]
pub(crate) enum PayloadError {
    Unreadable(BoxError),
    Short { length: u64, sent: u64 },
    Long { length: u64 },
}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "the payload cannot be read: {error}"),
            Self::Short { length, sent } => {
                write!(f, "the payload ended after {sent} of {length} bytes")
            }
            Self::Long { length } => write!(
                f,
                "the payload is longer than its declared length of {length} bytes"
            ),
        }
    }
}

impl std::error::Error for PayloadError {}

/// A body that fails if it does not have the declared length. HTTP libraries would cut off the excess.
struct Exactly {
    body: Body,
    length: u64,
    sent: u64,
}

impl http_body::Body for Exactly {
    type Data = Bytes;
    type Error = PayloadError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, PayloadError>>> {
        let this = self.get_mut();
        let Some(frame) = ready!(Pin::new(&mut this.body).poll_frame(cx)) else {
            let (length, sent) = (this.length, this.sent);
            let short = sent < length && length != u64::MAX;
            return Poll::Ready(short.then_some(Err(PayloadError::Short { length, sent })));
        };
        let frame = frame.map_err(PayloadError::Unreadable)?;
        this.sent += frame.data_ref().map_or(0, Bytes::len) as u64;
        // At the declared end the library stops polling. Any data available beyond it is an error; a stream that merely
        // has not ended yet is not waited for.
        let more = this.sent == this.length
            && matches!(
                Pin::new(&mut this.body).poll_frame(cx),
                Poll::Ready(Some(Ok(next))) if next.data_ref().is_some_and(|data| !data.is_empty())
            );
        Poll::Ready(Some(if more || this.sent > this.length {
            Err(PayloadError::Long {
                length: this.length,
            })
        } else {
            Ok(frame)
        }))
    }
}

/// A stream's items as a body's frames. A stream that has ended is not polled again, because some panic.
struct Frames<S>(Option<Pin<Box<S>>>);

impl<S, E> Stream for Frames<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Frame<Bytes>, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(stream) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let item = ready!(stream.as_mut().poll_next(cx));
        if item.is_none() {
            self.0 = None;
        }
        Poll::Ready(item.map(|bytes| bytes.map(Frame::data).map_err(Into::into)))
    }
}
