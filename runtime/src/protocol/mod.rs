//! What the protocol alone decides.

pub(crate) mod envelope;
pub(crate) mod excerpt;
