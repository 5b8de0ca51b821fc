//! A request as it arrived.

use bytes::Bytes;
use http::{HeaderMap, Method, Uri, request::Parts};
use percent_encoding::percent_decode_str;

use crate::serve::route::RequestLine;

/// A request with its whole body.
#[derive(Clone)]
pub(crate) struct Incoming {
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Incoming {
    pub(crate) fn new(parts: Parts, body: Bytes) -> Self {
        Self {
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body,
        }
    }

    /// What says which operation is called.
    pub(crate) fn line(&self) -> RequestLine<'_> {
        RequestLine {
            method: &self.method,
            path: self.uri.path(),
            query: self.uri.query().unwrap_or_default(),
            headers: &self.headers,
            body: &self.body,
        }
    }
}

pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
