//! One question to a provider, shared by all who wait for its answer.
//!
//! In a Tokio runtime it is a task of its own: it goes on when the caller that began it gives up, and it ends with the
//! runtime that its connections live in. Without a runtime those who wait drive it, and it is dropped with the last of
//! them.

use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials;
use aws_credential_types::provider::error::CredentialsError;
use futures_util::FutureExt as _;
use futures_util::future::Shared;
use tokio::runtime::{Handle, Id};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

use super::error::SharedError;
use crate::clock::Clock;
use crate::future::BoxFuture;
use crate::transport::timeout::until;

pub(super) type Outcome = Result<Credentials, SharedError>;

/// Who has a refresh made: the cache, which is asked for what it takes and told what it gave.
pub(super) trait Owner: Send + Sync + 'static {
    fn provider(&self) -> &Arc<dyn ProvideCredentials>;
    fn clock(&self) -> &Arc<dyn Clock>;
    /// How long a refresh may take.
    fn limit(&self) -> Duration;
    /// Takes in what the provider said.
    fn finish(&self, number: u64, outcome: &Outcome);
    /// Forgets a refresh that nobody drives.
    fn forget(&self, number: u64);
}

/// How long a refresh that nobody waits for is believed to have only slow callers. After that the next caller begins
/// another one, once: the first may hang, or its runtime may have stopped.
const PATIENCE: Duration = Duration::from_secs(1);

/// The one refresh that is under way.
pub(super) struct Refresh {
    pub(super) number: u64,
    /// `None` when it was ended, or went down with its runtime.
    outcome: Shared<BoxFuture<'static, Option<Outcome>>>,
    /// When it began and when it has to be over, by [`Clock::elapsed`].
    began: Duration,
    deadline: Duration,
    /// The runtime whose task drives it; `None` when those do who wait.
    home: Option<Id>,
    task: OnceLock<AbortHandle>,
    /// How many wait for it where it is driven.
    waiting: AtomicUsize,
}

impl Refresh {
    /// A refresh and, where a task shall drive it, what it is to be [begun](Task::begin) with.
    pub(super) fn new(
        number: u64,
        cache: &Arc<impl Owner>,
        runtime: Option<Handle>,
    ) -> (Arc<Self>, Option<Task>) {
        let began = cache.clock().elapsed();
        let deadline = began.saturating_add(cache.limit());
        // The clock's timer may need a runtime. Without one the limits of the calls hold.
        let timer = runtime.as_ref().map(|_| deadline);
        let asked = ask(number, cache, timer).boxed();
        let home = runtime.as_ref().map(Handle::id);
        let (outcome, driven) = match runtime {
            Some(runtime) => {
                let (tell, told) = oneshot::channel();
                let owner = Arc::downgrade(cache);
                let mut end = End {
                    cache: owner,
                    number,
                    tell: Some(tell),
                };
                let driven = async move {
                    let outcome = asked.await;
                    if let Some(tell) = end.tell.take() {
                        let _ = tell.send(outcome); // if nobody waits any more: the cache has it
                    }
                };
                (told.map(Result::ok).boxed(), Some((driven, runtime)))
            }
            None => (asked.map(Some).boxed(), None),
        };
        let refresh = Arc::new(Self {
            number,
            outcome: outcome.shared(),
            began,
            deadline,
            home,
            task: OnceLock::new(),
            waiting: AtomicUsize::new(0),
        });
        let task = driven.map(|(driven, runtime)| Task {
            driven: driven.boxed(),
            runtime,
            refresh: Arc::clone(&refresh),
        });
        (refresh, task)
    }

    /// Whether its time is over and it still has not ended: what drives it does not run.
    pub(super) fn is_over(&self, elapsed: Duration) -> bool {
        self.deadline <= elapsed
    }

    /// Whether everybody gave it up a while ago.
    pub(super) fn is_given_up(&self, elapsed: Duration) -> bool {
        self.waiting.load(Ordering::Acquire) == 0 && self.began.saturating_add(PATIENCE) <= elapsed
    }

    /// Ends it; who still waits begins anew.
    pub(super) fn end(&self) {
        if let Some(task) = self.task.get() {
            task.abort();
        }
    }

    /// Waits for the outcome. `None` asks the caller to look again at how things are.
    pub(super) async fn wait(&self, cache: &dyn Owner) -> Option<Outcome> {
        let here = Handle::try_current().ok().map(|runtime| runtime.id());
        if self.home.is_none() || self.home == here {
            self.waiting.fetch_add(1, Ordering::AcqRel);
            let _waiting = Waiting(self, cache);
            return self.outcome.clone().await;
        }
        // Another runtime drives it, and may have stopped half way.
        let patience = self.began.saturating_add(PATIENCE);
        let look_again = match here {
            Some(_) if cache.clock().elapsed() < patience => Some(patience),
            Some(_) => Some(self.deadline),
            None => None, // the clock's timer may need a runtime
        };
        let outcome = until(&**cache.clock(), look_again, self.outcome.clone()).await;
        outcome.flatten()
    }
}

