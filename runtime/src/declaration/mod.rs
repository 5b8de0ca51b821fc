//! What an expansion declares about an operation, a service or an error: traits and constants.

pub(crate) mod api_error;
pub(crate) mod checked;
#[cfg(feature = "__both-ends")]
pub(crate) mod content;
pub(crate) mod meta;
pub(crate) mod model;
pub(crate) mod operation;
pub(crate) mod output;
pub(crate) mod service;
