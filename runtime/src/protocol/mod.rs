//! What depends only on the protocol.

pub(crate) mod envelope;
pub(crate) mod excerpt;
