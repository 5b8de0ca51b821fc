//! Payload members, which are the whole body: binary data, text, a document, a structure, a union or a stream.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html#httppayload-trait>.

use bytes::Bytes;

use crate::codec::decode::{Decode, DecodeError};
use crate::codec::encode::Encode;
use crate::protocol::{Message, Protocol};
use crate::redact::secrets::Sent;
use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::stream::{ByteStream, Outgoing};

/// A member that can be a request's payload.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a payload",
    label = "opsmith does not know how to send this type as the whole body",
    note = "a payload is a `Blob`, `String`, `Document`, `ByteStream`, a type with `#[shape]`, `Json` of your own serde type, or an `Option` of one"
)]
pub trait Payload {
    /// Writes the body.
    fn write(&self, writer: &mut PayloadWriter);

    /// Writes the body for a payload that is absent.
    #[doc(hidden)]
    fn write_absent(_: &mut PayloadWriter)
    where
        Self: Sized,
    {
    }
}

/// A payload being written.
#[derive(Debug)]
pub struct PayloadWriter {
    protocol: &'static dyn Protocol,
    message: Message,
    pub(crate) content: Option<PayloadContent>,
    pub(crate) content_type: &'static str,
    /// The `sensitive` members of a structure.
    pub(crate) sensitive: Vec<Sent>,
    /// Why there is no content: the value could not be written.
    pub(crate) problem: Option<String>,
}

#[derive(Debug)]
pub(crate) enum PayloadContent {
    Bytes(Bytes),
    Stream(Outgoing),
}

impl PayloadWriter {
    pub(crate) fn new(protocol: &'static dyn Protocol, message: Message) -> Self {
        Self {
            protocol,
            message,
            content: None,
            content_type: "",
            sensitive: Vec::new(),
            problem: None,
        }
    }

    /// A structure, a union or a document, in the protocol's format.
    pub fn value(&mut self, value: &dyn Encode) {
        let written = self
            .protocol
            .write(self.message, &mut |writer| value.encode(writer));
        self.sensitive = written.sensitive;
        self.set(written.body, self.protocol.content_type());
    }

    /// JSON, whatever the protocol.
    pub(crate) fn json_bytes(&mut self, json: Vec<u8>) {
        self.set(json.into(), "application/json");
    }

    pub(crate) fn fail(&mut self, problem: String) {
        self.problem = Some(problem);
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.set(Bytes::copy_from_slice(text.as_bytes()), "text/plain");
    }

    fn set(&mut self, bytes: Bytes, content_type: &'static str) {
        self.content = Some(PayloadContent::Bytes(bytes));
        self.content_type = content_type;
    }
}

/// A member that can be read from a whole response body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a payload",
    label = "opsmith does not know how to read this type from the whole body",
    note = "a payload is a `Blob`, `String`, `Document`, `ByteStream`, a type with `#[shape]`, `Json` of your own serde type, or an `Option` of one"
)]
pub trait FromPayload: Sized {
    /// Whether the body is streamed.
    #[doc(hidden)]
    const STREAMING: bool = false;

    /// Reads the body. For most types, an empty body means no payload (`None`).
    #[doc(hidden)]
    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError>;

    /// The value of an empty body if the payload is required, for types that have such a value.
    #[doc(hidden)]
    #[must_use]
    fn when_empty() -> Option<Self> {
        None
    }
}

/// The body of a response.
#[derive(Debug)]
pub(crate) enum ResponseBody {
    Bytes(Bytes),
    Stream(ByteStream),
}

impl ResponseBody {
    /// The bytes, if they are in memory.
    pub(crate) const fn in_memory(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Stream(_) => None,
        }
    }

    pub(crate) fn into_bytes(self) -> Result<Bytes, DecodeError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::Stream(_) => Err(DecodeError::new("the body is a stream")),
        }
    }
}

/// The body of a response that is read as a payload.
#[doc(hidden)]
#[derive(Debug)]
pub struct PayloadBody {
    body: ResponseBody,
    protocol: &'static dyn Protocol,
}

impl PayloadBody {
    pub(crate) const fn new(body: ResponseBody, protocol: &'static dyn Protocol) -> Self {
        Self { body, protocol }
    }

    pub(crate) fn into_bytes(self) -> Result<Bytes, DecodeError> {
        self.body.into_bytes()
    }

