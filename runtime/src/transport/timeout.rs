//! How long things may take.

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
/// By default a call ends when nothing can come of it, and not before: a connection that cannot be made within 3.1
/// seconds, a connection whose other end is gone (the operating system notices that within a minute), a body that
/// hardly moves ([`StalledStreamProtection`]), and 16 minutes without a byte. A call that gets on is not cut off,
/// however long it takes: an upload of hours ends when it ends, and a Lambda function may work for its 15 minutes before
/// it answers. There is no limit for the whole call.
///
/// A program that has no time sets limits, for its client or for one call:
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
/// A call that works for longer than 16 minutes before its first byte needs `with_read` as well.
///
/// A limit that no clock counts to, as `Duration::MAX`, is none.
///
/// Source of the terms: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For making a connection, TLS included. Default 3.1 seconds. A client with a transport of its own has that
    /// transport's limit.
    pub connect: Option<Duration>,
    /// For a connection on which nothing moves, in either direction: above all the time that a service works before the
    /// first byte of its response. Default 16 minutes, as a Lambda function may work for 15. Such an attempt is tried
    /// again, as the request may be lost; a call that must not be made twice has
    /// [`RetryConfig::none`](crate::RetryConfig::none).
    pub read: Option<Duration>,
    /// For one attempt, up to the end of a buffered response. Default: none.
    pub attempt: Option<Duration>,
    /// For the whole call, retries and waits included, up to the end of a buffered response. Default: none.
    pub operation: Option<Duration>,
    /// What ends a body that hardly moves. Default: fewer than 10 bytes per second over 20 seconds of waiting.
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

    /// Sets what ends a body that hardly moves.
    #[must_use]
    pub const fn with_stalled_stream(mut self, protection: StalledStreamProtection) -> Self {
        self.stalled_stream = protection;
        self
    }
}

/// Runs `future` until it ends or the clock's `elapsed` reaches `deadline`, which gives `None`. The timer is made only
/// if the future has to wait.
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
