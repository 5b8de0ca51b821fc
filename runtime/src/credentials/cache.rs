//! Credentials cached and renewed for all callers of a client.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use tokio::runtime::Handle;

use super::error::SharedError;
use super::refresh::{self, Owner, Refresh, RefreshOutcome, Task};
use crate::clock::{Clock, Rng, fraction, later};

/// How long before they expire credentials are renewed: the instance metadata service has new ones [at least five
/// minutes before the old ones expire][imds], and so do the others.
///
/// [imds]: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
const RENEW_BEFORE: Duration = Duration::from_mins(5);
/// The maximum random delay after that, so that machines that were started together do not renew together.
const SPREAD: Duration = Duration::from_mins(1);
/// Credentials that expire sooner than this may expire in transit: a caller waits for new ones instead of using them.
const TOO_SHORT: Duration = Duration::from_secs(10);
/// The wait after a failed refresh: 10 s, 20 s, 40 s, 60 s, 60 s, ... plus up to half of that, at random.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How long a failed refresh is the result for all callers when there are no credentials: calls that fail one after
/// another do not each make their own requests.
const REMEMBERED: Duration = Duration::from_secs(1);

/// A provider's credentials, fetched once and renewed before they expire.
///
/// - While they are valid, a call takes them without waiting.
/// - In their last five minutes, one refresh runs in the background and every call continues to use the old ones.
/// - If there are none, or they have expired, every caller waits for the same refresh.
/// - A refresh that fails while the old ones are still valid changes only the time of the next refresh.
/// - If a refresh fails when there are none, callers get its error for another second.
///
/// A refresh has a time limit. Clones share one cache.
#[derive(Debug, Clone)]
pub(crate) struct CachedCredentials(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    provider: Arc<dyn ProvideCredentials>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    /// How long a refresh may take.
    limit: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entry: Option<Entry>,
    refresh: Option<Arc<Refresh>>,
    /// The number of refreshes so far.
    count: u64,
    /// The number of failed refreshes since the last one that succeeded.
    failures: u32,
    /// Why there are no credentials, and when (by [`Clock::elapsed`]) the provider may be asked again.
    failed: Option<(SharedError, Duration)>,
    /// Whether another refresh replaced one that nobody was waiting for. This happens only once until a refresh
    /// completes, so that a provider that is slower than its callers' patience still gets to finish.
    replaced: bool,
    /// The last credentials that a service rejected.
    refused: Option<Credentials>,
    /// Until when they are kept anyway, because the provider returned them again.
    kept: Option<Duration>,
}

#[derive(Debug)]
struct Entry {
    credentials: Credentials,
    /// When they expire; `None` if they do not.
    end: Option<SystemTime>,
    /// When to fetch new ones; `None` if they do not expire.
    renew: Option<SystemTime>,
}

/// What a call has to do. This is decided under the lock and done outside it.
enum Step {
    Take(Credentials),
    /// Use these, and start the refresh, which is new.
    Renew(Credentials, Arc<Refresh>, Option<Task>),
    Wait(Arc<Refresh>, Option<Task>),
    Fail(SharedError),
}

impl CachedCredentials {
    /// `limit` applies to each refresh.
    pub(crate) fn new(
        provider: Arc<dyn ProvideCredentials>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
        limit: Duration,
    ) -> Self {
        Self(Arc::new(Inner {
            provider,
            clock,
            rng,
            limit,
            state: Mutex::default(),
        }))
    }

    /// Credentials to sign a request with.
    pub(crate) async fn get(&self) -> RefreshOutcome {
        match self.0.step(false) {
            Step::Take(credentials) => Ok(credentials),
            // Boxed, because it is rare and every call would carry it.
            step => Box::pin(self.0.carry_out(step)).await,
        }
    }