    /// The body as text; `None` if it is empty.
    ///
    /// # Errors
    /// Returns an error if the body is a stream or is not UTF-8.
    pub fn into_text(self) -> Result<Option<String>, DecodeError> {
        let bytes = self.into_bytes()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        String::from_utf8(bytes.into())
            .map(Some)
            .map_err(|_| DecodeError::mismatch("UTF-8 text", "other bytes"))
    }

    fn into_value<T: Decode>(self) -> Result<Option<T>, DecodeError> {
        let protocol = self.protocol;
        let bytes = self.into_bytes()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let mut value = None;
        protocol.read(&bytes, &mut |reader| {
            value = Some(T::decode(reader)?);
            Ok(())
        })?;
        Ok(value)
    }
}

impl Payload for Blob {
    fn write(&self, writer: &mut PayloadWriter) {
        writer.set(self.clone().into_bytes(), "application/octet-stream");
    }
}

impl FromPayload for Blob {
    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        let bytes = body.into_bytes()?;
        Ok((!bytes.is_empty()).then(|| Self::from(bytes)))
    }

    fn when_empty() -> Option<Self> {
        Some(Self::default())
    }
}

impl Payload for String {
    fn write(&self, writer: &mut PayloadWriter) {
        writer.text(self);
    }
}

impl FromPayload for String {
    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        body.into_text()
    }

    fn when_empty() -> Option<Self> {
        Some(Self::new())
    }
}

impl Payload for Document {
    fn write(&self, writer: &mut PayloadWriter) {
        writer.value(self);
    }
}

impl FromPayload for Document {
    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        body.into_value()
    }
}

impl Payload for ByteStream {
    fn write(&self, writer: &mut PayloadWriter) {
        writer.content = Some(PayloadContent::Stream(self.to_outgoing()));
        writer.content_type = "application/octet-stream";
    }
}

impl FromPayload for ByteStream {
    const STREAMING: bool = true;

    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        Ok(Some(match body.body {
            ResponseBody::Bytes(bytes) => bytes.into(),
            ResponseBody::Stream(stream) => stream,
        }))
    }
}

impl<T: Payload> Payload for Option<T> {
    fn write(&self, writer: &mut PayloadWriter) {
        match self {
            Some(value) => value.write(writer),
            None => T::write_absent(writer),
        }
    }
}

impl<T: FromPayload> FromPayload for Option<T> {
    const STREAMING: bool = T::STREAMING;

    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        T::read(body).map(Some)
    }
}

/// How a shape is written as a payload.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// `{}` if it is absent.
    Structure,
    /// No body if it is absent.
    Union,
}

/// A shape that is written in the protocol's format as a payload.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a payload",
    label = "opsmith does not know how to send or read this type as the whole body",
    note = "a payload is a `Blob`, `String`, `Document`, `ByteStream`, a type with `#[shape]`, `Json` of your own serde type, or an `Option` of one"
)]
pub trait ShapePayload: Encode + Decode {
    const KIND: ShapeKind = ShapeKind::Structure;
}

impl<T: ShapePayload> ShapePayload for Box<T> {
    const KIND: ShapeKind = T::KIND;
}

impl<T: ShapePayload> Payload for T {
    fn write(&self, writer: &mut PayloadWriter) {
        writer.value(self);
    }

    fn write_absent(writer: &mut PayloadWriter) {
        if T::KIND == ShapeKind::Structure && writer.protocol.sends_empty() {
            writer.value(&());
        }
    }
}

impl<T: ShapePayload> FromPayload for T {
    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        body.into_value()
    }
}

/// The slot that a payload is read into.
#[doc(hidden)]
pub trait PayloadSlot {
    fn fill(&mut self, body: PayloadBody) -> Result<(), DecodeError>;
    /// Fills a slot that an empty body left empty, if the type has a value for it.
    fn fill_empty(&mut self);
}

impl<T: FromPayload> PayloadSlot for Option<T> {
    fn fill(&mut self, body: PayloadBody) -> Result<(), DecodeError> {
        *self = T::read(body)?;
        Ok(())
    }

    fn fill_empty(&mut self) {
        if self.is_none() {
            *self = T::when_empty();
        }
    }
}

/// The payload, or the value of an empty body: an empty blob and an empty string are values like any other.
#[doc(hidden)]
pub fn required_payload<T: FromPayload>(slot: &mut Option<T>) -> Result<T, DecodeError> {
    slot.take().or_else(T::when_empty).ok_or_else(|| {
        DecodeError::new(
            "the body is empty; declare the payload as `Option` or `#[op(default)]` if the service may omit it",
        )
    })
}