impl fmt::Debug for Refresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refresh({})", self.number)
    }
}

/// A caller that waits where the refresh is driven.
struct Waiting<'a>(&'a Refresh, &'a dyn Owner);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Self(refresh, cache) = self;
        let is_last = refresh.waiting.fetch_sub(1, Ordering::AcqRel) == 1;
        if is_last && refresh.home.is_none() {
            // Nobody drives it any more. Resumed much later, it would go on with what has ended meanwhile.
            cache.forget(refresh.number);
        }
    }
}

/// The end of a refresh that a task drives, whether there is an outcome or the task is dropped.
struct End {
    cache: Weak<dyn Owner>,
    number: u64,
    tell: Option<oneshot::Sender<Outcome>>,
}

impl Drop for End {
    fn drop(&mut self) {
        // Before those who wait are told, by the end of `tell`, to look again.
        if let Some(cache) = self.cache.upgrade() {
            cache.forget(self.number);
        }
    }
}

/// What drives a refresh in a runtime.
pub(super) struct Task {
    driven: BoxFuture<'static, ()>,
    runtime: Handle,
    refresh: Arc<Refresh>,
}

impl Task {
    /// Begins the refresh for a caller that waits. A provider that need not wait (keys in code, a file) is done when
    /// this returns.
    pub(super) fn begin(mut self) {
        if self.driven.as_mut().now_or_never().is_none() {
            self.begin_in_background();
        }
    }

    /// Begins the refresh and leaves the caller alone, even with a provider that blocks.
    pub(super) fn begin_in_background(self) {
        let task = self.runtime.spawn(self.driven);
        let _ = self.refresh.task.set(task.abort_handle());
    }
}

/// Asks the provider and tells the cache what it said.
fn ask<O: Owner>(
    number: u64,
    cache: &Arc<O>,
    deadline: Option<Duration>,
) -> impl Future<Output = Outcome> + Send + 'static + use<O> {
    let (provider, clock) = (Arc::clone(cache.provider()), Arc::clone(cache.clock()));
    let limit = cache.limit();
    // The cache holds the refresh; were it the other way round as well, neither would ever be dropped.
    let cache = Arc::downgrade(cache);
    let cache: Weak<dyn Owner> = cache;
    let nest = Arc::new(Nest {
        cache: Weak::clone(&cache),
        outer: NEST.try_with(Arc::clone).ok(),
    });
    async move {
        let answered = until(
            &*clock,
            deadline,
            NEST.scope(nest, answer(&*provider, &*clock)),
        );
        let outcome = match answered.await {
            Some(outcome) => outcome,
            // Not of the `Arc`, which does not pass the question on.
            None => match (*provider).fallback_on_interrupt() {
                Some(credentials) => {
                    tracing::warn!(
                        ?limit,
                        "the credentials provider did not answer in time; calls go on with its last credentials"
                    );
                    Ok(credentials)
                }
                None => Err(CredentialsError::provider_timed_out(limit)),
            },
        };
        let outcome = outcome.map_err(|error| SharedError(Arc::new(error)));
        if let Some(cache) = cache.upgrade() {
            cache.finish(number, &outcome);
        }
        outcome
    }
}

/// What the provider says now.
async fn answer(
    provider: &dyn ProvideCredentials,
    clock: &dyn Clock,
) -> Result<Credentials, CredentialsError> {
    let began = clock.now();
    let once = || async {
        // A provider of the user's may panic; the callers that share the refresh are not to share that.
        AssertUnwindSafe(async { provider.provide_credentials().await })
            .catch_unwind()
            .await
            .unwrap_or_else(|_| {
                Err(CredentialsError::unhandled(
                    "the credentials provider panicked",
                ))
            })
    };
    let credentials = once().await?;
    match credentials.expiry() {
        // They ended on the way: this program was stopped for a while.
        Some(end) if began < end && end <= clock.now() => once().await,
        _ => Ok(credentials),
    }
}

tokio::task_local! {
    /// The refresh that is being polled, if any.
    static NEST: Arc<Nest>;
}

/// Refreshes within each other: the provider of one client may call with another client.
struct Nest {
    cache: Weak<dyn Owner>,
    outer: Option<Arc<Nest>>,
}

/// Whether this is called by the very provider that the cache asks: it would wait for itself.
pub(super) fn is_within(cache: &Arc<impl Owner>) -> bool {
    let of_cache = |nest: &Nest| std::ptr::addr_eq(nest.cache.as_ptr(), Arc::as_ptr(cache));
    NEST.try_with(|nest| {
        std::iter::successors(Some(&**nest), |nest| nest.outer.as_deref()).any(of_cache)
    })
    .unwrap_or(false)
}
