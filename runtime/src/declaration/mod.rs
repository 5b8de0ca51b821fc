//! What an expansion declares about an operation, a service or an error: traits and constants.

pub(crate) mod api_error;
pub(crate) mod checked;
pub(crate) mod meta;
pub(crate) mod model;
pub(crate) mod operation;
pub(crate) mod output;
pub(crate) mod service;
