//! Which failures are retryable, and how long the service asks to wait.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use super::RetryKind;
use crate::declaration::meta::ErrorCode;
use crate::transport::TransportErrorKind;
use crate::value::timestamp::Timestamp;

/// Codes that mean throttling, for any service. Source: the SDKs' reference guide and botocore's `_retry.json`.
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

/// Codes that mean a transient failure.
const TRANSIENT: &[&str] = &["InternalError", "RequestTimeout", "RequestTimeoutException"];

/// Whether an error means that the credentials have expired.
pub(crate) fn is_expired(code: Option<&str>) -> bool {
    matches!(code, Some("ExpiredToken" | "ExpiredTokenException"))
}

/// Whether an error response is retryable.
pub(crate) fn classify_response(
    status: StatusCode,
    codes: [Option<&str>; 2],
    declared: &[ErrorCode],
) -> Option<RetryKind> {
    let mut is_declared = false;
    for code in codes.into_iter().flatten() {
        let declared = declared.iter().find(|known| known.code() == Some(code));
        if let Some(kind) = declared.and_then(|declared| declared.retry) {
            return Some(kind);
        }
        is_declared |= declared.is_some();
        if THROTTLING.contains(&code) {
            return Some(RetryKind::Throttling);
        }
        if TRANSIENT.contains(&code) {
            return Some(RetryKind::Transient);
        }
    }
    // Errors that are known by their status only.
    let by_status = ErrorCode::position(declared, [None, None], status);
    if let Some(kind) = by_status.and_then(|index| declared[index].retry)
        && !is_declared
    {
        return Some(kind);
    }
    match status.as_u16() {
        // The declaration knows best what its own error means (botocore 1.44.5, `ThrottlingStatusCodeChecker`).
        429 if !is_declared => Some(RetryKind::Throttling),
        500 | 502 | 503 | 504 => Some(RetryKind::Transient),
        _ => None,
    }
}

/// Whether a transport failure is retryable.
pub(crate) const fn classify_transport(kind: TransportErrorKind) -> Option<RetryKind> {
    match kind {
        TransportErrorKind::Connect
        | TransportErrorKind::Send
        | TransportErrorKind::Body
        | TransportErrorKind::Timeout => Some(RetryKind::Transient),
        TransportErrorKind::Request | TransportErrorKind::TooLarge => None,
    }
}

/// How long the service asks to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryAfter {
    /// In `x-amz-retry-after`.
    Aws(Duration),
    /// In HTTP's own `Retry-After`, which the SDKs ignore, but gateways and non-AWS servers send.
    Http(Duration),
}

/// The maximum time that `x-amz-retry-after` adds to a wait. Source: botocore 1.44.5,
/// `ExponentialBackoff._RETRY_AFTER_MAX_ADDITIONAL`.
const LONGEST_ADDITION: Duration = Duration::from_secs(5);

impl RetryAfter {
    /// What the response asks for: `x-amz-retry-after` in milliseconds, `Retry-After` in seconds or as a date.
    pub(crate) fn read(headers: &HeaderMap, now: SystemTime) -> Option<Self> {
        let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
        if let Some(millis) = text("x-amz-retry-after").and_then(|text| text.parse().ok()) {
            return Some(Self::Aws(Duration::from_millis(millis)));
        }
        let text = text("retry-after")?;
        if let Ok(secs) = text.parse() {
            return Some(Self::Http(Duration::from_secs(secs)));
        }
        let at = Timestamp::parse(text).ok()?;
        let now = Timestamp::try_from(now).ok()?;
        Some(Self::Http(Duration::from_secs(
            u64::try_from(at.secs() - now.secs()).unwrap_or(0),
        )))
    }

    /// The wait of a call whose own backoff is `backoff`: never shorter, and with an upper limit.
    pub(crate) fn wait(self, backoff: Duration, max_backoff: Duration) -> Duration {
        let (asked, longest) = match self {
            Self::Aws(asked) => (asked, backoff.saturating_add(LONGEST_ADDITION)),
            Self::Http(asked) => (asked, max_backoff),
        };
        asked.min(longest).max(backoff)
    }
}
