//! The difference between this machine's clock and the service's.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, SystemTime},
};

use http::HeaderMap;

use crate::{Timestamp, clock::Clock, retry::may_be_clock_skew};

/// How far a clock may be off before a signature is refused, less a margin: AWS allows 5 minutes.
const TOLERANCE_SECS: i64 = 4 * 60;

/// The seconds that are added to this machine's clock.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skew {
    /// The time that requests are dated with.
    pub(crate) fn now(&self, clock: &dyn Clock) -> SystemTime {
        shift(clock.now(), self.0.load(Ordering::Relaxed))
    }

    /// The seconds that are added now.
    pub(crate) fn secs(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether an error may have been the clock's fault; then the difference is taken over from the response's `Date`.
    pub(crate) fn correct(
        &self,
        clock: &dyn Clock,
        headers: &HeaderMap,
        code: Option<&str>,
    ) -> bool {
        self.correct_since(self.secs(), clock, headers, code)
    }

    /// The same for a request that was dated with `applied` seconds added: another call may have corrected the clock
    /// since.
    pub(crate) fn correct_since(
        &self,
        applied: i64,
        clock: &dyn Clock,
        headers: &HeaderMap,
        code: Option<&str>,
    ) -> bool {
        if !may_be_clock_skew(code) {
            return false;
        }
        let theirs = headers
            .get(http::header::DATE)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| Timestamp::parse(text).ok());
        let (Some(theirs), Ok(ours)) = (theirs, Timestamp::try_from(clock.now())) else {
            return false;
        };
        let difference = theirs.secs() - ours.secs();
        if (difference - applied).abs() < TOLERANCE_SECS {
            return false;
        }
        self.0.store(difference, Ordering::Relaxed);
        true
    }
}

fn shift(time: SystemTime, secs: i64) -> SystemTime {
    let by = Duration::from_secs(secs.unsigned_abs());
    let shifted = if secs < 0 {
        time.checked_sub(by)
    } else {
        time.checked_add(by)
    };
    shifted.unwrap_or(time)
}
