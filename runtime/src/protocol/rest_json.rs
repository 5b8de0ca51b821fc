//! restJson1: HTTP bindings, and JSON in bodies.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>.

#[cfg(feature = "__both-ends")]
use bytes::Bytes;
use http::HeaderMap;
#[cfg(feature = "__both-ends")]
use http::HeaderValue;

use super::envelope::{self, CodeMember, Envelope};
use super::{Message, Protocol};
use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};
use crate::codec::json;

/// restJson1.
#[doc(hidden)]
#[derive(Debug)]
pub struct RestJson1;

impl Protocol for RestJson1 {
    fn content_type(&self) -> &'static str {
        "application/json"
    }

    fn write(&self, _: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
        json::write(value)
    }

    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        json::read(body, with)
    }

    fn envelope(&self, headers: &HeaderMap, body: &[u8]) -> Envelope {
        envelope::read(headers, body, CodeMember::Code, json::read)
    }

    fn is_own(&self, body: &[u8]) -> bool {
        json::is_like(body)
    }

    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, headers: &mut HeaderMap, body: Bytes) -> Bytes {
        if let Ok(code) = HeaderValue::from_str(code) {
            headers.insert(envelope::TYPE, code);
        }
        body
    }
}
