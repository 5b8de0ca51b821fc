//! A request as the operation that it calls.

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, HeaderMap, HeaderValue};

use crate::binding::payload::ResponseBody;
use crate::binding::request_reader::RequestReader;
use crate::codec::decode::DecodeError;
use crate::declaration::operation::Operation;
use crate::serve::route::Pattern;

/// A request that was routed to an operation.
#[derive(Debug)]
pub(crate) struct Routed<'r> {
    /// The labels of its path, as sent.
    pub(crate) labels: Vec<&'r str>,
    pub(crate) query: &'r str,
    pub(crate) headers: &'r HeaderMap,
    /// Not compressed.
    pub(crate) body: ResponseBody,
}

/// The pattern of an operation in a table of routes.
pub(crate) const fn pattern<O: Operation>() -> Pattern {
    Pattern {
        meta: O::META,
        greedy: O::GREEDY,
    }
}

/// Reads a request that was routed to the operation `O`.
pub(crate) fn read<O: Operation>(routed: Routed<'_>) -> Result<O, DecodeError> {
    let Routed {
        labels,
        query,
        headers,
        body,
    } = routed;
    O::read(&mut RequestReader::new(
        O::META,
        labels,
        query,
        headers,
        body,
    )?)
}

/// Undoes the compression that a client adds to what the caller sends: the last content encoding. At most `limit` bytes.
pub(crate) fn decompressed(
    headers: &mut HeaderMap,
    body: Bytes,
    limit: usize,
) -> Result<Bytes, DecodeError> {
    let encoding = headers.get(CONTENT_ENCODING);
    let encoding = encoding.and_then(|value| value.to_str().ok());
    let Some(others) = encoding.and_then(|encodings| encodings.trim().strip_suffix("gzip")) else {
        return Ok(body);
    };
    let plain = gunzip(&body, limit)?;
    let others = others.trim_end().trim_end_matches(',').trim_end();
    match HeaderValue::from_str(others) {
        Ok(others) if !others.is_empty() => drop(headers.insert(CONTENT_ENCODING, others)),
        _ => drop(headers.remove(CONTENT_ENCODING)),
    }
    Ok(plain)
}

#[cfg(feature = "compression")]
fn gunzip(body: &[u8], limit: usize) -> Result<Bytes, DecodeError> {
    use std::io::Read;

    let mut plain = Vec::new();
    let limit = u64::try_from(limit).unwrap_or(u64::MAX);
    let mut decoder = flate2::read::GzDecoder::new(body).take(limit.saturating_add(1));
    decoder
        .read_to_end(&mut plain)
        .map_err(|error| DecodeError::syntax("gzip", error))?;
    if plain.len() as u64 > limit {
        return Err(DecodeError::new("the decompressed body is too large"));
    }
    Ok(plain.into())
}

#[cfg(not(feature = "compression"))]
fn gunzip(_: &[u8], _: usize) -> Result<Bytes, DecodeError> {
    Err(DecodeError::new(
        "the body is compressed, which needs the feature `compression`",
    ))
}
