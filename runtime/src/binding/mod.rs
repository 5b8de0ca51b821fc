//! The HTTP bindings, member by member: labels, query, headers and payload, and the text forms they share.

pub(crate) mod header;
pub(crate) mod list;
pub(crate) mod payload;
pub(crate) mod query;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod text;
pub(crate) mod uri;
