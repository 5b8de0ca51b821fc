//! What every error response says: its code, its message, the request's id.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.

use http::HeaderMap;

use crate::{
    Document,
    codec::decode::{self, Slot},
};

/// An error's code and message, wherever the response has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

impl Envelope {
    /// Reads what there is; a body that is no JSON object has neither.
    pub(crate) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let from_header = headers
            .get("x-amzn-errortype")
            .and_then(|value| value.to_str().ok());
        let mut members: [Option<Document>; 5] = [const { None }; 5];
        let [code, type_, message, capital_message, error_message] = &mut members;
        let read = decode::read_json(body, &mut |reader| {
            decode::read_structure(
                reader,
                &mut [
                    ("code", code as &mut dyn Slot),
                    ("__type", type_),
                    ("message", message),
                    ("Message", capital_message),
                    ("errorMessage", error_message),
                ],
            )
        });
        if read.is_err() {
            members = [const { None }; 5]; // half an object says nothing reliable
        }
        let text = |index: usize| {
            members[index]
                .as_ref()
                .and_then(|value| value.as_value().as_str())
        };
        Self {
            code: from_header
                .or_else(|| text(0))
                .or_else(|| text(1))
                .map(sanitize_code)
                .filter(|code| !code.is_empty())
                .map(str::to_owned),
            message: text(2)
                .or_else(|| text(3))
                .or_else(|| text(4))
                .map(str::to_owned),
        }
    }
}

/// `aws.protocoltests.restjson#FooError:http://internal.amazon.com/` -> `FooError`.
fn sanitize_code(code: &str) -> &str {
    let code = code.split(':').next().unwrap_or_default();
    code.rsplit('#').next().unwrap_or_default().trim()
}

/// The id that the service gave the request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
        .iter()
        .find_map(|name| headers.get(*name))
        .and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_header_wins_over_the_body() {
        let mut headers = HeaderMap::new();
        headers.insert("x-amzn-errortype", "A".parse().unwrap());
        let envelope = Envelope::read(&headers, br#"{"code":"B","__type":"C","Message":"m"}"#);
        assert_eq!(envelope.code.as_deref(), Some("A"));
        assert_eq!(envelope.message.as_deref(), Some("m"));
    }

    #[test]
    fn what_is_no_object_has_neither() {
        for body in [
            &b""[..],
            b"<html>",
            b"[1]",
            b"{\"code\":\"A\"",
            b"{\"code\":7}",
        ] {
            assert_eq!(Envelope::read(&HeaderMap::new(), body), Envelope::default());
        }
    }
}
