//! How long things may take.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use crate::{BoxFuture, clock::Clock};

/// The time limits of a call. `None` means no limit.
///
/// Source of the terms: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-smart-config-defaults.html>.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For making a connection, TLS included. Default 3.1 seconds. A client with a transport of its own has that
    /// transport's limit.
    pub connect: Option<Duration>,
    /// For a connection on which nothing moves, in either direction. Default 60 seconds. A synchronous call that works
    /// longer before its first byte (a Lambda function) needs more.
    pub read: Option<Duration>,
    /// For one attempt, up to the end of a buffered response. Default 5 minutes.
    pub attempt: Option<Duration>,
    /// For the whole call, retries and waits included. Default 15 minutes.
    pub operation: Option<Duration>,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Some(Duration::from_millis(3100)),
            read: Some(Duration::from_mins(1)),
            attempt: Some(Duration::from_mins(5)),
            operation: Some(Duration::from_mins(15)),
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
