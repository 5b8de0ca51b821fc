//! When a call is retried, and how long it waits before that.
//!
//! Sources: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html>, mode `standard`; its 2026
//! numbers (the SDKs' "retry behavior 2.1") are those of botocore 1.44.5 (`retries/standard.py`) and
//! `aws-smithy-runtime` 1.16 (`client/retries/strategy/standard.rs`).

pub(crate) mod adaptive;
pub(crate) mod budget;
pub(crate) mod classify;

use std::time::Duration;

use crate::clock::{Rng, fraction};

/// Why a failed attempt may succeed if it is repeated.
///
/// ```
/// use opsmith::{ApiError, ErrorBody, RetryKind, Unmodeled};
///
/// #[derive(Debug, ApiError)]
/// enum OrdersError {
///     #[op(code = "TooManyOrders", status = 429, retry = "throttling")]
///     TooMany(ErrorBody),
///     #[op(other)]
///     Other(Unmodeled),
/// }
///
/// assert_eq!(OrdersError::CODES[0].retry, Some(RetryKind::Throttling));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryKind {
    /// The service throttled the request.
    Throttling,
    /// The service or the network failed temporarily.
    Transient,
}

/// How a client behaves when it is throttled.
///
/// ```
/// use opsmith::{RetryConfig, RetryMode};
///
/// let retry = RetryConfig::default().with_mode(RetryMode::Adaptive);
/// assert_eq!(retry.mode, RetryMode::Adaptive);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryMode {
    /// Retries with exponential backoff and jitter.
    #[default]
    Standard,
    /// The same, and requests are also held back to the rate that the service accepts.
    Adaptive,
}

/// How often a call is attempted, and how long it waits in between.
///
/// Unless you set one for the client, `DynamoDB` calls use 4 attempts and start with 25 milliseconds, as in the SDKs.
///
/// The defaults are those of botocore 1.44.5 and `aws-smithy-runtime` 1.16. Before attempt `n + 1`, a call waits for a
/// random fraction of `backoff * 2^(n - 1)`, capped at [`max_backoff`](Self::max_backoff). If the service says how long
/// to wait, the call waits longer: `x-amz-retry-after` adds at most 5 seconds, and `Retry-After` is honored up to
/// `max_backoff`.
///
/// The clones of a client also share a budget of 500 tokens: a retry takes 14, or 5 after throttling. A retry that
/// succeeds, or whose call is dropped, returns its tokens; a success without retries returns one. Without enough
/// tokens, a failure is not retried, so that a service that is down is not flooded.
///
/// ```
/// use std::time::Duration;
///
/// use opsmith::{Client, RetryConfig};
///
/// let retry = RetryConfig::default()
///     .with_max_attempts(5)
///     .with_max_backoff(Duration::from_secs(2));
/// let client = Client::builder().retry(retry).build()?;
/// # Ok::<(), opsmith::ConfigError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryConfig {
    /// Whether the client holds requests back when the service throttles. Default: [`RetryMode::Standard`].
    pub mode: RetryMode,
    /// The maximum number of attempts, including the first. Default: 3; 1 means no retries.
    pub max_attempts: u32,
    /// The maximum wait before the second attempt, unless the first was throttled. It doubles with each attempt.
    /// Default: 50 milliseconds.
    pub initial_backoff: Duration,
    /// The maximum wait before the second attempt after throttling. It doubles with each attempt. Default: 1 second.
    pub throttling_backoff: Duration,
    /// The maximum wait before any attempt. Default: 20 seconds.
    pub max_backoff: Duration,
}

impl Default for RetryConfig {
    fn default() -> Self {
        Self {
            mode: RetryMode::Standard,
            max_attempts: 3,
            initial_backoff: Duration::from_millis(50),
            throttling_backoff: Duration::from_secs(1),
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

    /// Sets the mode. It applies to the whole client; a single call cannot change it.
    #[must_use]
    pub const fn with_mode(mut self, mode: RetryMode) -> Self {
        self.mode = mode;
        self
    }

    /// Sets the maximum number of attempts, including the first. 0 counts as 1.
    #[must_use]
    pub fn with_max_attempts(mut self, max_attempts: u32) -> Self {
        self.max_attempts = max_attempts.max(1);
        self
    }

    /// Sets the maximum wait before the second attempt, unless the first was throttled.
    #[must_use]
    pub const fn with_initial_backoff(mut self, initial_backoff: Duration) -> Self {
        self.initial_backoff = initial_backoff;
        self
    }

    /// Sets the maximum wait before the second attempt after throttling.
    #[must_use]
    pub const fn with_throttling_backoff(mut self, throttling_backoff: Duration) -> Self {
        self.throttling_backoff = throttling_backoff;
        self
    }

    /// Sets the maximum wait before any attempt.
    #[must_use]
    pub const fn with_max_backoff(mut self, max_backoff: Duration) -> Self {
        self.max_backoff = max_backoff;
        self
    }

    /// The settings of `DynamoDB` and its streams instead of the defaults: they respond within a few milliseconds.
    ///
    /// Source: botocore 1.44.5, `_SERVICE_MAX_ATTEMPTS` and `ExponentialBackoff._SERVICE_BACKOFF_CONFIG`.
    pub(crate) const fn of_dynamodb(mut self, chosen_attempts: Option<u32>) -> Self {
        if chosen_attempts.is_none() {
            self.max_attempts = 4;
        }
        self.initial_backoff = Duration::from_millis(25);
        self
    }

    /// The wait before the attempt after `attempt` (counted from 1): anything up to the exponential bound.
    pub(crate) fn backoff(&self, kind: RetryKind, attempt: u32, rng: &dyn Rng) -> Duration {
        let base = match kind {
            RetryKind::Throttling => self.throttling_backoff,
            RetryKind::Transient => self.initial_backoff,
        };
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let longest = base.saturating_mul(doubled).min(self.max_backoff);
        // Rounding may push the product past the longest duration.
        Duration::try_from_secs_f64(longest.as_secs_f64() * fraction(rng)).unwrap_or(longest)
    }
}

/// Whether an operation is a long poll, which callers call in a loop. With the budget used up they would call it again
/// at once, so such a call waits before it fails.
///
/// Source: botocore 1.44.5, `RetryHandler._LONG_POLLING_OPERATIONS`. `service` is the SDKs' name for it.
pub(crate) fn is_long_polling(service: &str, operation: &str) -> bool {
    matches!(
        (service, operation),
        ("SQS", "ReceiveMessage")
            | ("SFN", "GetActivityTask")
            | ("SWF", "PollForActivityTask" | "PollForDecisionTask")
            | (
                "Kinesis",
                "ReceiveQueueRecords" | "ReceiveDeadLetterQueueRecords"
            )
    )
}
