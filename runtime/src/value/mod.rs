//! The wire types.

pub(crate) mod blob;
pub(crate) mod document;
mod file;
pub(crate) mod json;
pub(crate) mod stream;
pub(crate) mod timestamp;
