//! Errors in XML: those of restXml and awsQuery, of EC2 and of S3.
//!
//! ```xml
//! <ErrorResponse><Error><Type>Sender</Type><Code>..</Code><Message>..</Message></Error><RequestId>..</RequestId></ErrorResponse>
//! <Response><Errors><Error><Code>..</Code><Message>..</Message></Error></Errors><RequestID>..</RequestID></Response>
//! <Error><Code>..</Code><Message>..</Message><RequestId>..</RequestId></Error>
//! ```
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization>,
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization>. All are read in every
//! protocol, as botocore reads both forms in restXml (`RestXMLParser._do_error_parse`).

use super::envelope::{Envelope, MAX_BODY, MAX_CODE, sender_fault};
use crate::codec::decode::{Decode, DecodeError, Outcome, WithReader};
#[cfg(feature = "__both-ends")]
use crate::codec::traits::Tag;
use crate::codec::xml::{self, Element};

/// Calls `with` with the `Error` element, and `id` with the request ID outside it.
fn find(
    body: &[u8],
    with: &mut dyn FnMut(&mut Element<'_, '_>) -> Outcome,
    id: &mut dyn FnMut(String),
) -> Outcome {
    let mut found = false;
    let mut error = |element: &mut Element<'_, '_>| {
        found = true;
        with(element)
    };
    xml::read(body, &mut |root| match root.name() {
        "Error" => error(root),
        "ErrorResponse" | "Response" => root.children(&mut |child| match child.name() {
            "Error" => error(child),
            "Errors" => child.children(&mut |child| match child.name() {
                "Error" => error(child),
                _ => Ok(()),
            }),
            "RequestId" | "RequestID" => {
                id(String::decode(child)?);
                Ok(())
            }
            _ => Ok(()),
        }),
        _ => Ok(()),
    })?;
    if found {
        Ok(())
    } else {
        Err(DecodeError::syntax(
            "an error in XML",
            "it has no `Error` element",
        ))
    }
}

/// Calls `with` with the reader of the error's members.
pub(super) fn read(body: &[u8], with: WithReader<'_>) -> Outcome {
    find(body, &mut |error| with(error), &mut |_| {})
}

/// An error whose members are in `body`, with its code; for a fake service.
#[cfg(feature = "__both-ends")]
pub(super) fn with_code(around: &str, code: &str, body: &[u8]) -> Vec<u8> {
    let code = xml::write("Code", Tag::DEFAULT, &mut |writer| writer.string(code)).body;
    let members = body
        .strip_prefix(b"<Error>")
        .and_then(|body| body.strip_suffix(b"</Error>"));
    let mut error = format!("<{around}><Error>").into_bytes();
    error.extend_from_slice(&code);
    error.extend_from_slice(members.unwrap_or_default());
    error.extend_from_slice(format!("</Error></{around}>").as_bytes());
    error
}

/// What is there. A body that is not an error has nothing, except a long one that was truncated here.
pub(super) fn envelope(body: &[u8]) -> Envelope {
    let mut envelope = Envelope::default();
    let (mut inside, mut outside) = (None, None);
    let mut fault = None;
    let outcome = find(
        body,
        &mut |error| {
            error.children(&mut |child| {
                let slot = match child.name() {
                    "Code" => &mut envelope.code,
                    "Message" | "message" => &mut envelope.message,
                    "RequestId" => &mut inside,
                    "Type" => &mut fault,
                    _ => return Ok(()),
                };
                let text = String::decode(child)?;
                slot.get_or_insert(text);
                Ok(())
            })
        },
        &mut |id| outside = Some(id),
    );
    if outcome.is_err() && body.len() < MAX_BODY {
        return Envelope::default(); // half an error says nothing reliable
    }
    envelope.request_id = outside.or(inside);
    envelope.sender_fault = fault.and_then(|fault| sender_fault(fault.trim()));
    for text in [&mut envelope.code, &mut envelope.request_id] {
        *text = text.take().filter(|text| !text.trim().is_empty());
        if let Some(text) = text {
            *text = text.trim().to_owned();
            text.truncate(text.floor_char_boundary(MAX_CODE));
        }
    }
    envelope
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_error_is_read() {
        for body in [
            "<?xml version='1.0'?>\n<ErrorResponse xmlns='http://x/'><Error><Type>Sender</Type><Code>NoSuch</Code>\
                <Message>It &lt;is&gt; not there</Message></Error><RequestId>id</RequestId></ErrorResponse>",
            "<Response><Errors><Error><Code>NoSuch</Code><Message>It &lt;is&gt; not there</Message></Error></Errors>\
                <RequestID>id</RequestID></Response>",
            "<Error><Code> NoSuch\n</Code><Message>It &lt;is&gt; not there</Message><Resource>/x</Resource>\
                <RequestId>id</RequestId></Error>",
            "<ErrorResponse><RequestId>id</RequestId><Error><Code>NoSuch</Code><message>It &lt;is&gt; not there</message>\
                </Error></ErrorResponse>",
        ] {
            let envelope = envelope(body.as_bytes());
            assert_eq!(envelope.code.as_deref(), Some("NoSuch"), "{body}");
            let message = envelope.message.as_deref();
            assert_eq!(message, Some("It <is> not there"), "{body}");
            assert_eq!(envelope.request_id.as_deref(), Some("id"), "{body}");
        }
    }

    #[test]
    fn anything_else_has_neither_a_code_nor_a_message() {
        for body in [
            "",
            "{}",
            "<html><body>Service Unavailable</body></html>",
            "<ErrorResponse><Code>NoSuch</Code></ErrorResponse>",
            "<Error><Code>NoSuch</Code>",
            "<Error><Code/><Message><b/></Message></Error>",
            "<!DOCTYPE html><Error><Code>NoSuch</Code></Error>",
        ] {
            assert_eq!(envelope(body.as_bytes()), Envelope::default(), "{body}");
        }
    }

    #[test]
    fn a_long_error_that_was_truncated_keeps_its_code() {
        let mut body = b"<Error><Code>NoSuch</Code><Message>".to_vec();
        body.resize(MAX_BODY, b'a');
        let envelope = envelope(&body);
        assert_eq!(envelope.code.as_deref(), Some("NoSuch"));
        assert_eq!(envelope.message, None);
    }

    #[test]
    fn the_members_of_an_error_are_in_its_element() {
        let body = b"<ErrorResponse><Error><Code>NoSuch</Code><Id>7</Id></Error></ErrorResponse>";
        let mut id: Option<i32> = None;
        read(body, &mut |reader| {
            crate::codec::decode::read_structure(reader, &mut [("Id", &mut id)])
        })
        .unwrap();
        assert_eq!(id, Some(7));
        assert!(read(b"<html/>", &mut |_| Ok(())).unwrap_err().is_syntax());
    }
}
