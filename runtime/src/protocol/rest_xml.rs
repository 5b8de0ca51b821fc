//! restXml: HTTP bindings, and XML in bodies.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>.

#[cfg(feature = "__both-ends")]
use bytes::Bytes;
use http::HeaderMap;

use super::envelope::Envelope;
use super::{Message, Protocol, xml_error};
use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};
use crate::codec::traits::Tag;
use crate::codec::xml;

/// restXml.
#[doc(hidden)]
#[derive(Debug)]
pub struct RestXml;

impl Protocol for RestXml {
    fn content_type(&self) -> &'static str {
        "application/xml"
    }

    fn write(&self, message: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
        match message {
            Message::Input { root, .. } => xml::write(root.name, root, value),
            Message::Output { operation } => {
                xml::write(&format!("{operation}Response"), Tag::DEFAULT, value)
            }
            Message::Error => xml::write("Error", Tag::DEFAULT, value),
        }
    }

    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        xml::read(body, &mut |root| with(root))
    }

    fn read_error(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        xml_error::read(body, with)
    }

    fn sends_empty(&self) -> bool {
        false
    }

    fn message_name(&self) -> &'static str {
        "Message"
    }

    fn envelope(&self, _: &HeaderMap, body: &[u8]) -> Envelope {
        xml_error::envelope(body)
    }

    fn is_own(&self, body: &[u8]) -> bool {
        xml::is_like(body)
    }

    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, _: &mut HeaderMap, body: Bytes) -> Bytes {
        xml_error::with_code("ErrorResponse", code, &body).into()
    }
}

#[cfg(all(test, feature = "__both-ends"))]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_code_before_its_members() {
        for (members, error) in [
            (
                "",
                "<ErrorResponse><Error><Code>A&amp;B</Code></Error></ErrorResponse>",
            ),
            (
                "<Error><Message>no</Message></Error>",
                "<ErrorResponse><Error><Code>A&amp;B</Code><Message>no</Message></Error></ErrorResponse>",
            ),
        ] {
            let mut headers = HeaderMap::new();
            let body = Bytes::from_static(members.as_bytes());
            let body = RestXml.add_code("A&B", &mut headers, body);
            assert_eq!(body, error);
            let envelope = RestXml.envelope(&headers, &body);
            assert_eq!(envelope.code.as_deref(), Some("A&B"));
        }
    }
}
