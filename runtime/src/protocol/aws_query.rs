//! awsQuery: every operation is a `POST /` with a form that names it, and the response is XML.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>.

use bytes::Bytes;
use http::HeaderMap;

use super::envelope::Envelope;
use super::{Message, Protocol, xml_error};
use crate::codec::decode::{Outcome, WithReader};
use crate::codec::encode::{Writer, Written};
use crate::codec::form::{self, Dialect};
use crate::codec::traits::Tag;
use crate::codec::xml;

/// awsQuery, with what a service puts into its forms.
#[doc(hidden)]
#[derive(Debug)]
pub struct AwsQuery {
    /// The version of the API.
    version: &'static str,
}

impl AwsQuery {
    /// The protocol of a service whose API has this version.
    #[must_use]
    pub const fn new(version: &'static str) -> Self {
        Self { version }
    }
}

impl Protocol for AwsQuery {
    fn content_type(&self) -> &'static str {
        form::CONTENT_TYPE
    }

    fn write(&self, message: Message, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
        match message {
            Message::Input { operation, .. } => {
                form::write(Dialect::AwsQuery, operation, self.version, value)
            }
            // What a fake service answers.
            Message::Output { operation } => {
                let result = format!("{operation}Result");
                let written = xml::write(&result, Tag::DEFAULT, value);
                let root = format!("{operation}Response");
                Written {
                    body: [
                        format!("<{root}>").as_bytes(),
                        &written.body,
                        format!("</{root}>").as_bytes(),
                    ]
                    .concat()
                    .into(),
                    ..written
                }
            }
            Message::Error => xml::write("Error", Tag::DEFAULT, value),
        }
    }

    /// The output is in an element beside the `ResponseMetadata`: `<GetUserResponse><GetUserResult>`.
    fn read(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        let mut read = false;
        xml::read(body, &mut |root| {
            root.children(&mut |child| {
                if read || child.name() == "ResponseMetadata" {
                    return Ok(());
                }
                read = true;
                with(child)
            })
        })
    }

    fn read_error(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        xml_error::read(body, with)
    }

    #[cfg(feature = "__both-ends")]
    fn read_input(&self, body: &[u8], with: WithReader<'_>) -> Outcome {
        form::read(Dialect::AwsQuery, body, with)
    }

    fn empty_input(&self, operation: &'static str) -> Option<Bytes> {
        Some(form::write(Dialect::AwsQuery, operation, self.version, &mut |_| {}).body)
    }

    fn presigns_as_get(&self) -> bool {
        true
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
    fn calls(&self, operation: &str, _: &HeaderMap, body: &[u8]) -> bool {
        form::calls(operation, body)
    }

    #[cfg(feature = "__both-ends")]
    fn add_code(&self, code: &str, _: &mut HeaderMap, body: Bytes) -> Bytes {
        xml_error::with_code("ErrorResponse", code, &body).into()
    }
}
