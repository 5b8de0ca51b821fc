//! XML: what restXml puts into bodies, and awsQuery and EC2 into responses.
//!
//! Source: <https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>,
//! <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>; [XML 1.0](https://www.w3.org/TR/xml/).

mod events;
mod lists;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use read::{Element, read};
#[cfg(feature = "__both-ends")]
pub(crate) use read::{boolean, number};
pub(crate) use write::write;

/// Whether a body may be XML that is not HTML.
pub(crate) fn is_like(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let body = body.trim_ascii_start();
    let starts = |text: &[u8]| {
        let start = body.get(..text.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    body.first().is_none_or(|first| *first == b'<') && !starts(b"<!doctype") && !starts(b"<html")
}
