//! The secrets of a request, and their removal from text.
//!
//! Services quote requests: a service that rejects a signature returns the canonical request, which contains the
//! session token. They do so in JSON, in HTML and in headers, with any kind of escaping. So secrets are searched for in
//! the text with all escapes decoded, and the corresponding parts of the original text are removed.

use std::{fmt, ops::Range};

use aws_credential_types::Credentials;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use super::escapes;
use crate::binding::list::split_list;

/// Replaces a secret.
const REDACTED: &str = "[redacted]";

/// The secrets that a request was sent with. They are collected while the request is written, at almost no cost, and
/// used only if there is something to show.
#[derive(Clone, Default)]
pub(crate) struct SentSecrets {
    pub(crate) credentials: Option<Credentials>,
    /// The signature, in hexadecimal.
    pub(crate) signature: String,
    /// The `sensitive` members, as they are sent.
    pub(crate) members: Vec<Sent>,
}

/// How a `sensitive` member is sent.
#[derive(Clone)]
pub(crate) enum Sent {
    /// In a JSON body.
    Json(Bytes),
    /// As `name=value&name=value` of a query.
    Query(Bytes),
    /// As a header's value, a list perhaps.
    Header(HeaderValue),
    /// As a label or a payload that is text.
    Text(Bytes),
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl fmt::Debug for SentSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// A secret in a form in which it may appear.
struct Needle {
    bytes: Vec<u8>,
    alone: Alone,
    /// Whether adjacent characters of base64's alphabet belong to it.
    base64: bool,
}

/// What must not be next to a secret: short texts and numbers can be part of others.
#[derive(Clone, Copy)]
enum Alone {
    Anything,
    NoLetterOrDigit,
    NoDigit,
}

/// A secret shorter than this is searched for as a word.
const SHORT: usize = 4;

impl SentSecrets {
    /// The text without the secrets, if it contains any.
    pub(crate) fn redact(&self, text: &[u8]) -> Option<Vec<u8>> {
        let needles = self.needles(text.len());
        let found = find(text, &needles);
        (!found.is_empty()).then(|| replace(text, found))
    }

    /// The bytes with the secrets overwritten, if they contain any: in a binary format, everything has to keep its length.
    pub(crate) fn mask(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let found = find(bytes, &self.needles(bytes.len()));
        (!found.is_empty()).then(|| {
            let mut masked = bytes.to_vec();
            for range in found {
                masked[range].fill(b'*');
            }
            masked
        })
    }

    /// [`redact`](Self::redact) of text.
    pub(crate) fn redact_text(&self, text: &str) -> Option<String> {
        let redacted = self.redact(text.as_bytes())?;
        Some(String::from_utf8_lossy(&redacted).into_owned())
    }

    /// A response's headers without the secrets.
    pub(crate) fn redact_headers(&self, headers: &mut HeaderMap) {
        for value in headers.values_mut() {
            if let Some(redacted) = self.redact(value.as_bytes()) {
                *value = HeaderValue::from_bytes(&redacted)
                    .unwrap_or(HeaderValue::from_static(REDACTED));
            }
        }
    }

    /// Everything that may appear in a text of this length.
    fn needles(&self, length: usize) -> Vec<Needle> {
        let mut needles = Needles {
            length,
            found: Vec::new(),
        };
        if let Some(credentials) = &self.credentials {
            needles.text(credentials.secret_access_key().as_bytes());
            needles.text(credentials.session_token().unwrap_or_default().as_bytes());
        }
        needles.text(self.signature.as_bytes());
        for member in &self.members {
            needles.member(member);
        }
        needles.found
    }
}

/// What to search for in a text of `length`.
struct Needles {
    length: usize,
    found: Vec<Needle>,
}

impl Needles {
    fn member(&mut self, member: &Sent) {
        match member {
            Sent::Json(json) => match serde_json::from_slice(json) {
                Ok(value) => self.leaves(&value),
                Err(_) => self.text(json),
            },
            Sent::Query(query) => {
                for parameter in query.split(|byte| *byte == b'&') {
                    let value = parameter.splitn(2, |byte| *byte == b'=').nth(1);
                    self.text(value.unwrap_or_default());
                }
            }
            Sent::Header(value) => {
                let value = value.as_bytes();
                self.text(value);
                let text = std::str::from_utf8(value).unwrap_or_default();
                if text.contains(',') {
                    for element in split_list(text).unwrap_or_default() {
                        self.text(element.as_bytes());
                    }
                }
                // A header that has a media type.
                if let Ok(decoded) = aws_smithy_types::base64::decode(text)
                    && std::str::from_utf8(&decoded).is_ok()
                {
                    self.text(&decoded);
                }
            }
            Sent::Text(text) => self.text(text),
        }
    }

