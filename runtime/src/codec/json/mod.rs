//! JSON: what restJson1 and awsJson put into bodies, and the serde form of shapes.

mod read;
mod write;

pub use read::deserialize;
pub(crate) use read::read;
pub use write::serialize;
pub(crate) use write::write;

/// Whether a body starts like JSON, or is empty.
pub(crate) fn is_like(body: &[u8]) -> bool {
    matches!(
        body.trim_ascii_start().first(),
        None | Some(b'{' | b'[' | b'"')
    )
}
