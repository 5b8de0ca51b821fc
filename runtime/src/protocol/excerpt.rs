//! Describes a body that does not come from the service: a proxy's page, a redirect, or nothing.

use http::{HeaderMap, StatusCode, header};

/// The maximum length of an excerpt.
const EXCERPT_CHARS: usize = 120;

/// A response that has neither a code nor a message.
pub(crate) fn summary(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> String {
    if status.is_redirection() {
        return match text(headers, &header::LOCATION) {
            Some(to) => {
                let to: String = to.chars().take(4 * EXCERPT_CHARS).collect();
                format!(
                    "a redirect to {to}, which is not followed because the request is signed for one URL"
                )
            }
            None => format!(
                "a redirect without a `Location` header; {}",
                excerpt(headers, body)
            ),
        };
    }
    excerpt(headers, body)
}

/// The type, the length and the first words of a body.
pub(crate) fn excerpt(headers: &HeaderMap, body: &[u8]) -> String {
    if body.is_empty() {
        return "an empty body".to_owned();
    }
    let kind = text(headers, &header::CONTENT_TYPE).unwrap_or("no content type");
    let kind: String = kind.chars().take(EXCERPT_CHARS).collect();
    let start = String::from_utf8_lossy(&body[..body.len().min(4 * EXCERPT_CHARS)]);
    let mut excerpt: String = start
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(EXCERPT_CHARS)
        .collect();
    if excerpt.len() < body.len() {
        excerpt.push_str("..");
    }
    format!("{kind}, {} bytes: {excerpt}", length(headers, body))
}

/// The length of the body. Only the beginning of an error's body is read.
pub(crate) fn length(headers: &HeaderMap, body: &[u8]) -> usize {
    let announced = text(headers, &header::CONTENT_LENGTH).and_then(|text| text.parse().ok());
    announced.unwrap_or(0).max(body.len())
}

fn text<'h>(headers: &'h HeaderMap, name: &header::HeaderName) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
