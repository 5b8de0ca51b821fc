//! rpcv2Cbor: every operation is a `POST` to a path of its own, and every member is in the CBOR body.
//!
//! Source: <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>.

#[cfg(feature = "__both-ends")]
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::envelope::{self, CodeMember, Envelope};
use super::{Message, Protocol, QUERY_MODE};
use crate::codec::cbor;
use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};

const CONTENT_TYPE: &str = "application/cbor";

/// Says which protocol is spoken.
static PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");
const NAME: &str = "rpc-v2-cbor";

/// rpcv2Cbor.
#[doc(hidden)]
#[derive(Debug)]
pub struct RpcV2Cbor {
    query_compatible: bool,
}

impl RpcV2Cbor {
    /// The protocol of most services.
    pub const NEW: Self = Self {
        query_compatible: false,
    };

    /// The protocol of a service with the error codes of the time when it spoke awsQuery.
    pub const QUERY_COMPATIBLE: Self = Self {
        query_compatible: true,
    };
}

impl Protocol for RpcV2Cbor {
    fn content_type(&self) -> &'static str {
        CONTENT_TYPE
    }

    fn write(&self, _: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
        cbor::write(value)
    }

    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        cbor::read(body, with)
    }

    fn add_headers(&self, _: &str, headers: &mut HeaderMap) {
        headers.insert(&PROTOCOL, HeaderValue::from_static(NAME));
        headers.insert(header::ACCEPT, HeaderValue::from_static(CONTENT_TYPE));
        if self.query_compatible {
            headers.insert(&QUERY_MODE, HeaderValue::from_static("true"));
        }
    }

    fn envelope(&self, headers: &HeaderMap, body: &[u8]) -> Envelope {
        envelope::read(headers, body, CodeMember::Type, cbor::read).or_query_error(headers)
    }

    fn is_text(&self, body: &[u8]) -> bool {
        !self.is_own(body)
    }

    fn is_own(&self, body: &[u8]) -> bool {
        // A map starts with a byte that is not ASCII.
        body.first().is_none_or(|first| !first.is_ascii())
    }

    #[cfg(feature = "__both-ends")]
    fn calls(&self, _: &str, headers: &HeaderMap, _: &[u8]) -> bool {
        headers.get(&PROTOCOL).is_some_and(|name| name == NAME)
    }

    #[cfg(feature = "__both-ends")]
    fn add_response_headers(&self, headers: &mut HeaderMap) {
        headers.insert(&PROTOCOL, HeaderValue::from_static(NAME));
    }

    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, _: &mut HeaderMap, body: Bytes) -> Bytes {
        cbor::with_member("__type", code, &body).into()
    }
}
