//! A server for your own API, which shares the declarations with its clients. Feature `server`.
//!
//! A [`Server`] is a `tower_service::Service` of HTTP requests. Its handlers take operations and return their outputs and
//! errors; who may call is decided by a [`KeyLookup`].

mod builder;
mod context;
mod keys;
mod service;
mod settings;

pub use builder::ServerBuilder;
pub use context::RequestContext;
pub use keys::KeyLookup;
pub use service::Server;
