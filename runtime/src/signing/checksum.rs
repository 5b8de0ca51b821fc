//! Hashes of payloads.

use http::{HeaderName, HeaderValue};

use crate::binding::request::{BuildError, RequestBody, RequestParts};
use crate::error::Cause;
use crate::value::stream::Outgoing;

static CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Adds `Content-MD5`. Source: <https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait>.
pub(crate) fn add_md5(parts: &mut RequestParts) -> Result<(), Cause> {
    use md5::{Digest, Md5};

    let bytes = match &parts.body {
        RequestBody::None => &[][..],
        RequestBody::Bytes(bytes) => bytes,
        RequestBody::Stream(stream) => stream.as_bytes().ok_or_else(|| {
            refuse("must be bytes because the operation sends its checksum in a header")
        })?,
    };
    if parts.headers.contains_key(&CONTENT_MD5) {
        return Ok(());
    }
    let digest = aws_smithy_types::base64::encode(Md5::digest(bytes));
    let digest = HeaderValue::from_str(&digest).map_err(|error| {
        refuse(&format!(
            "has a checksum that is not valid in a header: {error}"
        ))
    })?;
    parts.headers.insert(&CONTENT_MD5, digest);
    Ok(())
}

/// The SHA-256 of a payload that can be read again.
pub(crate) async fn sha256(stream: &Outgoing) -> Result<String, Cause> {
    use sha2::{Digest, Sha256};

    let Some(mut source) = stream.reread() else {
        return Err(refuse(
            "is a stream with an unknown SHA-256, which SigV4 signs; provide it with `ByteStream::with_sha256`, declare the operation `unsigned_payload` if the service allows that, or send bytes or a file",
        ));
    };
    let mut hash = Sha256::new();
    while let Some(piece) = source.next().await {
        hash.update(&piece.map_err(|error| refuse(&format!("cannot be read: {error}")))?);
    }
    Ok(hex(&hash.finalize()))
}

/// Bytes in hexadecimal. The crate `hex` takes ten times as long, which is noticeable for every call.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = vec![0; bytes.len() * 2];
    for (digits, byte) in text.chunks_exact_mut(2).zip(bytes) {
        digits[0] = DIGITS[usize::from(byte >> 4)];
        digits[1] = DIGITS[usize::from(byte & 15)];
    }
    String::from_utf8(text).unwrap_or_default() // all of them are ASCII
}

fn refuse(problem: &str) -> Cause {
    Cause::Build(BuildError::new("payload", problem))
}
