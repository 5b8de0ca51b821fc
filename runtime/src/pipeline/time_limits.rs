//! The time limits of an attempt.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use super::failed::FailedAttempt;
use crate::client::Engine;
use crate::clock::Clock;
use crate::error::TimeoutKind;
use crate::transport::activity;
use crate::transport::activity::Activity;
use crate::transport::body::Body;
use crate::transport::timeout::{Timeouts, until};

/// The limits of one attempt, as moments of the clock's `elapsed` together with the limits they come from.
pub(super) struct Limits {
    pub(super) read: Option<Duration>,
    pub(super) attempt: Option<(Duration, Duration)>,
    pub(super) operation: Option<(Duration, Duration)>,
}

/// The moment at which a limit that starts now is reached. `None` without a limit, or with one that the clock cannot
/// count to: `Duration::MAX` means no limit.
pub(super) fn deadline(clock: &dyn Clock, limit: Option<Duration>) -> Option<(Duration, Duration)> {
    let limit = limit?;
    Some((clock.elapsed().checked_add(limit)?, limit))
}

impl Limits {
    /// The limits of a call outside its attempts.
    pub(super) const fn of_call(deadline: Option<(Duration, Duration)>) -> Self {
        Self {
            read: None,
            attempt: None,
            operation: deadline,
        }
    }

    /// The first moment at which one of the limits is reached if nothing moves after `quiet_since`.
    fn next(&self, quiet_since: Duration) -> Option<(Duration, TimeoutKind, Duration)> {
        let read = self
            .read
            .and_then(|limit| Some((quiet_since.checked_add(limit)?, TimeoutKind::Read, limit)));
        let attempt = self
            .attempt
            .map(|(at, limit)| (at, TimeoutKind::Attempt, limit));
        let operation = self
            .operation
            .map(|(at, limit)| (at, TimeoutKind::Operation, limit));
        [operation, attempt, read]
            .into_iter()
            .flatten()
            .min_by_key(|(at, ..)| *at)
    }

    /// Runs `future` within the limits. A body being sent counts as activity, and must not stall.
    ///
    /// The future is polled in two places, and its code would be in both if its type were known here.
    pub(super) async fn race<T>(
        &self,
        engine: &Engine,
        activity: Option<&Activity>,
        mut future: Pin<&mut (dyn Future<Output = T> + Send + '_)>,
    ) -> Result<T, FailedAttempt> {
        // Most of what a call waits for is ready at once, and then no clock is read.
        if let Poll::Ready(output) = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await {
            return Ok(output);
        }
        let mut quiet_since = engine.clock.elapsed();
        let mut now = quiet_since;
        let mut moved = activity.map(Activity::count);
        loop {
            let stall = activity
                .and_then(|activity| activity.check_at(now))
                .map(|(at, grace)| (at, TimeoutKind::StalledStream, grace));
            let next = [self.next(quiet_since), stall]
                .into_iter()
                .flatten()
                .min_by_key(|(at, ..)| *at);
            let deadline = next.map(|(at, ..)| at);
            if let Some(output) = until(&*engine.clock, deadline, future.as_mut()).await {
                return Ok(output);
            }
            let Some((_, which, limit)) = next else {
                continue; // no deadline: `until` ends only with the future
            };
            now = engine.clock.elapsed();
            let count = activity.map(Activity::count);
            let has_moved = count != moved;
            if has_moved {
                (moved, quiet_since) = (count, now);
            }
            match which {
                TimeoutKind::Read if has_moved => {}
                TimeoutKind::StalledStream
                    if !activity.is_some_and(|activity| activity.is_stalled(now)) => {}
                _ => return Err(FailedAttempt::timeout(which, limit)),
            }
        }
    }

    /// Reads a body into memory within the limits.
    pub(super) async fn race_body(
        &self,
        engine: &Engine,
        timeouts: &Timeouts,
        body: Body,
        max_bytes: usize,
    ) -> Result<bytes::Bytes, FailedAttempt> {
        let body = activity::arriving(&engine.clock, body, timeouts);
        let whole = Self {
            read: None,
            ..*self
        }; // the body itself has that limit
        whole
            .race(engine, None, pin!(body.collect(max_bytes)))
            .await?
            .map_err(FailedAttempt::body)
    }
}
