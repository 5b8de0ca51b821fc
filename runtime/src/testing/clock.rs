//! Time and randomness controlled by tests.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use crate::clock::{Clock, Rng};
use crate::future::BoxFuture;

/// A clock that stands still until something sleeps, which moves it forward at once. Clones share the time.
///
/// ```
/// use std::time::Duration;
///
/// use opsmith::{Clock, testing::TestClock};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let clock = TestClock::at(1_767_225_600); // 2026-01-01T00:00:00Z
/// clock.sleep(Duration::from_secs(60)).await; // returns at once
/// assert_eq!(clock.elapsed(), Duration::from_secs(60));
/// assert_eq!(clock.slept(), [Duration::from_secs(60)]);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TestClock(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    now: SystemTime,
    elapsed: Duration,
    slept: Vec<Duration>,
}

impl TestClock {
    /// Creates a clock set to `secs` seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn at(secs: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            now: UNIX_EPOCH + Duration::from_secs(secs),
            elapsed: Duration::ZERO,
            slept: Vec::new(),
        })))
    }

    /// Moves the clock forward, as far as it can count.
    pub fn advance(&self, by: Duration) {
        self.with(|state| {
            state.now = state.now.checked_add(by).unwrap_or(state.now);
            state.elapsed = state.elapsed.saturating_add(by);
        });
    }

    /// The duration of each sleep so far, in order.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.with(|state| state.slept.clone())
    }

    fn with<T>(&self, read: impl FnOnce(&mut State) -> T) -> T {
        read(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        self.with(|state| state.now)
    }

    fn elapsed(&self) -> Duration {
        self.with(|state| state.elapsed)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.advance(duration);
        self.with(|state| state.slept.push(duration));
        Box::pin(std::future::ready(()))
    }
}

/// A source of random numbers that always returns the same one.
///
/// ```
/// use opsmith::{Client, testing::FixedRng};
///
/// // Every idempotency token and every jitter is the same in each run.
/// let client = Client::builder().rng(FixedRng(0)).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct FixedRng(pub u64);

impl Rng for FixedRng {
    fn next(&self) -> u64 {
        self.0
    }
}
