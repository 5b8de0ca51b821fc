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
        let error = xml_error::with_code("Errors", code, &body);
        [b"<Response>".as_slice(), &error, b"</Response>"]
            .concat()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::codec::decode::{Decode, Slot, read_structure};
    use crate::protocol::aws_query::AwsQuery;
    use crate::value::document::Document;
    use crate::value::timestamp::Timestamp;

    const BODIES: [&str; 5] = [
        "<ActResponse xmlns='http://x/'><ActResult><a>1</a><b><member>x&amp;<![CDATA[<y>]]></member><member/></b>\
         <c><entry><key>k</key><value>v</value></entry></c><d>2026-01-02T03:04:05Z</d></ActResult>\
         <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ActResponse>",
        "<ActResponse><a>-7</a><b><member>x</member></b><!-- no --><d>1.5</d><requestId>r</requestId></ActResponse>",
        "<ErrorResponse><Error><Type>Sender</Type><Code>No</Code><Message>&#x41;</Message></Error><RequestId>r</RequestId>\
         </ErrorResponse>",
        "<?xml version='1.0'?><Response><Errors><Error><Code>No</Code><Message>m</Message></Error></Errors>\
         <RequestID>r</RequestID></Response>",
        "Action=Act&Version=1&a=1&b.member.1=x%20y&b.member.2=&c.entry.1.key=k&c.entry.1.value=v&D=2026-01-02T03%3A04%3A05Z",
    ];

    fn read_all(body: &[u8]) {
        let protocols: [&dyn Protocol; 2] = [&AwsQuery::new("1"), &Ec2Query::new("1")];
        for protocol in protocols {
            let mut members = |reader: &mut dyn crate::codec::decode::Reader| {
                let mut a: Option<i32> = None;
                let mut b: Option<Vec<String>> = None;
                let mut c: Option<BTreeMap<String, String>> = None;
                let mut d: Option<Timestamp> = None;
                let mut slots = [
                    ("a", &mut a as &mut dyn Slot),
                    ("b", &mut b),
                    ("c", &mut c),
                    ("d", &mut d),
                ];
                read_structure(reader, &mut slots)
            };
            let mut any =
                |reader: &mut dyn crate::codec::decode::Reader| Document::decode(reader).map(drop);
            for with in [&mut members as WithReader<'_>, &mut any] {
                let _ = protocol.read(body, with);
                let _ = protocol.read_error(body, with);
                #[cfg(feature = "__both-ends")]
                let _ = protocol.read_input(body, with);
            }
            let envelope = protocol.envelope(&HeaderMap::new(), body);
            assert!(envelope.code.is_none_or(|code| code.len() <= 256));
        }
    }

    /// `OPSMITH_TEST_INPUTS` is how many; 4,000 by default.
    #[test]
    fn random_bodies_do_not_panic() {
        let count = std::env::var("OPSMITH_TEST_INPUTS");
        let count = count.map_or(4_000, |count| count.parse().unwrap());
        let mut random = fastrand::Rng::with_seed(7);
        for number in 0..count {
            let mut body = BODIES[number % BODIES.len()].as_bytes().to_vec();
            for _ in 0..random.usize(1..5) {
                let (from, to) = (random.usize(..body.len()), random.usize(..body.len()));
                match random.u8(..5) {
                    0 => body[from] = random.u8(..),
                    1 => body[from] = b"<>&;/='\".%+"[random.usize(..11)],
                    2 => body.truncate(from.max(1)),
                    3 => drop(body.drain(from.min(to)..from.max(to).min(from.min(to) + 9))),
                    _ => {
                        let part = body[from.min(to)..from.max(to)].to_vec();
                        body.splice(to..to, part);
                    }
                }
                if body.is_empty() {
                    body.push(b'<');
                }
            }
            read_all(&body);
        }
    }
}
