//! The time limits of an attempt.

use std::{
    future::{Future, poll_fn},
    task::Poll,
    time::Duration,
};

use super::attempt::Failed;
use crate::{
    Body,
    client::Engine,
    error::{Cause, TimeoutKind},
    transport::activity::{self, Activity},
    transport::timeout::until,
    transport::{TransportError, TransportErrorKind},
};

/// The limits of one attempt, as moments of the clock's `elapsed` with the limits that they come from.
pub(super) struct Limits {
    pub(super) read: Option<Duration>,
    pub(super) attempt: Option<(Duration, Duration)>,
    pub(super) operation: Option<(Duration, Duration)>,
}

impl Limits {
    /// The first moment at which one of the limits is reached, if nothing moves from `quiet_since` on.
    fn next(&self, quiet_since: Duration) -> Option<(Duration, TimeoutKind, Duration)> {
        let read = self
            .read
            .map(|limit| (quiet_since + limit, TimeoutKind::Read, limit));
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

    /// Runs `future` within the limits; a body that is being sent counts as movement.
    pub(super) async fn race<F: Future>(
        &self,
        engine: &Engine,
        activity: Option<&Activity>,
        future: F,
    ) -> Result<F::Output, Failed> {
        let mut future = std::pin::pin!(future);
        // Most of what a call waits for is ready at once; then no clock is read.
        if let Poll::Ready(output) = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await {
            return Ok(output);
        }
        let mut quiet_since = engine.clock.elapsed();
        loop {
            let moved = activity.map(Activity::count);
            let next = self.next(quiet_since);
            let deadline = next.map(|(at, ..)| at);
            if let Some(output) = until(&*engine.clock, deadline, future.as_mut()).await {
                return Ok(output);
            }
            let Some((_, which, limit)) = next else {
                continue; // no deadline: `until` ends with the future only
            };
            if which == TimeoutKind::Read && moved != activity.map(Activity::count) {
                quiet_since = engine.clock.elapsed();
                continue;
            }
            return Err(Failed::timeout(which, limit));
        }
    }

    /// Reads a body into memory within the limits.
    pub(super) async fn race_body(
        &self,
        engine: &Engine,
        body: Body,
        max_bytes: usize,
    ) -> Result<bytes::Bytes, Failed> {
        let (body, activity) = activity::watch(body);
        self.race(engine, activity.as_ref(), body.collect(max_bytes))
            .await?
            .map_err(|error| {
                if error.is::<crate::transport::body::TooLarge>() {
                    return Failed::fatal(Cause::Transport(TransportError::new(
                        TransportErrorKind::TooLarge,
                        error,
                    )));
                }
                Failed::transport(TransportError::new(TransportErrorKind::Body, error))
            })
    }
}
