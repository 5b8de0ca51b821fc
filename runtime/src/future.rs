//! The one future type that traits, clocks and transports share.

use std::future::Future;
use std::pin::Pin;

/// A future that is boxed, as object-safe traits return them.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
