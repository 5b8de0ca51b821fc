//! Reads a response, one member at a time, and writes one for fake services.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::binding::header::{FromHeader, HeaderMembers, HeaderSlot, HeaderText, PrefixSlot};
use crate::binding::payload::{
    Payload, PayloadBody, PayloadContent, PayloadSlot, PayloadWriter, ResponseBody,
};
use crate::binding::read_headers;
use crate::codec::decode;
use crate::codec::decode::{DecodeError, MemberSlot, WithReader};
use crate::codec::encode::Member;
use crate::protocol::envelope::Envelope;
use crate::protocol::{Message, Protocol};
use crate::redact::secrets::SentSecrets;
use crate::value::stream::ByteStream;
use crate::value::timestamp::TimestampFormat;

/// A response being read.
#[derive(Debug)]
pub struct ResponseReader<'r> {
    protocol: &'static dyn Protocol,
    status: StatusCode,
    headers: &'r HeaderMap,
    body: ResponseBody,
    envelope: Option<&'r Envelope>,
}

impl<'r> ResponseReader<'r> {
    pub(crate) const fn new(
        protocol: &'static dyn Protocol,
        status: StatusCode,
        headers: &'r HeaderMap,
        body: ResponseBody,
    ) -> Self {
        Self {
            protocol,
            status,
            headers,
            body,
            envelope: None,
        }
    }

    pub(crate) const fn of_error(
        protocol: &'static dyn Protocol,
        status: StatusCode,
        headers: &'r HeaderMap,
        body: Bytes,
        envelope: &'r Envelope,
    ) -> Self {
        Self {
            protocol,
            status,
            headers,
            body: ResponseBody::Bytes(body),
            envelope: Some(envelope),
        }
    }

