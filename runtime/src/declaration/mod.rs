//! What an expansion says of an operation, a service, an error: traits and constant descriptions.

pub(crate) mod api_error;
pub(crate) mod meta;
pub(crate) mod model;
pub(crate) mod operation;
pub(crate) mod output;
pub(crate) mod service;
