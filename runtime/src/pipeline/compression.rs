//! Request compression.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-compression.html>.

use crate::binding::request::RequestParts;
use crate::client::Engine;
use crate::error::Cause;

/// Compresses a body in memory if it is long enough, and sets `Content-Encoding`. Without the feature `compression` the
/// body is sent as is, which every service accepts.
#[cfg(feature = "compression")]
pub(crate) fn compress(engine: &Engine, parts: &mut RequestParts) -> Result<(), Cause> {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};
    use http::{HeaderValue, header::CONTENT_ENCODING};

    use crate::binding::request::{BuildError, RequestBody};

    let refuse = |problem: String| Cause::Build(BuildError::new("payload", problem));
    let RequestBody::Bytes(bytes) = &parts.body else {
        return Ok(());
    };
    if engine.disable_compression || bytes.len() < engine.min_compression_bytes {
        return Ok(());
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(bytes)
        .map_err(|error| refuse(format!("cannot be compressed: {error}")))?;
    let compressed = encoder
        .finish()
        .map_err(|error| refuse(format!("cannot be compressed: {error}")))?;
    let encoding = match parts.headers.get(CONTENT_ENCODING) {
        Some(given) => {
            let mut list = given.as_bytes().to_vec();
            list.extend_from_slice(b", gzip");
            HeaderValue::from_bytes(&list)
                .map_err(|error| refuse(format!("has no valid Content-Encoding: {error}")))?
        }
        None => HeaderValue::from_static("gzip"),
    };
    parts.headers.insert(CONTENT_ENCODING, encoding);
    parts.body = RequestBody::Bytes(compressed.into());
    Ok(())
}

#[cfg(not(feature = "compression"))]
#[allow(clippy::unnecessary_wraps)] // the signature of the other one
pub(crate) const fn compress(_: &Engine, _: &mut RequestParts) -> Result<(), Cause> {
    Ok(())
}