    pub(crate) const fn envelope(&self) -> Option<&'r Envelope> {
        self.envelope
    }

    pub(crate) const fn status_code(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn take_bytes(&mut self) -> Bytes {
        match self.take_body() {
            ResponseBody::Bytes(bytes) => bytes,
            ResponseBody::Stream(_) => Bytes::new(),
        }
    }

    fn take_body(&mut self) -> ResponseBody {
        std::mem::replace(&mut self.body, ResponseBody::Bytes(Bytes::new()))
    }

    /// A member in a header. Several headers with the same name form one list.
    ///
    /// # Errors
    /// Returns an error if the header does not fit the member's type.
    pub fn header(&self, name: &'static str, slot: &mut dyn HeaderSlot) -> Result<(), DecodeError> {
        read_headers::header(self.headers, name, slot)
    }

    /// A member in a header that has a media type, so it is base64.
    ///
    /// # Errors
    /// Returns an error if the header is not base64, or does not fit the member's type.
    pub fn media_type_header(
        &self,
        name: &'static str,
        slot: &mut dyn HeaderSlot,
    ) -> Result<(), DecodeError> {
        read_headers::media_type_header(self.headers, name, slot)
    }

    /// The headers under a prefix, with their names in lowercase and without the prefix.
    ///
    /// # Errors
    /// Returns an error if a header does not fit the map's type.
    pub fn prefix_headers(
        &self,
        prefix: &'static str,
        slot: &mut dyn PrefixSlot,
    ) -> Result<(), DecodeError> {
        read_headers::prefix_headers(self.headers, prefix, slot)
    }

    /// The status code.
    ///
    /// # Errors
    /// Returns an error if the member's type cannot hold it.
    pub fn status(&self, slot: &mut dyn HeaderSlot) -> Result<(), DecodeError> {
        slot.fill(self.status.as_str())
    }

    /// The members of the body, which is a structure. An empty or null body has no members.
    ///
    /// # Errors
    /// Returns an error if the body is not in the protocol's format or does not fit the members.
    pub fn body(&mut self, slots: &mut [MemberSlot<'_>]) -> Result<(), DecodeError> {
        let bytes = self.take_body().into_bytes()?;
        if bytes.is_empty() {
            return Ok(());
        }
        let with: WithReader<'_> =
            &mut |reader| reader.nullable(&mut |reader| decode::read_structure(reader, slots));
        if self.envelope.is_some() {
            self.protocol.read_error(&bytes, with)
        } else {
            self.protocol.read(&bytes, with)
        }
    }

    /// The member that is the body.
    ///
    /// # Errors
    /// Returns an error if the body does not fit the member's type.
    pub fn payload(&mut self, slot: &mut dyn PayloadSlot) -> Result<(), DecodeError> {
        let body = PayloadBody::new(self.take_body(), self.protocol);
        slot.fill(body)
    }
}

/// A header's value, or the error that it is missing.
#[doc(hidden)]
pub fn required_header<T: FromHeader>(
    slot: &mut Option<T>,
    name: &'static str,
) -> Result<T, DecodeError> {
    slot.take()
        .or_else(T::when_absent)
        .ok_or_else(|| DecodeError::missing(&format!("header {name}")))
}

/// A response being written by a fake service.
#[derive(Debug)]
pub struct ResponseWriter {
    protocol: &'static dyn Protocol,
    message: Message,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// A streaming payload, which the fake service reads to the end.
    pub(crate) stream: Option<crate::value::stream::Outgoing>,
    pub(crate) problem: Option<String>,
}

impl ResponseWriter {
    #[cfg(feature = "__both-ends")]
    pub(crate) fn new(
        protocol: &'static dyn Protocol,
        message: Message,
        status: StatusCode,
    ) -> Self {
        Self {
            protocol,
            message,
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            stream: None,
            problem: None,
        }
    }

    /// A member in a header.
    pub fn header(&mut self, name: &'static str, value: &dyn HeaderText) {
        if let Some(value) = value.header(TimestampFormat::HttpDate) {
            self.insert(name, &value);
        }
    }

    /// The entries of a map as headers.
    pub fn prefix_headers(&mut self, prefix: &'static str, map: &dyn HeaderMembers) {
        map.each(&mut |key, value| self.insert(&format!("{prefix}{key}"), value));
    }

    fn insert(&mut self, name: &str, value: &str) {
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => {
                self.problem = Some(format!(
                    "`{name}` is not a valid header name, or its value is not valid in a header"
                ));
            }
        }
    }

    /// The status code.
    pub fn status(&mut self, value: &dyn HeaderText) {
        let code = value.header(TimestampFormat::HttpDate);
        match code.map(|code| StatusCode::from_bytes(code.as_bytes())) {
            Some(Ok(status)) => self.status = status,
            Some(Err(_)) => self.problem = Some("the status is not an HTTP status code".to_owned()),
            None => {}
        }
    }

    /// The message of an error, as the whole body.
    pub(crate) fn message(&mut self, message: Option<&str>) {
        let name = self.protocol.message_name();
        self.body(&[(name, &message)]);
    }

    /// The members of the body.
    pub fn body(&mut self, members: &[Member<'_>]) {
        let written = self
            .protocol
            .write(self.message, &mut |writer| writer.structure(members));
        self.body = written.body;
        self.content_type(self.protocol.content_type());
    }

    /// The member that is the body.
    pub fn payload(&mut self, value: &dyn Payload, media_type: &'static str) {
        let mut writer = PayloadWriter::new(self.protocol, self.message);
        value.write(&mut writer);
        if let Some(problem) = writer.problem {
            self.problem = Some(format!("the payload {problem}"));
        }
        match writer.content {
            Some(PayloadContent::Bytes(bytes)) => self.body = bytes,
            Some(PayloadContent::Stream(stream)) => self.stream = Some(stream),
            None => return,
        }
        self.content_type(if media_type.is_empty() {
            writer.content_type
        } else {
            media_type
        });
    }

    fn content_type(&mut self, content_type: &'static str) {
        self.headers
            .entry(header::CONTENT_TYPE)
            .or_insert(HeaderValue::from_static(content_type));
    }
}

/// The response to a call, passed from the pipeline to the decoder.
#[derive(Debug)]
pub(crate) struct RawResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: ResponseBody,
    /// The secrets that the request was sent with.
    pub(crate) secrets: SentSecrets,
}

impl RawResponse {
    /// Reads the response, and leaves it without its body.
    pub(crate) fn reader(&mut self, protocol: &'static dyn Protocol) -> ResponseReader<'_> {
        let body = std::mem::replace(&mut self.body, ResponseBody::Bytes(Bytes::new()));
        ResponseReader::new(protocol, self.status, &self.headers, body)
    }

    pub(crate) fn stream(
        status: StatusCode,
        headers: HeaderMap,
        body: crate::transport::body::Body,
    ) -> Self {
        Self {
            status,
            headers,
            body: ResponseBody::Stream(ByteStream::from_body(body)),
            secrets: SentSecrets::default(),
        }
    }
}
