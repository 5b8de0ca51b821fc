//! The future type shared by traits, clocks and transports.

use std::future::Future;
use std::pin::Pin;

/// A boxed future, as returned by dyn-compatible traits.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
