//! Payloads that are not held in memory, in both directions.

mod download;
mod memory;
mod silence;
mod stalled;
mod upload;

use opsmith::{ByteStream, operation, output};

use crate::chime::ChimeError;

/// Sends a payload whose hash is signed.
#[operation(service = "chime", unlisted, path = "/blobs/<Id>", method = "PUT", error = ChimeError)]
pub struct PutBlob {
    pub id: String,
    #[op(payload)]
    pub body: ByteStream,
}

/// Sends a payload that is not signed.
#[operation(service = "chime", unlisted, path = "/blobs/<Id>", method = "POST", error = ChimeError, unsigned_payload)]
pub struct PostBlob {
    pub id: String,
    #[op(payload)]
    pub body: ByteStream,
}

#[operation(service = "chime", unlisted, path = "/blobs/<Id>", output = GetBlobOutput, error = ChimeError)]
pub struct GetBlob {
    pub id: String,
}

#[output]
pub struct GetBlobOutput {
    #[op(header = "etag")]
    pub etag: Option<String>,
    #[op(payload)]
    pub body: ByteStream,
}
