//! ec2Query, the protocol of EC2: every operation is a `POST /` with a form that names it, and the response is XML.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>.

use bytes::Bytes;
use http::HeaderMap;

use super::envelope::Envelope;
use super::{Message, Protocol, xml_error};
use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};
use crate::codec::form::{self, Dialect};
use crate::codec::traits::Tag;
use crate::codec::xml;

/// ec2Query, with what a service puts into its forms.
#[doc(hidden)]
#[derive(Debug)]
pub struct Ec2Query {
    /// The version of the API.
    version: &'static str,
}

impl Ec2Query {
    /// The protocol of a service whose API has this version.
    #[must_use]
    pub const fn new(version: &'static str) -> Self {
        Self { version }
    }
}

impl Protocol for Ec2Query {
    fn content_type(&self) -> &'static str {
        form::CONTENT_TYPE
    }

    fn write(&self, message: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
        match message {
            Message::Input { operation, .. } => {
                form::write(Dialect::Ec2Query, operation, self.version, value)
            }
            // What a fake service answers.
            Message::Output { operation } => {
                xml::write(&format!("{operation}Response"), Tag::DEFAULT, value)
            }
            Message::Error => xml::write("Error", Tag::DEFAULT, value),
        }
    }

    /// The root has the members of the output, and the request ID.
    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        xml::read(body, &mut |root| with(root))
    }

    fn read_error(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        xml_error::read(body, with)
    }

    #[cfg(feature = "__both-ends")]
    fn read_input(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        form::read(Dialect::Ec2Query, body, with)
    }

    fn empty_input(&self, operation: &'static str) -> Option<Bytes> {
        Some(form::write(Dialect::Ec2Query, operation, self.version, &mut |_| {}).body)
    }

    fn presigns_as_get(&self) -> bool {
        true
    }

    fn envelope(&self, _: &HeaderMap, body: &[u8]) -> Envelope {
        xml_error::envelope(body)
    }

    fn is_own(&self, body: &[u8]) -> bool {
        xml::is_like(body)
    }

    #[cfg(feature = "__both-ends")]
    fn calls(&self, operation: &str, _: &HeaderMap, body: &[u8]) -> bool {
        form::calls(operation, body)
    }

    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, _: &mut HeaderMap, body: Bytes) -> Bytes {
        let error = xml_error::with_code("Errors", code, &body);
        [b"<Response>".as_slice(), &error, b"</Response>"]
            .concat()
            .into()
    }
}
