//! A typed handler behind a type that does not depend on its operation.

use std::sync::Arc;

use crate::codec::decode::DecodeError;
use crate::declaration::operation::Operation;
use crate::future::BoxFuture;
use crate::serve::answer::{self, Reply};
use crate::serve::read::{self, Routed};

/// Reads a request and returns the future of its answer. `C` is what the handler gets beside the operation.
pub(crate) type Handler<C> =
    Arc<dyn Fn(Routed<'_>, C) -> Result<BoxFuture<'static, Reply>, DecodeError> + Send + Sync>;

/// The handler of an operation.
pub(crate) fn handler<O, C, R>(handle: impl Fn(O, C) -> R + Send + Sync + 'static) -> Handler<C>
where
    O: Operation,
    R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
{
    Arc::new(move |routed, context| {
        let operation = read::read::<O>(routed)?;
        let result = handle(operation, context);
        Ok(Box::pin(async move { answer::of::<O>(result.await) }))
    })
}
