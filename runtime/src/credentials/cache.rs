//! Credentials kept and renewed for all callers of a client.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};

use super::error::SharedError;
use crate::clock::Clock;

/// How long before their end credentials are renewed: the instance metadata service has new ones [at least five
/// minutes before the old ones end][imds], and so do the others.
///
/// [imds]: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// Credentials that end sooner than this may end on the way: a caller waits for new ones instead of taking them.
const TOO_SHORT: Duration = Duration::from_secs(10);
/// After a failed refresh: 10 s, 20 s, 40 s, 60 s, 60 s, ...
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// A provider's credentials, asked for once and renewed before they end.
///
/// - While they are good, a call takes them without waiting for anything.
/// - In their last five minutes one refresh runs in the background and every call goes on with the old ones.
/// - When there are none, or they have ended, every caller waits for the same refresh.
/// - A refresh that fails while the old ones are still good changes nothing but the time of the next one.
///
/// Nobody owns the refresh: each waiting caller drives it, so a caller that gives up leaves it to the others.
/// Clones share one cache.
#[derive(Debug, Clone)]
pub(crate) struct CachedCredentials(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    provider: Arc<dyn ProvideCredentials>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entry: Option<Entry>,
    refresh: Option<Refresh>,
    /// Failed refreshes since the last one that succeeded.
    failures: u32,
}

#[derive(Debug)]
struct Entry {
    credentials: Credentials,
    /// When they end; `None` for those that do not.
    end: Option<SystemTime>,
    /// When new ones are asked for; `None` for those that do not end.
    renew: Option<SystemTime>,
}

type Outcome = Result<Credentials, SharedError>;

/// The one refresh that is under way.
#[derive(Debug, Clone)]
struct Refresh {
    outcome: Shared<BoxFuture<'static, Outcome>>,
    /// Whether a background task drives it.
    driven: Arc<AtomicBool>,
}

/// What a call has to do, decided under the lock and done outside of it.
enum Step {
    Take(Credentials),
    /// Take these and see to it that the refresh runs.
    TakeAndRenew(Credentials, Refresh),
    Wait(Refresh),
}

impl CachedCredentials {
    pub(crate) fn new(provider: Arc<dyn ProvideCredentials>, clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner {
            provider,
            clock,
            state: Mutex::default(),
        }))
    }

    /// Credentials to sign a request with.
    pub(crate) async fn get(&self) -> Outcome {
        match self.0.step() {
            Step::Take(credentials) => Ok(credentials),
            Step::TakeAndRenew(credentials, refresh) => {
                renew_in_background(refresh).await;
                Ok(credentials)
            }
            Step::Wait(refresh) => match refresh.outcome.await {
                Ok(credentials) => Ok(credentials),
                Err(error) => self.0.still_good().ok_or(error),
            },
        }
    }

    /// Forgets these credentials, because a service said that they have ended. Others that came meanwhile stay.
    pub(crate) fn invalidate(&self, refused: &Credentials) {
        let mut state = self.0.lock();
        if state
            .entry
            .as_ref()
            .is_some_and(|entry| entry.credentials == *refused)
        {
            state.entry = None;
        }
    }
}

impl ProvideCredentials for CachedCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async { self.get().await.map_err(Into::into) })
    }
}

impl Inner {
    /// Nothing that can panic runs under the lock, so what another thread left is whole even if it says otherwise.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(self: &Arc<Self>) -> Step {
        let now = self.clock.now();
        let mut state = self.lock();
        if let Some(entry) = &state.entry {
            let is_good = entry.end.is_none_or(|end| now < end);
            if is_good && entry.renew.is_none_or(|renew| now < renew) {
                return Step::Take(entry.credentials.clone());
            }
        }
        let refresh = state.refresh.get_or_insert_with(|| self.start()).clone();
        match &state.entry {
            Some(entry) if entry.end.is_none_or(|end| now + TOO_SHORT < end) => {
                Step::TakeAndRenew(entry.credentials.clone(), refresh)
            }
            _ => Step::Wait(refresh),
        }
    }

    fn start(self: &Arc<Self>) -> Refresh {
        let provider = Arc::clone(&self.provider);
        // The cache holds the refresh; were it the other way round as well, neither would ever be dropped.
        let cache = Arc::downgrade(self);
        let outcome = async move {
            // A provider of the user's may panic; the callers that share the refresh are not to share that.
            let asked = AssertUnwindSafe(async { provider.provide_credentials().await })
                .catch_unwind()
                .await;
            let outcome = asked
                .unwrap_or_else(|_| {
                    Err(CredentialsError::unhandled(
                        "the credentials provider panicked",
                    ))
                })
                .map_err(|error| SharedError(Arc::new(error)));
            finish(&cache, &outcome);
            outcome
        };
        Refresh {
            outcome: outcome.boxed().shared(),
            driven: Arc::default(),
        }
    }

    fn still_good(&self) -> Option<Credentials> {
        let now = self.clock.now();
        let state = self.lock();
        let entry = state.entry.as_ref()?;
        entry
            .end
            .is_none_or(|end| now < end)
            .then(|| entry.credentials.clone())
    }
}

fn finish(cache: &Weak<Inner>, outcome: &Outcome) {
    let Some(cache) = cache.upgrade() else { return };
    let now = cache.clock.now();
    let mut state = cache.lock();
    match outcome {
        Ok(credentials) => {
            state.failures = 0;
            state.entry = Some(Entry::new(credentials.clone(), now));
        }
        Err(error) => {
            let pause = FIRST_PAUSE
                .saturating_mul(1 << state.failures.min(8))
                .min(LONGEST_PAUSE);
            state.failures = state.failures.saturating_add(1);
            if let Some(entry) = &mut state.entry {
                entry.renew = Some(now + pause);
                if entry.end.is_none_or(|end| now < end) {
                    tracing::warn!(%error, "the credentials could not be renewed; the old ones are still good");
                }
            }
        }
    }
    state.refresh = None;
}

impl Entry {
    fn new(credentials: Credentials, now: SystemTime) -> Self {
        let Some(expiry) = credentials.expiry() else {
            return Self {
                credentials,
                end: None,
                renew: None,
            };
        };
        let (end, renew) = match expiry.duration_since(now) {
            Ok(left) if left > RENEW_BEFORE + LONGEST_PAUSE => (expiry, expiry - RENEW_BEFORE),
            // Short-lived ones, or the old ones again: asked for once a minute, not on every call.
            Ok(left) if !left.is_zero() => (expiry, now + (left / 2).min(LONGEST_PAUSE)),
            // New and yet ended: this machine's clock may be wrong. The service is the judge; ask again soon.
            _ => (now + FIRST_PAUSE, now + FIRST_PAUSE),
        };
        Self {
            credentials,
            end: Some(end),
            renew: Some(renew),
        }
    }
}

/// Lets a task drive the refresh, unless one does already. Without a Tokio runtime the caller does it itself.
async fn renew_in_background(refresh: Refresh) {
    if refresh.driven.swap(true, Ordering::AcqRel) {
        return;
    }
    let turn = Turn(refresh.driven);
    let drive = async move {
        // Taken into the future: when the runtime drops the task half way, the next caller starts another.
        let _turn = turn;
        let _ = refresh.outcome.await;
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(drive)),
        Err(_) => drive.await,
    }
}

/// Whose turn it is to drive a refresh.
struct Turn(Arc<AtomicBool>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
