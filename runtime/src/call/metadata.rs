//! How a response's metadata is shown.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::ResponseMetadata;
use crate::value::timestamp::Timestamp;

/// The media types that are shown. Anything else in `Content-Type` may repeat what was sent in the request.
const MEDIA_TYPES: [&str; 9] = [
    "application/cbor",
    "application/json",
    "application/octet-stream",
    "application/x-amz-json-1.0",
    "application/x-amz-json-1.1",
    "application/xml",
    "text/html",
    "text/plain",
    "text/xml",
];

impl fmt::Debug for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("status", &self.status)
            .field("headers", &Headers(&self.headers))
            .field("request_id", &self.request_id)
            .field("attempts", &self.attempts)
            .finish()
    }
}

struct Headers<'h>(&'h HeaderMap);

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.0 {
            let name_shown = format_args!("{name}");
            match harmless(name, value) {
                Some(value) => map.entry(&name_shown, &value),
                None => map.entry(&name_shown, &format_args!("..")),
            };
        }
        map.finish()
    }
}

/// The value of a header that only describes how the response was sent.
fn harmless<'v>(name: &HeaderName, value: &'v HeaderValue) -> Option<&'v str> {
    let text = value.to_str().ok()?;
    let is_harmless = if *name == header::CONTENT_LENGTH {
        text.len() < 20 && text.bytes().all(|byte| byte.is_ascii_digit())
    } else if *name == header::DATE {
        text.len() == 29 && text.ends_with(" GMT") && Timestamp::parse(text).is_ok()
    } else if *name == header::CONTENT_TYPE {
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        MEDIA_TYPES.contains(&essence)
            && matches!(parameters.trim(), "" | "charset=utf-8" | "charset=UTF-8")
    } else {
        false
    };
    is_harmless.then_some(text)
}
