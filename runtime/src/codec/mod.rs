//! Members to bytes and back.

pub(crate) mod cbor;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod form;
pub(crate) mod json;
pub(crate) mod traits;
pub(crate) mod wire_serde;
pub(crate) mod xml;