    /// The strings and numbers in a value. Names of members are not secret.
    fn leaves(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.text(text.as_bytes()),
            Value::Number(number) => {
                let number = number.to_string();
                if number.len() >= SHORT {
                    self.add(number.into(), Alone::NoDigit, false);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.leaves(value)),
            Value::Object(members) => members.values().for_each(|value| self.leaves(value)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// A secret as is, with its escapes decoded, with the spaces of a form, and in base64.
    fn text(&mut self, secret: &[u8]) {
        let plain = escapes::plain(secret);
        if secret.contains(&b' ') {
            let form = secret
                .iter()
                .map(|byte| if *byte == b' ' { b'+' } else { *byte });
            self.add(form.collect(), Alone::Anything, false);
        }
        for text in [Some(secret), plain.as_deref()].into_iter().flatten() {
            let short = text.len() < SHORT;
            if !short && text.len() <= self.length {
                for inner in in_base64(text) {
                    let of_urls = inner.replace('+', "-").replace('/', "_");
                    if of_urls != inner {
                        self.add(of_urls.into(), Alone::Anything, true);
                    }
                    self.add(inner.into(), Alone::Anything, true);
                }
            }
            let alone = if short {
                Alone::NoLetterOrDigit
            } else {
                Alone::Anything
            };
            self.add(text.to_vec(), alone, false);
        }
    }

    fn add(&mut self, bytes: Vec<u8>, alone: Alone, base64: bool) {
        // A single character is not a secret.
        if bytes.len() > 1 && bytes.len() <= self.length {
            self.found.push(Needle {
                bytes,
                alone,
                base64,
            });
        }
    }
}

/// The base64 characters that do not depend on the text's surroundings or its position.
fn in_base64(text: &[u8]) -> impl Iterator<Item = String> {
    (0..3).filter_map(move |before| {
        let padded = [&[0; 3][..before], text].concat();
        let whole = padded.len() / 3 * 4;
        let encoded = aws_smithy_types::base64::encode(&padded);
        // The characters that contain bits of the preceding bytes.
        let start = [0, 2, 3][before];
        let inner = encoded.get(start..whole)?;
        (inner.len() >= 8).then(|| inner.to_owned())
    })
}

/// Where the needles are, in any layer of escapes.
fn find(text: &[u8], needles: &[Needle]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for needle in needles {
        each(text, needle, &mut |start, end| found.push(start..end));
    }
    if !needles.is_empty() {
        for layer in escapes::layers(text) {
            for needle in needles {
                each(&layer.bytes, needle, &mut |start, end| {
                    found.push(layer.origin(start, end));
                });
            }
        }
    }
    found
}

/// Calls `with` for every place of the needle.
fn each(text: &[u8], needle: &Needle, with: &mut dyn FnMut(usize, usize)) {
    let Some((first, rest)) = needle.bytes.split_first() else {
        return;
    };
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|byte| byte == first) {
        let (start, end) = (from + at, from + at + needle.bytes.len());
        from = start + 1;
        if text.get(start + 1..end) != Some(rest) {
            continue;
        }
        let beside = |byte: Option<&u8>| {
            byte.is_some_and(|byte| match needle.alone {
                Alone::Anything => false,
                Alone::NoLetterOrDigit => byte.is_ascii_alphanumeric(),
                Alone::NoDigit => byte.is_ascii_digit(),
            })
        };
        let before = start.checked_sub(1).and_then(|at| text.get(at));
        if beside(before) || beside(text.get(end)) {
            continue;
        }
        let (mut first, mut last) = (start, end);
        if needle.base64 {
            let belongs = |byte: &u8| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
            };
            first -= text[..start]
                .iter()
                .rev()
                .take_while(|byte| belongs(byte))
                .count();
            last += text[end..].iter().take_while(|byte| belongs(byte)).count();
        }
        with(first, last);
        from = end;
    }
}

/// The text with the places replaced. Adjacent places are merged.
fn replace(text: &[u8], mut found: Vec<Range<usize>>) -> Vec<u8> {
    found.sort_unstable_by_key(|range| range.start);
    let mut out = Vec::with_capacity(text.len());
    let mut done = 0;
    for range in found {
        if range.end <= done {
            continue;
        }
        if range.start >= done {
            out.extend_from_slice(&text[done..range.start]);
            let json = is_json_number(text, &range);
            out.extend_from_slice(if json {
                b"\"[redacted]\""
            } else {
                REDACTED.as_bytes()
            });
        }
        done = range.end;
    }
    out.extend_from_slice(&text[done..]);
    out
}

/// Whether the place is an entire number in JSON text, which only a string can replace without breaking the JSON.
fn is_json_number(text: &[u8], place: &Range<usize>) -> bool {
    let number = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
    let before = text[..place.start].trim_ascii_end().last();
    let after = text[place.end..].trim_ascii_start().first();
    text[place.clone()].iter().all(number)
        && matches!(before, Some(b':' | b',' | b'['))
        && matches!(after, Some(b',' | b']' | b'}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "IQoJ/b3+p==&x";

    fn secrets() -> SentSecrets {
        SentSecrets {
            credentials: Some(Credentials::from_keys(
                "AKID",
                "secret/key+1",
                Some(TOKEN.to_owned()),
            )),
            signature: "0123456789abcdef".repeat(4),
            members: vec![
                Sent::Json(Bytes::from_static(
                    br#"{"Name":"a \"quoted\" name","Pin":"42","Size":12345}"#,
                )),
                Sent::Text(Bytes::from_static(b"what%20nobody%2Fmay")),
                Sent::Text(Bytes::from_static(b"a blank")),
                Sent::Text(Bytes::new()),
                Sent::Query(Bytes::from_static(b"pin=987&pin=of%3Dtwo&x=y")),
                Sent::Header(HeaderValue::from_static("element-1, \"element,2\"")),
                Sent::Header(HeaderValue::from_static("eyJhIjoiYiJ9")),
            ],
        }
    }

    fn redacted(text: &str) -> String {
        secrets()
            .redact_text(text)
            .unwrap_or_else(|| text.to_owned())
    }

    #[test]
    fn a_secret_is_found_in_every_form() {
        for escaped in [
            r"IQoJ/b3+p==&x",
            r"IQoJ\/b3+p\u003d\u003D\u0026x",
            r"IQoJ\/b3\u002bp==&x",
            r"IQoJ\\/b3\\u002Bp\\u003d=&x",
            "IQoJ/b3&#43;p&#61;&#x3D;&amp;x",
            "IQoJ&#47;b3&amp;#43;p&amp;#61;&amp;#x3d;&amp;amp;x",
            "IQoJ&sol;b3&plus;p&equals;&equals;&amp;x",
            "IQoJ%2Fb3%2Bp%3D%3D%26x",
            "IQoJ%2fb3%2bp%3d%3d%26x",
            "IQoJ%252Fb3%252bp%253D%253d%2526x",
            r"IQoJ%2Fb3\u0025\u0032Bp&#37;3D%3D&#x25;26x",
        ] {
            assert_eq!(
                redacted(&format!("<{escaped}> is")),
                "<[redacted]> is",
                "{escaped}"
            );
            assert_eq!(redacted(escaped), "[redacted]", "{escaped}");
        }
    }

    #[test]
    fn a_secret_is_found_in_base64() {
        for before in ["", "a", "ab", "abc"] {
            for after in ["", "a", "ab"] {
                let text = aws_smithy_types::base64::encode(format!("{before}{TOKEN}{after}"));
                let shown = format!("it was {}", redacted(&text));
                assert_eq!(shown, "it was [redacted]");
                let of_urls = text.replace('+', "-").replace('/', "_").replace('=', "%3D");
                assert!(redacted(&of_urls).starts_with("[redacted]"), "{of_urls}");
            }
        }
    }

    #[test]
    fn every_secret_is_found() {
        for (text, shown) in [
            ("secret/key+1", "[redacted]"),
            ("secret%2Fkey%2B1 secret/key+1", "[redacted] [redacted]"),
            (r#"no a \"quoted\" name"#, "no [redacted]"),
            (r#"no a "quoted" name"#, "no [redacted]"),
            (
                "what nobody/may and what%20nobody%2Fmay",
                "[redacted] and [redacted]",
            ),
            ("a+blank a%20blank", "[redacted] [redacted]"),
            ("pin 42, room 142", "pin [redacted], room 142"),
            (
                r#"{"Size":12345,"Is":123456}"#,
                r#"{"Size":"[redacted]","Is":123456}"#,
            ),
            ("size 12345 is x12345", "size [redacted] is x[redacted]"),
            ("pin=987 or of=two", "pin=[redacted] or [redacted]"),
            ("is element,2 or element-1", "is [redacted] or [redacted]"),
            (r#"{"a":"b"} or eyJhIjoiYiJ9"#, "[redacted] or [redacted]"),
        ] {
            assert_eq!(redacted(text), shown);
        }
        let signature = secrets().signature;
        assert_eq!(
            redacted(&format!("Signature={signature}")),
            "Signature=[redacted]"
        );
    }

    #[test]
    fn text_that_is_not_secret_is_kept() {
        for text in [
            "",
            "x",
            "Name: x",
            "IQoJ/b3+p==",
            "secret",
            r"a\u003db",
            "%%%",
            "&&&",
        ] {
            assert!(secrets().redact(text.as_bytes()).is_none(), "{text}");
        }
        assert!(SentSecrets::default().redact(b"anything").is_none());
    }

    #[test]
    fn json_stays_json() {
        let body = r#"{"message":"token IQoJ\/b3+p\u003d\u003d\u0026x, name a \"quoted\" name","n":[12345 , 12345]}"#;
        let value: Value = serde_json::from_str(&redacted(body)).unwrap();
        assert_eq!(value["message"], "token [redacted], name [redacted]");
        assert_eq!(value["n"][1], "[redacted]");
    }

    #[test]
    fn bytes_that_are_not_text_are_searched() {
        let text = [b"\xff\xfe", TOKEN.as_bytes(), b"\xff"].concat();
        assert_eq!(secrets().redact(&text).unwrap(), b"\xff\xfe[redacted]\xff");
    }
}
