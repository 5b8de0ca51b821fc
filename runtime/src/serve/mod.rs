//! The other end of the wire: finds the operation that a request calls, verifies its signature, reads it, and writes the
//! response. The fake service and the server are made of this.

pub(crate) mod answer;
pub(crate) mod authenticate;
mod claim;
pub(crate) mod handler;
pub(crate) mod incoming;
#[cfg(feature = "server")]
pub(crate) mod negotiate;
pub(crate) mod read;
pub(crate) mod route;
pub(crate) mod signature;
