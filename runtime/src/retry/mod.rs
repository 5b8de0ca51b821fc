//! When a call is tried again, and how long it waits before that.
//!
//! Source: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, mode `standard`.

pub(crate) mod adaptive;

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

use http::{HeaderMap, StatusCode};

use crate::{
    Timestamp,
    clock::{Rng, fraction},
    declaration::api_error::ErrorCode,
    transport::TransportErrorKind,
};

/// Why a failed attempt may succeed when it is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryKind {
    /// The service asks for fewer requests.
    Throttling,
    /// The service or the network failed for a moment.
    Transient,
}

/// How a client behaves when it is throttled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// Retries with a growing, random wait.
    #[default]
    Standard,
    /// That, and requests are held back to the rate that the service takes.
    Adaptive,
}

/// How often a call is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryConfig {
    /// Whether the client holds requests back when the service throttles. Default [`RetryMode::Standard`].
    pub mode: RetryMode,
    /// The number of attempts, the first one included. Default 3; 1 means no retries.
    pub max_attempts: u32,
    /// The longest wait before the second attempt; it doubles with each one. Default 1 second.
    pub initial_backoff: Duration,
    /// The longest wait before any attempt. Default 20 seconds.
    pub max_backoff: Duration,
}

impl Default for RetryConfig {
    fn default() -> Self {
        Self {
            mode: RetryMode::Standard,
            max_attempts: 3,
            initial_backoff: Duration::from_secs(1),
            max_backoff: Duration::from_secs(20),
        }
    }
}

impl RetryConfig {
    /// One attempt, no retries.
    #[must_use]
    pub fn none() -> Self {
        Self::default().with_max_attempts(1)
    }

    /// Sets the mode. It is the client's: a single call cannot change it.
    #[must_use]
    pub const fn with_mode(mut self, mode: RetryMode) -> Self {
        self.mode = mode;
        self
    }

    /// Sets the number of attempts, the first one included; 0 counts as 1.
    #[must_use]
    pub fn with_max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts.max(1);
        self
    }

    /// Sets the longest wait before the second attempt.
    #[must_use]
    pub const fn with_initial_backoff(mut self, initial_backoff: Duration) -> Self {
        self.initial_backoff = initial_backoff;
        self
    }

    /// Sets the longest wait before any attempt.
    #[must_use]
    pub const fn with_max_backoff(mut self, max_backoff: Duration) -> Self {
        self.max_backoff = max_backoff;
        self
    }

    /// The wait before the attempt after `attempt` (which counts from 1): anything up to the exponential bound.
    pub(crate) fn backoff(&self, attempt: u32, rng: &dyn Rng) -> Duration {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        self.initial_backoff
            .saturating_mul(doubled)
            .min(self.max_backoff)
            .mul_f64(fraction(rng))
    }
}

/// The tokens that retries are paid with, shared by the clones of a client: in an outage few retries are sent.
#[derive(Debug)]
pub(crate) struct TokenBucket(AtomicU32);

/// The bucket's size.
const CAPACITY: u32 = 500;
/// What a retry costs.
const RETRY_COST: u32 = 5;
/// What a retry costs after a timeout.
const TIMEOUT_COST: u32 = 10;
/// What a first attempt that succeeds gives back.
const SUCCESS_REFUND: u32 = 1;

impl TokenBucket {
    pub(crate) const fn new() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    /// Takes the tokens for a retry, if there are enough; returns their number.
    pub(crate) fn withdraw(&self, after_timeout: bool) -> Option<u32> {
        let cost = if after_timeout {
            TIMEOUT_COST
        } else {
            RETRY_COST
        };
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                tokens.checked_sub(cost)
            })
            .ok()
            .map(|_| cost)
    }

    /// Pays back after a success: what its last retry cost, or one token.
    pub(crate) fn deposit(&self, paid: Option<u32>) {
        let refund = paid.unwrap_or(SUCCESS_REFUND);
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                (tokens < CAPACITY).then(|| (tokens + refund).min(CAPACITY))
            });
    }
}

/// Codes that mean throttling, whatever the service. Source: the SDKs' reference guide and botocore's `_retry.json`.
const THROTTLING: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes that mean a moment's failure.
const TRANSIENT: &[&str] = &["InternalError", "RequestTimeout", "RequestTimeoutException"];

/// Codes that mean that the client's clock is wrong.
const CLOCK_SKEW: &[&str] = &[
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Whether an error may be the client's clock's fault.
pub(crate) fn may_be_clock_skew(code: Option<&str>) -> bool {
    code.is_some_and(|code| CLOCK_SKEW.contains(&code))
}

/// Whether an error says that the credentials have ended.
pub(crate) fn is_expired(code: Option<&str>) -> bool {
    matches!(code, Some("ExpiredToken" | "ExpiredTokenException"))
}

/// Whether an error response is worth another attempt.
pub(crate) fn classify_response(
    status: StatusCode,
    code: Option<&str>,
    declared: &[ErrorCode],
) -> Option<RetryKind> {
    if let Some(code) = code {
        let declared = declared.iter().find(|declared| declared.code == code);
        if let Some(kind) = declared.and_then(|declared| declared.retry) {
            return Some(kind);
        }
        if THROTTLING.contains(&code) {
            return Some(RetryKind::Throttling);
        }
        if TRANSIENT.contains(&code) {
            return Some(RetryKind::Transient);
        }
    }
    match status.as_u16() {
        429 => Some(RetryKind::Throttling),
        500 | 502 | 503 | 504 => Some(RetryKind::Transient),
        _ => None,
    }
}

/// Whether a failed transport is worth another attempt.
pub(crate) const fn classify_transport(kind: TransportErrorKind) -> Option<RetryKind> {
    match kind {
        TransportErrorKind::Connect
        | TransportErrorKind::Send
        | TransportErrorKind::Body
        | TransportErrorKind::Timeout => Some(RetryKind::Transient),
        TransportErrorKind::Request | TransportErrorKind::TooLarge => None,
    }
}

/// How long the service asks to wait: `Retry-After` in seconds or as a date, `x-amz-retry-after` in milliseconds.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(millis) = text("x-amz-retry-after").and_then(|text| text.parse().ok()) {
        return Some(Duration::from_millis(millis));
    }
    let text = text("retry-after")?;
    if let Ok(secs) = text.parse() {
        return Some(Duration::from_secs(secs));
    }
    let at = Timestamp::parse(text).ok()?;
    let now = Timestamp::try_from(now).ok()?;
    Some(Duration::from_secs(
        u64::try_from(at.secs() - now.secs()).unwrap_or(0),
    ))
}
