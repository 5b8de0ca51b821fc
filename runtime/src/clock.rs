//! Time and chance, which are injected: nothing else in the crate reads a clock or makes a random number.

use std::{
    fmt,
    sync::OnceLock,
    time::{Duration, Instant, SystemTime},
};

use crate::future::BoxFuture;

/// Time as the client sees it.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The wall clock: what a request is dated with.
    fn now(&self) -> SystemTime;
    /// The time since some fixed moment, which never goes back.
    fn elapsed(&self) -> Duration;
    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The operating system's time and tokio's timer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Random numbers: for idempotency tokens, invocation ids and the jitter of retries. Never for keys.
pub trait Rng: fmt::Debug + Send + Sync + 'static {
    /// A number from the whole range.
    fn next(&self) -> u64;
}

/// Numbers that are seeded by the operating system for each thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn next(&self) -> u64 {
        fastrand::u64(..)
    }
}

/// The moment that is `by` after `time`, or `time` if no clock can show that one.
pub(crate) fn later(time: SystemTime, by: Duration) -> SystemTime {
    time.checked_add(by).unwrap_or(time)
}

/// A new UUID, version 4.
pub(crate) fn new_uuid(rng: &dyn Rng) -> uuid::Uuid {
    let random = (u128::from(rng.next()) << 64) | u128::from(rng.next());
    uuid::Builder::from_random_bytes(random.to_be_bytes()).into_uuid()
}

/// The text of a new UUID, version 4.
pub(crate) fn uuid_v4(rng: &dyn Rng) -> String {
    new_uuid(rng).to_string()
}

/// A number from 0 up to 1.
pub(crate) fn fraction(rng: &dyn Rng) -> f64 {
    #[allow(clippy::cast_precision_loss)] // 53 bits fit
    let numerator = (rng.next() >> 11) as f64;
    numerator / 9_007_199_254_740_992.0
}
