//! awsJson 1.0 and 1.1: every operation is a `POST /` whose header names it, and every member is in the JSON body.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html>.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::envelope::{self, CodeMember, Envelope};
use super::{Message, Protocol, QUERY_MODE};
use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};
use crate::codec::json;

/// The operation that is called.
static TARGET: HeaderName = HeaderName::from_static("x-amz-target");

/// awsJson, with what a service puts into its headers.
#[doc(hidden)]
#[derive(Debug)]
pub struct AwsJson {
    content_type: &'static str,
    /// What stands before the operation in `X-Amz-Target`.
    target: &'static str,
    query_compatible: bool,
}

impl AwsJson {
    /// awsJson 1.0.
    #[must_use]
    pub const fn v1_0(target: &'static str) -> Self {
        Self {
            content_type: "application/x-amz-json-1.0",
            target,
            query_compatible: false,
        }
    }

    /// awsJson 1.1.
    #[must_use]
    pub const fn v1_1(target: &'static str) -> Self {
        Self {
            content_type: "application/x-amz-json-1.1",
            ..Self::v1_0(target)
        }
    }

    /// The protocol of a service with the error codes of the time when it spoke awsQuery.
    #[must_use]
    pub const fn query_compatible(self) -> Self {
        Self {
            query_compatible: true,
            ..self
        }
    }

    fn target(&self, operation: &str) -> String {
        format!("{}.{operation}", self.target)
    }
}

impl Protocol for AwsJson {
    fn content_type(&self) -> &'static str {
        self.content_type
    }

    fn write(&self, _: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
        json::write(value)
    }

    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        json::read(body, with)
    }

    fn add_headers(&self, operation: &str, headers: &mut HeaderMap) {
        // Names of services and operations are valid in a header.
        if let Ok(target) = HeaderValue::try_from(self.target(operation)) {
            headers.insert(&TARGET, target);
        }
        if self.query_compatible {
            headers.insert(&QUERY_MODE, HeaderValue::from_static("true"));
        }
    }

    fn empty_input(&self, _: &'static str) -> Option<Bytes> {
        Some(Bytes::from_static(b"{}"))
    }

    fn envelope(&self, headers: &HeaderMap, body: &[u8]) -> Envelope {
        envelope::read(headers, body, CodeMember::Type, json::read).or_query_error(headers)
    }

    fn is_own(&self, body: &[u8]) -> bool {
        json::is_like(body)
    }

    #[cfg(feature = "__both-ends")]
    fn calls(&self, operation: &str, headers: &HeaderMap, _: &[u8]) -> bool {
        headers
            .get(&TARGET)
            .is_some_and(|target| target == self.target(operation).as_str())
    }

    #[cfg(feature = "__both-ends")]
    fn empty_output(&self) -> Bytes {
        Bytes::from_static(b"{}")
    }

    /// `{"__type":"ResourceNotFoundException","message":".."}`, as AWS sends it.
    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, _: &mut HeaderMap, body: Bytes) -> Bytes {
        let mut coded = json::write(&mut |writer| writer.structure(&[("__type", &code)]))
            .body
            .to_vec();
        if let Some(members) = body.strip_prefix(b"{").filter(|rest| *rest != b"}") {
            coded.pop();
            coded.push(b',');
            coded.extend_from_slice(members);
        }
        coded.into()
    }
}

#[cfg(all(test, feature = "__both-ends"))]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_code_before_its_members() {
        let protocol = AwsJson::v1_1("Rooms");
        for (members, error) in [
            ("", r#"{"__type":"Gone"}"#),
            ("{}", r#"{"__type":"Gone"}"#),
            (r#"{"message":"no"}"#, r#"{"__type":"Gone","message":"no"}"#),
        ] {
            let mut headers = HeaderMap::new();
            let body =
                protocol.add_code("Gone", &mut headers, Bytes::from_static(members.as_bytes()));
            assert_eq!(body, error);
            let envelope = protocol.envelope(&headers, &body);
            assert_eq!(envelope.code.as_deref(), Some("Gone"));
        }
    }

    #[test]
    fn a_code_of_the_query_protocol_wins() {
        let protocol = AwsJson::v1_0("AmazonSQS").query_compatible();
        let body = br#"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no"}"#;
        for (header, code) in [
            (
                "AWS.SimpleQueueService.NonExistentQueue;Sender",
                "AWS.SimpleQueueService.NonExistentQueue",
            ),
            // botocore takes only two parts, the first of which says something.
            (";Sender", "QueueDoesNotExist"),
            ("Some", "QueueDoesNotExist"),
            ("Some;Sender;more", "QueueDoesNotExist"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("x-amzn-query-error", HeaderValue::from_static(header));
            let envelope = protocol.envelope(&headers, body);
            assert_eq!(envelope.code.as_deref(), Some(code), "{header}");
            assert_eq!(envelope.message.as_deref(), Some("no"));
        }
    }
}
