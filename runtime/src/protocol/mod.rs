//! The protocols: how an operation goes over HTTP, which codec writes and reads its members, and what its errors look
//! like. One file each; nothing else in the crate knows which one is spoken.
//!
//! [`ServiceMeta`](crate::endpoint::ServiceMeta) names the protocol of a service as a static, so that the linker drops
//! the protocols and codecs that a program does not use.

pub(crate) mod aws_json;
pub(crate) mod aws_query;
pub(crate) mod ec2_query;
pub(crate) mod envelope;
pub(crate) mod excerpt;
pub(crate) mod rest_json;
pub(crate) mod rest_xml;
pub(crate) mod rpc_v2_cbor;
mod xml_error;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName};

use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};
use crate::codec::traits::Tag;
use envelope::Envelope;

/// Asks a service that once spoke awsQuery for the error codes of that time.
static QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

/// What a body is.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// The input of an operation, or the member that is its payload.
    Input {
        operation: &'static str,
        /// The root element in XML.
        root: Tag,
    },
    /// The output of an operation, or the member that is its payload.
    Output { operation: &'static str },
    /// An error.
    Error,
}

/// A protocol of AWS.
#[doc(hidden)]
pub trait Protocol: fmt::Debug + Sync {
    /// The content type of what [`write`](Self::write) writes.
    fn content_type(&self) -> &'static str;

    /// The body that `value` writes.
    fn write(&self, message: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written;

    /// Calls `with` with the reader of a body.
    #[allow(clippy::missing_errors_doc)] // hidden
    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome;

    /// Calls `with` with the reader of an error's members.
    #[allow(clippy::missing_errors_doc)] // hidden
    fn read_error(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        self.read(body, with)
    }

    /// Calls `with` with the reader of a request's body; by default, that of a response's body.
    #[cfg(feature = "__both-ends")]
    #[allow(clippy::missing_errors_doc)] // hidden
    fn read_input(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        self.read(body, with)
    }

    /// Whether a structure without members is sent. botocore's restXml leaves it out.
    fn sends_empty(&self) -> bool {
        true
    }

    /// Adds the headers that say which operation is called, if the path does not.
    fn add_headers(&self, _operation: &str, _headers: &mut HeaderMap) {}

    /// What a request sends if nothing goes into its body; nothing by default.
    fn empty_input(&self, _operation: &'static str) -> Option<Bytes> {
        None
    }

    /// Whether a presigned request is a `GET` with what would be its body in the URL.
    fn presigns_as_get(&self) -> bool {
        false
    }

    /// The code and message of an error, wherever they are.
    fn envelope(&self, headers: &HeaderMap, body: &[u8]) -> Envelope;

    /// The name of an error's message, where a declaration does not say it.
    fn message_name(&self) -> &'static str {
        "message"
    }

    /// Whether parts of a body can be replaced by others of a different length.
    fn is_text(&self, _body: &[u8]) -> bool {
        true
    }

    /// Whether a body may be in the protocol's format. Nothing is shown of one that is, because it may contain
    /// `sensitive` members of the output.
    fn is_own(&self, body: &[u8]) -> bool;

    /// Whether a request with the method and path of `operation` calls it.
    #[cfg(feature = "__both-ends")]
    fn calls(&self, _operation: &str, _headers: &HeaderMap, _body: &[u8]) -> bool {
        true
    }

    /// The body of a response to which nothing was written; empty by default.
    #[cfg(feature = "__both-ends")]
    fn empty_output(&self) -> Bytes {
        Bytes::new()
    }

    /// Adds the headers that every response has.
    #[cfg(feature = "__both-ends")]
    fn add_response_headers(&self, _headers: &mut HeaderMap) {}

    /// Adds the code to an error whose members are in `body`; for a fake service.
    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, headers: &mut HeaderMap, body: Bytes) -> Bytes;
}
