//! Stalled-stream protection: ends bodies that are slower than a minimum throughput.

use std::time::Duration;

/// Ends an upload or a download that has stalled, with [`TimeoutKind::StalledStream`](crate::TimeoutKind).
///
/// Only time spent waiting for the network counts: a program that reads a download slowly, or a payload with a slow
/// source, never triggers it. The time a service works before its first byte does not count either; that is
/// [`Timeouts::read`](crate::Timeouts::read). The protection is on by default for buffered and streamed bodies in both
/// directions: fewer than 10 bytes per second over 20 seconds of waiting end the attempt. The official SDK uses the
/// same 20 seconds and 1 byte per second. Bytes of an upload count when the operating system accepts them, a few
/// kilobytes at a time, so below 2 KiB per second an upload may appear to stall for longer than it does.
///
/// ```
/// use std::time::Duration;
/// use opsmith::{StalledStreamProtection, Timeouts};
///
/// // For a payload that may pause for any length of time, such as a live feed:
/// let feed = Timeouts::default().with_stalled_stream(StalledStreamProtection::disabled());
/// // At least 1 KiB per second, over 5 seconds:
/// let strict = Timeouts::default().with_stalled_stream(
///     StalledStreamProtection::default()
///         .with_min_throughput(1024)
///         .with_grace_period(Duration::from_secs(5)),
/// );
/// ```
///
/// Source of the term: [stalled stream protection](https://docs.aws.amazon.com/sdk-for-rust/latest/dg/timeouts.html).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StalledStreamProtection {
    upload: bool,
    download: bool,
    min_throughput: u64,
    grace_period: Duration,
}

impl Default for StalledStreamProtection {
    fn default() -> Self {
        Self {
            upload: true,
            download: true,
            ..Self::disabled()
        }
    }
}

impl StalledStreamProtection {
    /// No protection: a body may take any amount of time.
    #[must_use]
    pub const fn disabled() -> Self {
        Self {
            upload: false,
            download: false,
            min_throughput: 10,
            grace_period: Duration::from_secs(20),
        }
    }

    /// Whether uploads are protected. Default: yes.
    #[must_use]
    pub const fn with_upload(mut self, upload: bool) -> Self {
        self.upload = upload;
        self
    }

    /// Whether downloads are protected. Default: yes.
    #[must_use]
    pub const fn with_download(mut self, download: bool) -> Self {
        self.download = download;
        self
    }

    /// The minimum throughput, in bytes per second. Default: 10. With 0, one byte per grace period is enough.
    #[must_use]
    pub const fn with_min_throughput(mut self, bytes_per_second: u64) -> Self {
        self.min_throughput = bytes_per_second;
        self
    }

    /// How long a body may be slower than the minimum. Default: 20 seconds.
    #[must_use]
    pub const fn with_grace_period(mut self, period: Duration) -> Self {
        self.grace_period = period;
        self
    }

    pub(crate) fn upload_meter(&self) -> Option<Meter> {
        self.upload.then(|| Meter::new(self))
    }

    pub(crate) fn download_meter(&self) -> Option<Meter> {
        self.download.then(|| Meter::new(self))
    }
}

/// Measures one body. The bytes of one grace period (the quota) must move within one grace period of waiting; then the
/// next quota is measured. A stall is therefore detected one grace period after it starts, no matter how fast the body
/// was before.
#[derive(Debug)]
pub(crate) struct Meter {
    quota: u64,
    grace: Duration,
    moved: u64,
    waited: Duration,
    waiting_since: Option<Duration>,
}

impl Meter {
    fn new(protection: &StalledStreamProtection) -> Self {
        let grace = protection.grace_period;
        let quota = u128::from(protection.min_throughput).saturating_mul(grace.as_millis()) / 1000;
        Self {
            quota: u64::try_from(quota).unwrap_or(u64::MAX).max(1),
            grace,
            moved: 0,
            waited: Duration::ZERO,
            waiting_since: None,
        }
    }

    /// From now on, time counts as waiting for the network.
    pub(crate) fn wait(&mut self, now: Duration) {
        self.waiting_since.get_or_insert(now);
    }

    /// Bytes have moved, so the wait is over. The clock is read only if there was a wait.
    pub(crate) fn moved(&mut self, now: impl FnOnce() -> Duration, bytes: u64) {
        if let Some(since) = self.waiting_since.take() {
            let waited = now().saturating_sub(since);
            self.waited = self.waited.saturating_add(waited);
        }
        self.moved = self.moved.saturating_add(bytes);
        if self.moved >= self.quota {
            self.moved = 0;
            self.waited = Duration::ZERO;
        }
    }

    /// The moment at which the body counts as stalled if nothing moves until then.
    pub(crate) fn stalled_at(&self) -> Option<Duration> {
        let left = self.grace.saturating_sub(self.waited);
        Some(self.waiting_since?.saturating_add(left))
    }

    pub(crate) const fn grace(&self) -> Duration {
        self.grace
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    #[test]
    fn a_stall_is_noticed_one_grace_period_after_it_begins() {
        let mut meter = StalledStreamProtection::default().download_meter().unwrap();
        assert_eq!(meter.stalled_at(), None);
        meter.wait(secs(5));
        assert_eq!(meter.stalled_at(), Some(secs(25)));
        meter.moved(|| secs(15), 1_000_000);
        meter.wait(secs(16));
        assert_eq!(meter.stalled_at(), Some(secs(36)));
    }

    #[test]
    fn a_trickle_uses_up_the_grace_period() {
        let mut meter = StalledStreamProtection::default().download_meter().unwrap();
        for second in 0..19 {
            meter.wait(secs(second));
            meter.moved(|| secs(second + 1), 9);
        }
        meter.wait(secs(19));
        assert_eq!(meter.stalled_at(), Some(secs(20)));
    }

    #[test]
    fn time_without_a_waiting_caller_does_not_count() {
        let mut meter = StalledStreamProtection::default().download_meter().unwrap();
        for second in (0..1000).step_by(10) {
            meter.wait(secs(second));
            meter.moved(|| secs(second) + Duration::from_millis(100), 1);
        }
        assert_eq!(meter.waited, secs(10));
        meter.moved(|| unreachable!("nothing was waited for"), 1);
    }

    #[test]
    fn absurd_settings_mean_no_limit() {
        let forever = StalledStreamProtection::default()
            .with_grace_period(Duration::MAX)
            .with_min_throughput(u64::MAX);
        let mut meter = forever.upload_meter().unwrap();
        meter.wait(secs(1));
        assert_eq!(meter.stalled_at(), Some(Duration::MAX));
        let nothing = StalledStreamProtection::default().with_min_throughput(0);
        assert_eq!(nothing.upload_meter().unwrap().quota, 1);
    }
}
