//! One request to a provider, shared by all callers that wait for the result.
//!
//! In a Tokio runtime it is its own task: it continues when the caller that started it gives up, and it ends with the
//! runtime that its connections live in. Without a runtime the waiting callers drive it, and it is dropped with the
//! last of them.

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

pub(super) type RefreshOutcome = Result<Credentials, SharedError>;

/// Who has a refresh made: the cache, which is asked for what it takes and told what it gave.
pub(super) trait Owner: Send + Sync + 'static {
    fn provider(&self) -> &Arc<dyn ProvideCredentials>;
    fn clock(&self) -> &Arc<dyn Clock>;
    /// How long a refresh may take.
    fn limit(&self) -> Duration;
    /// Stores the provider's result.
    fn finish(&self, number: u64, outcome: &RefreshOutcome);
    /// Drops a refresh that nobody drives.
    fn forget(&self, number: u64);
}

/// How long a refresh that nobody waits for is assumed to be merely slow. After that the next caller starts another
/// one, once: the first may hang, or its runtime may have stopped.
const PATIENCE: Duration = Duration::from_secs(1);

/// The refresh in progress.
pub(super) struct Refresh {
    pub(super) number: u64,
    /// `None` if it was canceled, or ended with its runtime.
    outcome: Shared<BoxFuture<'static, Option<RefreshOutcome>>>,
    /// When it started and when it must be finished, by [`Clock::elapsed`].
    began: Duration,
    deadline: Duration,
    /// The runtime whose task drives it; `None` if the waiting callers do.
    home: Option<Id>,
    task: OnceLock<AbortHandle>,
    /// The number of callers waiting for it.
    waiting: AtomicUsize,
}

impl Refresh {
    /// A refresh and, if a task is to drive it, what to [begin](Task::begin) it with.
    pub(super) fn new(
        number: u64,
        cache: &Arc<impl Owner>,
        runtime: Option<Handle>,
    ) -> (Arc<Self>, Option<Task>) {
        let began = cache.clock().elapsed();
        let deadline = began.saturating_add(cache.limit());
        // The clock's timer may need a runtime. Without one, the calls' own limits apply.
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
                        let _ = tell.send(outcome); // fails if nobody is waiting: the cache has it
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

    /// Whether its time is up and it still has not finished: whatever drives it is not running.
    pub(super) fn is_over(&self, elapsed: Duration) -> bool {
        self.deadline <= elapsed
    }

    /// Whether everyone gave up on it a while ago.
    pub(super) fn is_given_up(&self, elapsed: Duration) -> bool {
        self.waiting.load(Ordering::Acquire) == 0 && self.began.saturating_add(PATIENCE) <= elapsed
    }

    /// Cancels it. Callers that still wait start over.
    pub(super) fn end(&self) {
        if let Some(task) = self.task.get() {
            task.abort();
        }
    }

    /// Waits for the outcome. `None` asks the caller to check the state again.
    pub(super) async fn wait(&self, cache: &dyn Owner) -> Option<RefreshOutcome> {
        let here = Handle::try_current().ok().map(|runtime| runtime.id());
        if self.home.is_none() || self.home == here {
            self.waiting.fetch_add(1, Ordering::AcqRel);
            let _waiting = Waiting(self, cache);
            return self.outcome.clone().await;
        }
        // Another runtime drives it, and may have stopped halfway.
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

/// A caller that waits for the refresh.
struct Waiting<'a>(&'a Refresh, &'a dyn Owner);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let Self(refresh, cache) = self;
        let is_last = refresh.waiting.fetch_sub(1, Ordering::AcqRel) == 1;
        if is_last && refresh.home.is_none() {
            // Nobody drives it any longer. If resumed much later, it would continue with things that have expired in
            // the meantime.
            cache.forget(refresh.number);
        }
    }
}

/// The end of a refresh driven by a task, whether there is an outcome or the task is dropped.
struct End {
    cache: Weak<dyn Owner>,
    number: u64,
    tell: Option<oneshot::Sender<RefreshOutcome>>,
}

impl Drop for End {
    fn drop(&mut self) {
        // Before the waiting callers are told, by dropping `tell`, to check again.
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
    /// Starts the refresh for a caller that waits. A provider that does not need to wait (keys in code, a file) is done
    /// when this returns.
    pub(super) fn begin(mut self) {
        if self.driven.as_mut().now_or_never().is_none() {
            self.begin_in_background();
        }
    }

    /// Starts the refresh without holding up the caller, even if the provider blocks.
    pub(super) fn begin_in_background(self) {
        let task = self.runtime.spawn(self.driven);
        let _ = self.refresh.task.set(task.abort_handle());
    }
}

/// Asks the provider and gives the result to the cache.
fn ask<O: Owner>(
    number: u64,
    cache: &Arc<O>,
    deadline: Option<Duration>,
) -> impl Future<Output = RefreshOutcome> + Send + 'static + use<O> {
    let (provider, clock) = (Arc::clone(cache.provider()), Arc::clone(cache.clock()));
    let limit = cache.limit();
    // The cache holds the refresh. If the refresh also held the cache, neither would ever be dropped.
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
            // Not on the `Arc`, which does not forward the call.
            None => match (*provider).fallback_on_interrupt() {
                Some(credentials) => {
                    tracing::warn!(
                        ?limit,
                        "the credentials provider did not respond in time; calls continue with its last credentials"
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

/// The provider's result.
async fn answer(
    provider: &dyn ProvideCredentials,
    clock: &dyn Clock,
) -> Result<Credentials, CredentialsError> {
    let began = clock.now();
    let once = || async {
        // A user's provider may panic. The callers that share the refresh should not.
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
        // They expired on the way: this program was suspended for a while.
        Some(end) if began < end && end <= clock.now() => once().await,
        _ => Ok(credentials),
    }
}

tokio::task_local! {
    /// The refresh that is being polled, if any.
    static NEST: Arc<Nest>;
}

/// Refreshes can nest: the provider of one client may make calls with another client.
struct Nest {
    cache: Weak<dyn Owner>,
    outer: Option<Arc<Nest>>,
}

/// Whether the caller is the very provider that the cache is asking: it would wait for itself.
pub(super) fn is_within(cache: &Arc<impl Owner>) -> bool {
    let of_cache = |nest: &Nest| std::ptr::addr_eq(nest.cache.as_ptr(), Arc::as_ptr(cache));
    NEST.try_with(|nest| {
        std::iter::successors(Some(&**nest), |nest| nest.outer.as_deref()).any(of_cache)
    })
    .unwrap_or(false)
}
