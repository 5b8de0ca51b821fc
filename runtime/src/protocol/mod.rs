//! What the protocol alone decides.

pub(crate) mod envelope;
