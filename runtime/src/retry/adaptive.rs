//! The client-side rate limit of the retry mode `adaptive`.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>; the cubic function and its
//! constants are botocore's (`retries/adaptive.py`, `retries/throttling.py`).

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::clock::Clock;

/// The minimum rate, in requests per second.
const MIN_RATE: f64 = 0.5;
/// The factor that a throttled request applies to the rate.
const BETA: f64 = 0.7;
/// How fast the rate recovers.
const SCALE: f64 = 0.4;
/// The weight of the latest half second in the measured rate.
const SMOOTH: f64 = 0.8;

/// Holds requests back once the service has throttled one. It does nothing before that, and nothing at all in mode
/// `standard`.
#[derive(Debug)]
pub(crate) struct Throttle(Option<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// Whether the service has throttled a request yet.
    active: bool,
    rate: f64,
    tokens: f64,
    filled_at: f64,
    /// The rate at which requests are actually sent, measured in half seconds.
    measured: f64,
    bucket_start: f64,
    bucket_count: f64,
    /// The state of the cubic function.
    last_max: f64,
    throttled_at: f64,
}

impl Throttle {
    pub(crate) fn new(adaptive: bool) -> Self {
        Self(adaptive.then(Mutex::default))
    }

    /// Waits until one more request may be sent; `false` if that would be at the `deadline` or later.
    ///
    /// Nothing is reserved: a caller that has waited asks again. So a request that is dropped leaves no debt, and one
    /// that nobody polls does not hold up the others.
    pub(crate) async fn admit(&self, clock: &dyn Clock, deadline: Option<Duration>) -> bool {
        while let Some(wait) = self.take(clock) {
            let sent_at = clock.elapsed().saturating_add(wait);
            if deadline.is_some_and(|deadline| sent_at >= deadline) {
                return false;
            }
            clock.sleep(wait).await;
        }
        true
    }

    /// Takes a token, or returns how long it takes until one is available.
    fn take(&self, clock: &dyn Clock) -> Option<Duration> {
        self.with(clock, State::take).flatten()
    }

    /// A request was not throttled: the rate may grow.
    pub(crate) fn succeeded(&self, clock: &dyn Clock) {
        self.with(clock, |state, now| {
            if state.active {
                let window = (state.last_max * (1.0 - BETA) / SCALE).cbrt();
                let since = now - state.throttled_at;
                let rate = SCALE * (since - window).powi(3) + state.last_max;
                state.set_rate(now, rate.min(2.0 * state.measured));
            }
        });
    }

    /// A request was throttled: the rate falls.
    pub(crate) fn throttled(&self, clock: &dyn Clock) {
        self.with(clock, |state, now| {
            let rate = if state.active {
                state.measured.min(state.rate)
            } else {
                state.filled_at = now;
                state.measured
            };
            state.last_max = rate;
            state.throttled_at = now;
            state.active = true;
            state.set_rate(now, rate * BETA);
        });
    }

    /// In mode `standard` nothing is kept.
    fn with<T>(&self, clock: &dyn Clock, change: impl FnOnce(&mut State, f64) -> T) -> Option<T> {
        let state = self.0.as_ref()?;
        let now = clock.elapsed().as_secs_f64();
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        Some(change(&mut state, now))
    }
}

impl State {
    fn take(&mut self, now: f64) -> Option<Duration> {
        if self.active {
            self.fill(now);
            let wait = Duration::from_secs_f64(((1.0 - self.tokens) / self.rate).max(0.0));
            // Less than a nanosecond is not worth waiting for: just as little would be missing afterwards.
            if !wait.is_zero() {
                return Some(wait);
            }
            self.tokens = (self.tokens - 1.0).max(0.0);
        }
        self.measure(now);
        None
    }

    fn set_rate(&mut self, now: f64, rate: f64) {
        self.fill(now);
        self.rate = rate.max(MIN_RATE);
        self.tokens = self.tokens.min(self.rate.max(1.0));
    }

    fn fill(&mut self, now: f64) {
        let capacity = self.rate.max(1.0);
        self.tokens = (self.tokens + (now - self.filled_at) * self.rate).min(capacity);
        self.filled_at = now;
    }

    fn measure(&mut self, now: f64) {
        self.bucket_count += 1.0;
        let passed = now - self.bucket_start;
        if passed >= 0.5 {
            self.measured = self.bucket_count / passed * SMOOTH + self.measured * (1.0 - SMOOTH);
            self.bucket_count = 0.0;
            self.bucket_start = now;
        }
    }
}
