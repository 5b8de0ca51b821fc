//! Percent-encoding, by the rules of the HTTP bindings.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait>: everything except RFC 3986's unreserved
//! characters is encoded, both in labels and in the query.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything except RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// [`RESERVED`] without `/`: a greedy label spans several segments.
const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

/// Appends `text` encoded.
pub(crate) fn push_encoded(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// `text` encoded.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Appends `text` encoded, keeping its slashes.
pub(crate) fn push_encoded_path(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED_BUT_SLASH));
}

/// Encodes the pieces of a path, keeping its slashes.
pub(crate) fn encoded_path(path: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(path, RESERVED_BUT_SLASH)
}

/// Whether this is a segment that HTTP clients and servers remove from a path, encoded or not.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    matches!(segment, "." | "..")
}

/// Appends `name=value` to a query.
pub(crate) fn push_query(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    push_encoded(query, name);
    query.push('=');
    push_encoded(query, value);
}
