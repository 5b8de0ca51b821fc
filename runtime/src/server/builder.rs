//! How a server is put together.

use std::{fmt, sync::Arc};

use crate::clock::{Clock, Rng, SystemClock, SystemRng};
use crate::declaration::operation::Operation;
use crate::declaration::output::Output;
use crate::serve::handler::handler;
use crate::serve::read::pattern;
use crate::serve::route;
use crate::server::context::RequestContext;
use crate::server::keys::KeyLookup;
use crate::server::service::{Inner, Server};
use crate::server::settings::{Handled, ServerSettings};
use crate::signing::keys::SigningKeys;

/// The maximum length of a body by default: that of API Gateway.
const MAX_BODY: usize = 10 * 1024 * 1024;

/// Builds a [`Server`].
///
/// ```
/// use opsmith::{Credentials, operation, server::Server};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// let server = Server::builder(Credentials::from_keys("AKID", "secret", None))
///     .max_body_bytes(64 * 1024)
///     .on(|request: DeleteRoom, _| async move {
///         println!("{}", request.identifier);
///         Ok(())
///     })
///     .build();
/// ```
pub struct ServerBuilder<S = ()>(ServerSettings<S>);

impl Server {
    /// Starts a server whose requests are signed with these keys.
    #[must_use]
    pub fn builder(keys: impl KeyLookup) -> ServerBuilder {
        ServerBuilder::new(keys)
    }
}

impl ServerBuilder<()> {
    fn new(keys: impl KeyLookup) -> Self {
        Self(ServerSettings {
            state: Arc::new(()),
            keys: Arc::new(keys),
            clock: Arc::new(SystemClock),
            rng: Arc::new(SystemRng),
            max_body: MAX_BODY,
            base_path: String::new(),
            operations: Vec::new(),
        })
    }

    /// Sets the state that handlers share. Call it before [`on`](Self::on).
    #[must_use]
    pub fn state<S: Send + Sync + 'static>(self, state: S) -> ServerBuilder<S> {
        let settings = self.0;
        ServerBuilder(ServerSettings {
            state: Arc::new(state),
            keys: settings.keys,
            clock: settings.clock,
            rng: settings.rng,
            max_body: settings.max_body,
            base_path: settings.base_path,
            operations: Vec::new(),
        })
    }
}

impl<S: Send + Sync + 'static> ServerBuilder<S> {
    /// Sets the handler of an operation: an asynchronous closure or function from the operation and the
    /// [`RequestContext`] to its output or error. A later handler of the same operation replaces it.
    #[must_use]
    pub fn on<O, R>(
        mut self,
        handle: impl Fn(O, RequestContext<S>) -> R + Send + Sync + 'static,
    ) -> Self
    where
        O: Operation,
        R: Future<Output = Result<O::Output, O::Error>> + Send + 'static,
    {
        self.0
            .operations
            .retain(|old| !route::is_same(old.pattern.meta, O::META));
        self.0.operations.push(Handled {
            pattern: pattern::<O>(),
            content: O::CONTENT,
            answered: <O::Output as Output>::CONTENT,
            handler: handler(handle),
        });
        self
    }

    /// Sets the maximum length of a request's body, in bytes, also after it is decompressed. Default: 10 MiB. A longer
    /// one is refused with status 413.
    #[must_use]
    pub const fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.0.max_body = bytes;
        self
    }

    /// Sets the path in front of the operations' paths, such as `/prod`, which is part of what clients sign. Default: none.
    #[must_use]
    pub fn base_path(mut self, path: &str) -> Self {
        path.trim_end_matches('/').clone_into(&mut self.0.base_path);
        self
    }

    /// Sets the clock that the dates of requests are compared with. Default: [`SystemClock`].
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.0.clock = Arc::new(clock);
        self
    }

    /// Sets the source of request IDs. Default: [`SystemRng`].
    #[must_use]
    pub fn rng(mut self, rng: impl Rng) -> Self {
        self.0.rng = Arc::new(rng);
        self
    }

    /// Builds the server.
    #[must_use]
    pub fn build(self) -> Server<S> {
        Server(Arc::new(Inner {
            settings: self.0,
            signing_keys: SigningKeys::default(),
        }))
    }
}

impl<S> fmt::Debug for ServerBuilder<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
