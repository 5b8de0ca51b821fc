//! What every error response contains: the code, the message and the request ID.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>. Smithy's order
//! is the header `x-amzn-errortype`, then the body's `code`, then its `__type`. Services that Smithy does not describe
//! spell the second one `Code`; botocore (`RestJSONParser._inject_error_code`) reads it in the same place.

use http::{HeaderMap, HeaderName};

use crate::codec::decode::{self, Outcome, Slot, WithReader};
use crate::redact::secrets::SentSecrets;
use crate::value::document::Document;

/// The maximum number of bytes read of an error's body: an error needs only a few hundred, and its text goes into logs.
/// Anything beyond is discarded, and a message that does not end within the limit is not shown.
pub(crate) const MAX_BODY: usize = 1024 * 1024;

/// The header that has an error's code.
pub(crate) const TYPE: &str = "x-amzn-errortype";

/// The maximum length of a code and a request ID, in bytes.
pub(super) const MAX_CODE: usize = 256;

/// An error's code and message, wherever they are in the response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    pub(crate) code: Option<String>,
    /// The code that the model has, if the service reports the one of the time when it spoke awsQuery.
    pub(crate) modeled: Option<String>,
    pub(crate) message: Option<String>,
    /// The request ID, if it is in the body.
    pub(crate) request_id: Option<String>,
    /// Whether the sender is at fault, if the response says so.
    pub(crate) sender_fault: Option<bool>,
}

/// Whether `Sender`, which is not at fault if it is `Receiver`, is at fault. Services write other words, too.
pub(super) fn sender_fault(fault: &str) -> Option<bool> {
    match fault {
        "Sender" => Some(true),
        "Receiver" => Some(false),
        _ => None,
    }
}

impl Envelope {
    /// The envelope with the code that the service had when it spoke awsQuery, if the response has it: in the header
    /// `x-amzn-query-error`, as `Code;Sender`. botocore (`_do_query_compatible_error_parse`) reads it the same way. Source:
    /// <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait>.
    pub(crate) fn or_query_error(mut self, headers: &HeaderMap) -> Self {
        let header = headers.get("x-amzn-query-error");
        let header = header.and_then(|value| value.to_str().ok());
        if let Some((code, fault)) = header.and_then(|text| text.split_once(';'))
            && !code.is_empty()
            && !fault.contains(';')
        {
            let code = code[..code.floor_char_boundary(MAX_CODE)].to_owned();
            self.modeled = self.code.replace(code);
            self.sender_fault = sender_fault(fault.trim());
        }
        self
    }

    /// The codes that the declaration may know the error by.
    pub(crate) fn codes(&self) -> [Option<&str>; 2] {
        [self.code.as_deref(), self.modeled.as_deref()]
    }
}

/// Which member of the body has the code, if it has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeMember {
    /// `code`, as in restJson1.
    Code,
    /// `__type`, as in awsJson and rpcv2Cbor, where `code` may be a member of the error itself: Lightsail's errors have one.
    Type,
}

/// Reads what is there, in a body that `read` reads. One that is not a structure has neither, except a long one that was
/// truncated here.
pub(crate) fn read(
    headers: &HeaderMap,
    body: &[u8],
    member: CodeMember,
    read: fn(&[u8], WithReader<'_>) -> Outcome,
) -> Envelope {
    let from_header = headers.get(TYPE).and_then(|value| value.to_str().ok());
    let mut members: [Option<Document>; 6] = [const { None }; 6];
    let [
        code,
        capital_code,
        type_,
        message,
        capital_message,
        error_message,
    ] = &mut members;
    let outcome = read(body, &mut |reader| {
        decode::read_structure(
            reader,
            &mut [
                ("code", code as &mut dyn Slot),
                ("Code", capital_code),
                ("__type", type_),
                ("message", message),
                ("Message", capital_message),
                ("errorMessage", error_message),
            ],
        )
    });
    if outcome.is_err() && body.len() < MAX_BODY {
        members = [const { None }; 6]; // half an object says nothing reliable
    }
    let text = |index: usize| {
        members[index]
            .as_ref()
            .and_then(|value| value.as_value().as_str())
    };
    let (code, type_) = ([text(0), text(1)], text(2));
    let codes = match member {
        CodeMember::Code => [code[0], code[1], type_],
        CodeMember::Type => [type_, code[0], code[1]],
    };
    Envelope {
        // A source without a code is skipped, so that an empty header does not hide the others.
        code: std::iter::once(from_header)
            .chain(codes)
            .flatten()
            .map(sanitize_code)
            .find(|code| !code.is_empty())
            .map(|code| code[..code.floor_char_boundary(MAX_CODE)].to_owned()),
        modeled: None,
        message: text(3)
            .or_else(|| text(4))
            .or_else(|| text(5))
            .map(str::to_owned),
        request_id: None,
        sender_fault: None,
    }
}

/// `aws.protocoltests.restjson#FooError:http://internal.amazon.com/` -> `FooError`.
fn sanitize_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or_default();
    code.rsplit('#').next().unwrap_or_default().trim()
}

/// The request ID assigned by the service, without the request's secrets.
pub(crate) fn request_id(headers: &HeaderMap, secrets: &SentSecrets) -> Option<String> {
    static NAMES: [HeaderName; 3] = [
        HeaderName::from_static("x-amzn-requestid"),
        HeaderName::from_static("x-amzn-request-id"),
        HeaderName::from_static("x-amz-request-id"),
    ];

    let id = NAMES
        .iter()
        .find_map(|name| headers.get(name))
        .and_then(|value| value.to_str().ok())?;
    // Nearly every ID is a UUID, which cannot be a secret.
    let mut id = (!is_uuid(id))
        .then(|| secrets.redact_text(id))
        .flatten()
        .unwrap_or_else(|| id.to_owned());
    id.truncate(id.floor_char_boundary(MAX_CODE));
    Some(id)
}

