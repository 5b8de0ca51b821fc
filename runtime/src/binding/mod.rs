//! The HTTP bindings, member by member: labels, query, headers and payload, and the text forms they share.

#[cfg(feature = "__both-ends")]
pub(crate) mod from_query;
pub(crate) mod header;
pub(crate) mod list;
pub(crate) mod payload;
pub(crate) mod query;
mod read_headers;
#[cfg(feature = "__both-ends")]
pub(crate) mod readable;
pub(crate) mod request;
#[cfg(feature = "__both-ends")]
pub(crate) mod request_reader;
mod resource_id;
pub(crate) mod response;
pub(crate) mod text;
pub(crate) mod uri;
