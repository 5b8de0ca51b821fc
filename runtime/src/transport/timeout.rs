//! Time limits.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use crate::clock::Clock;
use crate::future::BoxFuture;
use crate::transport::throughput::StalledStreamProtection;

/// The time limits of a call. `None` means no limit, and so does [`Duration::MAX`].
///
/// By default, an attempt fails only when it cannot succeed anymore: when a connection cannot be made within 3.1
/// seconds, when the other end of a connection is gone (the operating system detects that within a minute), when a body
/// has stalled ([`StalledStreamProtection`]), or after 16 minutes without a byte. A call that makes progress is never
/// cut off, no matter how long it takes: an upload may run for hours, and a Lambda function may work for its full 15
/// minutes before it responds. There is no limit for the whole call.
///
/// If your program cannot wait that long, set limits for the client or for a single call:
///
/// ```
/// use std::time::Duration;
/// use opsmith::Timeouts;
///
/// let interactive = Timeouts::default()
///     .with_read(Duration::from_secs(5))
///     .with_operation(Duration::from_secs(15));
/// ```
///
/// A call to a service that works for longer than 16 minutes before its first byte needs a longer `with_read`.
///
/// A limit beyond what a clock can count to, such as `Duration::MAX`, means no limit.
///
/// Source of the terms: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// The limit for making a connection, including TLS. Default: 3.1 seconds. If you set your own transport, the
    /// transport's limit applies instead.
    pub connect: Option<Duration>,
    /// The limit for a connection on which nothing moves in either direction, which is mainly the time a service works
    /// before the first byte of its response. Default: 16 minutes, because a Lambda function may work for 15. Such an
    /// attempt is retried, because the request may have been lost. For a call that must not be made twice, use
    /// [`RetryConfig::none`](crate::RetryConfig::none).
    pub read: Option<Duration>,
    /// The limit for one attempt, up to the end of a buffered response. Default: none.
    pub attempt: Option<Duration>,
    /// The limit for the whole call, including retries and waits, up to the end of a buffered response. Default: none.
    pub operation: Option<Duration>,
    /// When a body counts as stalled. Default: fewer than 10 bytes per second over 20 seconds of waiting.
    pub stalled_stream: StalledStreamProtection,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_millis(3100)),
            read: Some(Duration::from_mins(16)),
            attempt: None,
            operation: None,
            stalled_stream: StalledStreamProtection::default(),
        }
    }
}

impl Timeouts {
    /// No limits.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            connect: None,
            read: None,
            attempt: None,
            operation: None,
            stalled_stream: StalledStreamProtection::disabled(),
        }
    }

    /// Sets the limit for making a connection.
    #[must_use]
    pub fn with_connect(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect = limit.into();
        self
    }

    /// Sets the limit for a silent connection.
    #[must_use]
    pub fn with_read(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.read = limit.into();
        self
    }

    /// Sets the limit for one attempt.
    #[must_use]
    pub fn with_attempt(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.attempt = limit.into();
        self
    }

    /// Sets the limit for the whole call.
    #[must_use]
    pub fn with_operation(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.operation = limit.into();
        self
    }

    /// Sets when a body counts as stalled.
    #[must_use]
    pub const fn with_stalled_stream(mut self, protection: StalledStreamProtection) -> Self {
        self.stalled_stream = protection;
        self
    }
}

/// Runs `future` until it completes or the clock's `elapsed` reaches `deadline`, which returns `None`. The timer is
/// created only if the future has to wait.
pub(crate) async fn until<F: Future>(
    clock: &dyn Clock,
    deadline: Option<Duration>,
    future: F,
) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    let mut timer: Option<BoxFuture<'static, ()>> = None;
    std::future::poll_fn(move |cx: &mut Context<'_>| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(output));
        }
        let Some(deadline) = deadline else {
            return Poll::Pending;
        };
        let timer =
            timer.get_or_insert_with(|| clock.sleep(deadline.saturating_sub(clock.elapsed())));
        Pin::new(timer).poll(cx).map(|()| None)
    })
    .await
}