    /// Drops these credentials because a service said that they have expired. Newer ones stay, and so do the same ones
    /// for a second after the provider returned them again.
    pub(crate) fn invalidate(&self, refused: &Credentials) {
        let elapsed = self.0.clock.elapsed();
        let mut state = self.0.lock();
        let is_current = state
            .entry
            .as_ref()
            .is_some_and(|entry| entry.credentials == *refused);
        if is_current && state.kept.is_none_or(|until| until <= elapsed) {
            state.entry = None;
            state.refused = Some(refused.clone());
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
    /// Nothing that can panic runs under the lock, so the state is consistent even if the lock is poisoned.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `alone` means that a refresh does not run as its own task.
    fn step(self: &Arc<Self>, alone: bool) -> Step {
        let now = self.clock.now();
        let mut state = self.lock();
        if let Some(entry) = &state.entry {
            let is_good = entry.end.is_none_or(|end| now < end);
            if is_good && entry.renew.is_none_or(|renew| now < renew) {
                return Step::Take(entry.credentials.clone());
            }
        }
        let elapsed = self.clock.elapsed();
        let good = state
            .entry
            .as_ref()
            .filter(|entry| entry.end.is_none_or(|end| later(now, TOO_SHORT) < end))
            .map(|entry| entry.credentials.clone());
        if refresh::is_within(self) {
            return good.map_or_else(|| Step::Fail(SharedError::reentrant()), Step::Take);
        }
        if good.is_none()
            && let Some((error, until)) = &state.failed
            && elapsed < *until
        {
            return Step::Fail(error.clone());
        }
        let old = state.take_stale(elapsed, good.is_none());
        let step = match (&state.refresh, good) {
            (Some(_), Some(credentials)) => Step::Take(credentials),
            (Some(refresh), None) => Step::Wait(Arc::clone(refresh), None),
            (None, good) => {
                state.count += 1;
                let runtime = Handle::try_current().ok().filter(|_| !alone);
                let (refresh, task) = Refresh::new(state.count, self, runtime);
                state.refresh = Some(Arc::clone(&refresh));
                match good {
                    Some(credentials) => Step::Renew(credentials, refresh, task),
                    None => Step::Wait(refresh, task),
                }
            }
        };
        drop(state);
        if let Some(old) = old {
            old.end();
        }
        step
    }

    async fn carry_out(self: &Arc<Self>, mut step: Step) -> RefreshOutcome {
        loop {
            let alone = match step {
                Step::Take(credentials) => return Ok(credentials),
                Step::Fail(error) => return Err(error),
                Step::Renew(credentials, refresh, task) => {
                    match task {
                        Some(task) => task.begin_in_background(),
                        None => drop(refresh.wait(&**self).await),
                    }
                    return Ok(credentials);
                }
                Step::Wait(refresh, task) => {
                    let is_mine = task.is_some();
                    if let Some(task) = task {
                        task.begin();
                    }
                    match refresh.wait(&**self).await {
                        Some(Ok(credentials)) => return Ok(credentials),
                        Some(Err(error)) => return self.still_good().ok_or(error),
                        // The task ended at once: this runtime no longer runs tasks.
                        None => is_mine,
                    }
                }
            };
            step = self.step(alone);
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

impl Owner for Inner {
    fn provider(&self) -> &Arc<dyn ProvideCredentials> {
        &self.provider
    }

    fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    fn limit(&self) -> Duration {
        self.limit
    }

    fn finish(&self, number: u64, outcome: &RefreshOutcome) {
        let (now, elapsed) = (self.clock.now(), self.clock.elapsed());
        let chance = fraction(&*self.rng);
        let mut state = self.lock();
        if state.refresh.as_ref().map(|refresh| refresh.number) != Some(number) {
            return; // another one replaced it
        }
        let ended = state.refresh.take();
        state.replaced = false;
        let mut go_on = false;
        match outcome {
            Ok(credentials) => {
                state.failures = 0;
                state.failed = None;
                let refused = state.refused.take();
                let is_again = refused.is_some_and(|refused| are_same(&refused, credentials));
                state.kept = is_again.then(|| elapsed.saturating_add(REMEMBERED));
                state.entry = Some(Entry::new(credentials.clone(), now, chance));
            }
            Err(error) => {
                let pause = FIRST_PAUSE
                    .saturating_mul(1 << state.failures.min(8))
                    .min(LONGEST_PAUSE);
                state.failures = state.failures.saturating_add(1);
                if let Some(entry) = &mut state.entry {
                    entry.renew = Some(later(now, pause + (pause / 2).mul_f64(chance)));
                    go_on = entry.end.is_none_or(|end| now < end);
                }
                if !go_on {
                    state.failed = Some((error.clone(), elapsed.saturating_add(REMEMBERED)));
                }
            }
        }
        drop(state);
        drop(ended); // it may own what it was made of, which must not be dropped under the lock
        if let (Err(error), true) = (outcome, go_on) {
            tracing::warn!(%error, "the credentials could not be renewed; the old ones are still valid");
        }
    }

    fn forget(&self, number: u64) {
        let forgotten = {
            let mut state = self.lock();
            state.refresh.take_if(|refresh| refresh.number == number)
        };
        drop(forgotten);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(refresh) = &state.refresh {
            refresh.end();
        }
    }
}

impl State {
    /// Removes the refresh in progress if callers should not wait for it.
    fn take_stale(&mut self, elapsed: Duration, must_wait: bool) -> Option<Arc<Refresh>> {
        let refresh = self.refresh.as_ref()?;
        let is_given_up = must_wait && !self.replaced && refresh.is_given_up(elapsed);
        if !is_given_up && !refresh.is_over(elapsed) {
            return None;
        }
        self.replaced |= is_given_up;
        self.refresh.take()
    }
}

impl Entry {
    /// `chance` is at least 0 and less than 1.
    fn new(credentials: Credentials, now: SystemTime, chance: f64) -> Self {
        let Some(expiry) = credentials.expiry() else {
            return Self {
                credentials,
                end: None,
                renew: None,
            };
        };
        let (end, renew) = match expiry.duration_since(now) {
            Ok(left) if left > RENEW_BEFORE + LONGEST_PAUSE => {
                (expiry, expiry - RENEW_BEFORE + SPREAD.mul_f64(chance))
            }
            // Short-lived ones, or the old ones again: refresh once a minute, not on every call.
            Ok(left) if !left.is_zero() => {
                let pause = (left / 2).clamp(REMEMBERED, LONGEST_PAUSE);
                (expiry, later(now, pause))
            }
            // New but already expired: this machine's clock may be wrong. Let the service decide, and ask again soon.
            _ => (later(now, FIRST_PAUSE), later(now, FIRST_PAUSE)),
        };
        Self {
            credentials,
            end: Some(end),
            renew: Some(renew),
        }
    }
}

/// Whether they are the same keys; the expiry of credentials that stay in use can move.
fn are_same(one: &Credentials, other: &Credentials) -> bool {
    one.access_key_id() == other.access_key_id()
        && one.secret_access_key() == other.secret_access_key()
        && one.session_token() == other.session_token()
}
