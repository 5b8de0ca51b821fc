//! What a server is made of.

use std::{fmt, sync::Arc};

use crate::clock::{Clock, Rng};
use crate::declaration::content::Content;
use crate::serve::handler::Handler;
use crate::serve::route::Pattern;
use crate::server::context::RequestContext;
use crate::server::keys::KeyLookup;

pub(super) struct ServerSettings<S> {
    pub(super) state: Arc<S>,
    pub(super) keys: Arc<dyn KeyLookup>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) rng: Arc<dyn Rng>,
    pub(super) max_body: usize,
    pub(super) base_path: String,
    pub(super) operations: Vec<Handled<S>>,
}

/// An operation with its handler.
pub(super) struct Handled<S> {
    pub(super) pattern: Pattern,
    pub(super) content: Content,
    pub(super) answered: Content,
    pub(super) handler: Handler<RequestContext<S>>,
}

impl<S> fmt::Debug for ServerSettings<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self
            .operations
            .iter()
            .map(|handled| handled.pattern.meta.name);
        f.debug_struct("Server")
            .field("operations", &names.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