fn is_uuid(id: &str) -> bool {
    // Without a branch for each byte, because every call does this.
    let is_hex_or_hyphen = |byte: u8| {
        byte.wrapping_sub(b'0') < 10 || (byte | 0x20).wrapping_sub(b'a') < 6 || byte == b'-'
    };
    id.len() == 36
        && id
            .bytes()
            .fold(true, |all, byte| all & is_hex_or_hyphen(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::json;

    fn in_json(headers: &HeaderMap, body: &[u8]) -> Envelope {
        read(headers, body, CodeMember::Code, json::read)
    }

    #[test]
    fn a_code_loses_its_namespace_and_its_uri() {
        for code in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/",
        ] {
            assert_eq!(sanitize_code(code), "FooError");
        }
    }

    #[test]
    fn the_header_takes_precedence_over_the_body() {
        let mut headers = HeaderMap::new();
        headers.insert("x-amzn-errortype", "A".parse().unwrap());
        let envelope = in_json(&headers, br#"{"code":"B","__type":"C","Message":"m"}"#);
        assert_eq!(envelope.code.as_deref(), Some("A"));
        assert_eq!(envelope.message.as_deref(), Some("m"));
    }

    /// What botocore 1.44.5's `RestJSONParser` returns for the same responses (`parse(response, None)["Error"]["Code"]`,
    /// run over this table).
    #[test]
    fn the_code_is_the_one_that_botocore_reads() {
        for (header, body, code) in [
            (None, r#"{"code":"c"}"#, "c"),
            (None, r#"{"Code":"C"}"#, "C"),
            (None, r#"{"__type":"T"}"#, "T"),
            (None, r#"{"code":"c","Code":"C"}"#, "c"),
            (None, r#"{"Code":"C","code":"c"}"#, "c"),
            (None, r#"{"code":"c","__type":"T"}"#, "c"),
            (None, r#"{"Code":"C","__type":"T"}"#, "C"),
            (None, r#"{"__type":"T","Code":"C","code":"c"}"#, "c"),
            (None, r#"{"code":null,"__type":"T"}"#, "T"),
            (None, r#"{"Code":null,"__type":"T"}"#, "T"),
            (None, r#"{"code":"ns#c:http://x/"}"#, "c"),
            (None, r#"{"Code":"ns#C:u"}"#, "C"),
            (None, r#"{"__type":"ns#T:u"}"#, "T"),
            (None, r#"{"__type":"a#b#T"}"#, "T"),
            (None, r#"{"code":"a:b#c"}"#, "a"),
            (Some("H"), "{}", "H"),
            (Some("H"), r#"{"code":"c"}"#, "H"),
            (Some("H"), r#"{"Code":"C","__type":"T"}"#, "H"),
            (Some("H"), r#"{"__type":"T","Code":"C","code":"c"}"#, "H"),
            (Some("ns#H:http://x/"), r#"{"code":"c"}"#, "H"),
        ] {
            assert_eq!(code_of(header, body).as_deref(), Some(code), "{body}");
        }
    }

    /// For these, botocore returns an empty code, a number or the `__type` behind a `Code`. Here, a value that is not a
    /// code is skipped.
    #[test]
    fn a_value_that_is_not_a_code_does_not_hide_one() {
        for (header, body, code) in [
            (Some(""), r#"{"code":"c"}"#, Some("c")),
            (None, r#"{"code":"","__type":"T"}"#, Some("T")),
            (None, r#"{"code":7,"__type":"T"}"#, Some("T")),
            (None, r#"{"Code":{},"__type":"T"}"#, Some("T")),
            (None, r#"{"code":null,"Code":"C","__type":"T"}"#, Some("C")),
            (None, r#"{"code":" c "}"#, Some("c")),
            (None, r#"{"CODE":"x","__Type":"x"}"#, None),
            (None, r#"{"__type":null}"#, None),
        ] {
            assert_eq!(code_of(header, body).as_deref(), code, "{body}");
        }
    }

    fn code_of(header: Option<&'static str>, body: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(header) = header {
            headers.insert("x-amzn-errortype", http::HeaderValue::from_static(header));
        }
        in_json(&headers, body.as_bytes()).code
    }

    /// botocore (`BaseJSONParser._do_error_parse`) reads no other member.
    #[test]
    fn a_member_called_code_is_not_the_code_where_the_type_is() {
        for (body, code) in [
            (r#"{"code":"c","Code":"C","__type":"ns#T"}"#, "T"),
            (r#"{"code":"c"}"#, "c"),
            (r#"{"code":"c","__type":""}"#, "c"),
        ] {
            let member = CodeMember::Type;
            let envelope = read(&HeaderMap::new(), body.as_bytes(), member, json::read);
            assert_eq!(envelope.code.as_deref(), Some(code), "{body}");
        }
    }

    #[test]
    fn a_body_that_is_not_an_object_has_neither() {
        for body in [
            &b""[..],
            b"<html>",
            b"[1]",
            b"{\"code\":\"A\"",
            b"{\"code\":7}",
        ] {
            assert_eq!(in_json(&HeaderMap::new(), body), Envelope::default());
        }
    }
}
