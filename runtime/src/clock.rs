//! Time and randomness, which are injected: nothing else in the crate reads a clock or generates a random number.

use std::{
    fmt,
    sync::OnceLock,
    time::{Duration, Instant, SystemTime},
};

use crate::future::BoxFuture;

/// Time as the client sees it.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use opsmith::{BoxFuture, Client, Clock, SystemClock};
///
/// /// A clock that is an hour ahead.
/// #[derive(Debug)]
/// struct Ahead;
///
/// impl Clock for Ahead {
///     fn now(&self) -> SystemTime {
///         SystemClock.now() + Duration::from_secs(3600)
///     }
///
///     fn elapsed(&self) -> Duration {
///         SystemClock.elapsed()
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
///         SystemClock.sleep(duration)
///     }
/// }
///
/// let client = Client::builder().clock(Ahead).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The wall-clock time, which requests are dated with.
    fn now(&self) -> SystemTime;
    /// The time since some fixed moment. It never goes backwards.
    fn elapsed(&self) -> Duration;
    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The operating system's time and Tokio's timer.
///
/// ```
/// use opsmith::{Clock, SystemClock};
///
/// let (start, now) = (SystemClock.elapsed(), SystemClock.now());
/// println!("{now:?}, {:?} later", SystemClock.elapsed() - start);
/// ```
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

/// Random numbers for idempotency tokens, invocation IDs and retry jitter. Never for keys.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use opsmith::{Client, Rng};
///
/// /// Numbers that can be predicted, for a test.
/// #[derive(Debug, Default)]
/// struct Counter(AtomicU64);
///
/// impl Rng for Counter {
///     fn next(&self) -> u64 {
///         self.0.fetch_add(1, Ordering::Relaxed)
///     }
/// }
///
/// let client = Client::builder().rng(Counter::default()).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
pub trait Rng: fmt::Debug + Send + Sync + 'static {
    /// Returns a number from the whole range.
    fn next(&self) -> u64;
}

/// Numbers from a generator that the operating system seeds for each thread.
///
/// ```
/// use opsmith::{Rng, SystemRng};
///
/// let dice = SystemRng.next() % 6 + 1;
/// assert!((1..=6).contains(&dice));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    fn next(&self) -> u64 {
        fastrand::u64(..)
    }
}

/// The moment `by` after `time`, or `time` if no clock can represent it.
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

/// A number that is at least 0 and less than 1.
pub(crate) fn fraction(rng: &dyn Rng) -> f64 {
    #[allow(clippy::cast_precision_loss)] // 53 bits fit
    let numerator = (rng.next() >> 11) as f64;
    numerator / 9_007_199_254_740_992.0
}
