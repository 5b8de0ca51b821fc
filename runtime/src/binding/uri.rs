//! Percent-encoding, by the rules of the HTTP bindings.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait>: everything except RFC 3986's unreserved
//! characters is encoded, both in labels and in the query.

use std::borrow::Cow;

/// RFC 3986's unreserved characters.
const UNRESERVED: [bool; 256] = {
    let mut is = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        byte += 1;
    }
    is
};

/// [`UNRESERVED`] and `/`: a greedy label spans several segments.
const OF_PATHS: [bool; 256] = {
    let mut is = UNRESERVED;
    is[b'/' as usize] = true;
    is
};

/// The first byte at or after `from` that is not in `kept`. Most texts have none.
fn first_other(text: &[u8], from: usize, kept: &[bool; 256]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let other = rest.iter().position(|byte| !kept[usize::from(*byte)]);
    other.map_or(text.len(), |other| from + other)
}

/// Appends `text` with every byte encoded that is not in `kept`.
fn push(out: &mut String, text: &str, kept: &[bool; 256]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut start = 0;
    loop {
        let other = first_other(text.as_bytes(), start, kept);
        // What is kept is ASCII, so it starts and ends between characters.
        out.push_str(text.get(start..other).unwrap_or_default());
        let Some(byte) = text.as_bytes().get(other) else {
            return;
        };
        out.push('%');
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
        start = other + 1;
    }
}

/// Appends `text` encoded.
pub(crate) fn push_encoded(out: &mut String, text: &str) {
    push(out, text, &UNRESERVED);
}

/// `text` encoded.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text, &UNRESERVED);
    out
}

/// Appends `text` encoded, keeping its slashes.
pub(crate) fn push_encoded_path(out: &mut String, text: &str) {
    push(out, text, &OF_PATHS);
}

/// A path encoded, keeping its slashes.
pub(crate) fn encoded_path(path: &str) -> Cow<'_, str> {
    if first_other(path.as_bytes(), 0, &OF_PATHS) == path.len() {
        return Cow::Borrowed(path);
    }
    let mut out = String::with_capacity(path.len() + 16);
    push(&mut out, path, &OF_PATHS);
    Cow::Owned(out)
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

#[cfg(test)]
mod tests {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

    use super::*;

    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    const RESERVED_BUT_SLASH: &AsciiSet = &RESERVED.remove(b'/');

    #[test]
    fn every_character_is_encoded_as_by_the_crate_for_it() {
        let texts = (0..=0x1_F600)
            .filter_map(char::from_u32)
            .map(|character| format!("a{character}{character}~"));
        for text in texts.chain([String::new(), "plain".to_owned(), "%/%".to_owned()]) {
            let expected = utf8_percent_encode(&text, RESERVED).to_string();
            assert_eq!(encoded(&text), expected, "{text}");
            let expected = utf8_percent_encode(&text, RESERVED_BUT_SLASH).to_string();
            assert_eq!(encoded_path(&text), expected, "{text}");
            let mut out = "x".to_owned();
            push_encoded_path(&mut out, &text);
            assert_eq!(out, format!("x{expected}"));
        }
    }
}
