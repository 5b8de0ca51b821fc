//! The content types that a request sends and accepts.
//!
//! Source: Smithy's [HTTP protocol compliance tests](https://smithy.io/2.0/additional-specs/http-protocol-compliance-tests.html)
//! of malformed requests for restJson1.

use http::{HeaderMap, header};

use crate::declaration::content::Content;
use crate::declaration::meta::OperationMeta;

/// The content with the content type that the protocol gives to members.
fn resolved(meta: &OperationMeta, content: Content) -> Content {
    let protocol = meta.service.protocol;
    match content {
        Content::Members => Content::MediaType(protocol.content_type()),
        Content::Nothing if protocol.empty_input(meta.name).is_some() => {
            Content::MediaType(protocol.content_type())
        }
        other => other,
    }
}

/// Whether the body of a request has the content type that its operation takes.
pub(crate) fn is_supported(
    meta: &OperationMeta,
    content: Content,
    headers: &HeaderMap,
    is_empty: bool,
) -> bool {
    let sent = text(headers, &header::CONTENT_TYPE).map(essence);
    match (resolved(meta, content), sent) {
        (Content::MediaType(expected), Some(sent)) => sent.eq_ignore_ascii_case(essence(expected)),
        // A client that sends a content type without a body does no harm.
        (Content::MediaType(_), None) | (Content::Nothing, _) => is_empty,
        (Content::Members | Content::Any, _) => true,
    }
}

/// Whether the response of an operation has a content type that the request accepts.
pub(crate) fn is_acceptable(meta: &OperationMeta, content: Content, headers: &HeaderMap) -> bool {
    let Content::MediaType(offered) = resolved(meta, content) else {
        return true;
    };
    let offered = essence(offered);
    let kind = offered.split('/').next().unwrap_or_default();
    match text(headers, &header::ACCEPT) {
        None => true,
        Some(accepted) => accepted.split(',').map(essence).any(|range| {
            let (range_kind, subtype) = range.split_once('/').unwrap_or((range, ""));
            range == "*/*"
                || range == "*"
                || range.eq_ignore_ascii_case(offered)
                || (subtype == "*" && range_kind.eq_ignore_ascii_case(kind))
        }),
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
