//! CBOR: what rpcv2Cbor puts into bodies.
//!
//! Source: <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>, "CBOR shape serialization";
//! [RFC 8949](https://www.rfc-editor.org/rfc/rfc8949).

mod read;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use read::read;
#[cfg(feature = "__both-ends")]
pub(crate) use write::with_member;
pub(crate) use write::write;
