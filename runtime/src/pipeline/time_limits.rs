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
        let mut watch = Watch::new(self, engine, activity);
        loop {
            let deadline = watch.deadline();
            if let Some(output) = until(&*engine.clock, deadline, future.as_mut()).await {
                return Ok(output);
            }
            if let Some(failed) = watch.failure() {
                return Err(failed);
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

/// What is known while a future is waited for.
struct Watch<'w> {
    limits: &'w Limits,
    engine: &'w Engine,
    activity: Option<&'w Activity>,
    now: Duration,
    quiet_since: Duration,
    moved: Option<u64>,
    /// The limit that is reached first.
    next: Option<(Duration, TimeoutKind, Duration)>,
}

impl<'w> Watch<'w> {
    fn new(limits: &'w Limits, engine: &'w Engine, activity: Option<&'w Activity>) -> Self {
        let now = engine.clock.elapsed();
        Self {
            limits,
            engine,
            activity,
            now,
            quiet_since: now,
            moved: activity.map(Activity::count),
            next: None,
        }
    }

    /// When to check the limits if nothing happens until then.
    fn deadline(&mut self) -> Option<Duration> {
        let stall = self
            .activity
            .and_then(|activity| activity.check_at(self.now))
            .map(|(at, grace)| (at, TimeoutKind::StalledStream, grace));
        let own = self.limits.next(self.quiet_since);
        self.next = match (own, stall) {
            (Some(own), Some(stall)) if stall.0 < own.0 => Some(stall),
            (own, stall) => own.or(stall),
        };
        self.next.map(|(at, ..)| at)
    }

    /// The failure, if the limit of the deadline was reached. Without a deadline there is none: `until` ends only with
    /// the future.
    fn failure(&mut self) -> Option<FailedAttempt> {
        let (_, which, limit) = self.next?;
        self.now = self.engine.clock.elapsed();
        let count = self.activity.map(Activity::count);
        let has_moved = count != self.moved;
        if has_moved {
            (self.moved, self.quiet_since) = (count, self.now);
        }
        let is_over = match which {
            TimeoutKind::Read => !has_moved,
            TimeoutKind::StalledStream => self
                .activity
                .is_some_and(|activity| activity.is_stalled(self.now)),
            _ => true,
        };
        is_over.then(|| FailedAttempt::timeout(which, limit))
    }
}
