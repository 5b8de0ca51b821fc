//! The difference between this machine's clock and a service's, learned from the `Date` of every response.
//!
//! Source: the SDKs' clock skew correction, as in `aws-runtime` 1.10 (`service_clock_skew.rs`), whose ten cases are
//! tested below. The differences: each host has its own skew, so that one host cannot change the date of requests to
//! another; a difference that would have made a connection impossible is ignored; and a request is retried if the time
//! it was signed with was wrong, regardless of this machine's clock.

use std::{
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use http::{HeaderMap, header};

use crate::value::timestamp::Timestamp;

/// How far a request's date may be off before its signature is rejected, minus a margin: AWS allows 5 minutes.
const TOLERANCE_SECS: i64 = 4 * 60;
/// In a longer exchange, there is no telling which moment the response's date refers to.
const LONGEST_EXCHANGE: Duration = Duration::from_mins(15);
/// With a clock that is off by more, no connection could have been made: public certificates are valid for at most 398
/// days (CA/Browser Forum, baseline requirements, section 6.3.2).
const LARGEST_SKEW_SECS: i64 = 401 * 86_400;

/// Codes that may mean that the request's date was wrong.
const CODES: &[&str] = &[
    "AccessDeniedException",
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// The number of sets of eight hosts that are remembered.
const SETS: usize = 16;
const WAYS: usize = 8;

/// The clock skews of the hosts that a client talks to.
///
/// A small cache without locks or allocations, because every call reads it and every response may write it. Each word
/// contains a host's tag in its upper half and the seconds to add to this machine's clock in its lower half, so that
/// both are read and written at once. A host whose clock agrees with ours needs no word. If a client talks to more
/// skewed hosts than there are words, it learns a displaced skew again.
#[derive(Debug)]
pub(crate) struct Skews {
    hasher: RandomState,
    words: [[AtomicU64; WAYS]; SETS],
}

/// Where a host's skew is stored, looked up once per call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Host {
    set: usize,
    tag: u32,
}

impl Default for Skews {
    fn default() -> Self {
        Self {
            hasher: RandomState::new(),
            words: Default::default(),
        }
    }
}

impl Skews {
    /// The host of a URL, with its port.
    pub(crate) fn host(&self, authority: &str) -> Host {
        // The keys are random: nobody can choose a host that shares another one's tag.
        let hash = self.hasher.hash_one(authority);
        #[allow(clippy::cast_possible_truncation)] // half of the word for each
        let (tag, set) = ((hash >> 32) as u32, hash as u32 as usize % SETS);
        Host {
            set,
            tag: tag.max(1), // an empty word has the tag 0
        }
    }

    /// The seconds that are added to this machine's clock for requests to a host.
    pub(crate) fn secs(&self, host: Host) -> i64 {
        self.words[host.set]
            .iter()
            .map(|word| unpack(word.load(Ordering::Relaxed)))
            .find_map(|(tag, secs)| (tag == host.tag).then_some(secs))
            .map_or(0, i64::from)
    }

    /// Learns from a response of the host. Returns the skew it shows, if that is plausible.
    pub(crate) fn learn(
        &self,
        host: Host,
        headers: &HeaderMap,
        sent: SystemTime,
        received: SystemTime,
    ) -> Option<i64> {
        let secs = measure(headers, sent, received)?;
        if secs != self.secs(host) {
            self.store(host, i32::try_from(secs).ok()?);
        }
        Some(secs)
    }

    fn store(&self, host: Host, secs: i32) {
        let set = &self.words[host.set];
        let tag_of = |word: &AtomicU64| unpack(word.load(Ordering::Relaxed)).0;
        let word = set
            .iter()
            .find(|word| tag_of(word) == host.tag)
            .or_else(|| set.iter().find(|word| tag_of(word) == 0))
            .unwrap_or(&set[host.tag as usize % WAYS]);
        // Two simultaneous responses of a new host may take two words. The first one found counts and is the one
        // updated from then on.
        word.store(pack(host.tag, secs), Ordering::Relaxed);
    }
}

fn pack(tag: u32, secs: i32) -> u64 {
    u64::from(tag) << 32 | u64::from(secs.cast_unsigned())
}

#[allow(clippy::cast_possible_truncation)] // the two halves
fn unpack(word: u64) -> (u32, i32) {
    ((word >> 32) as u32, (word as u32).cast_signed())
}

/// How many seconds the service's clock is ahead of this machine's, according to a response.
pub(crate) fn measure(headers: &HeaderMap, sent: SystemTime, received: SystemTime) -> Option<i64> {
    let theirs = Timestamp::parse(headers.get(header::DATE)?.to_str().ok()?).ok()?;
    // RFC 9111, section 5.1: a cache responded, with the original date of the response.
    if headers.contains_key(header::AGE) {
        return None;
    }
    let took = received.duration_since(sent).unwrap_or_default();
    if took > LONGEST_EXCHANGE {
        return None;
    }
    // As in NTP, the service is assumed to have taken the time halfway (RFC 5905, section 8). A `Date` is truncated to
    // the second, and so is ours, so clocks that agree show a difference of 0.
    let ours = secs_of(sent.checked_add(took / 2)?)?;
    let secs = theirs.secs().checked_sub(ours)?;
    (secs.abs() <= LARGEST_SKEW_SECS).then_some(secs)
}

fn secs_of(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(before) => Some(-i64::try_from(before.duration().as_secs()).ok()?),
    }
}

/// Whether an error may be due to the date that a request was signed with: `applied` seconds were added to this
/// machine's clock, and the response shows that it should have been `shown`.
pub(crate) fn explains(code: Option<&str>, applied: i64, shown: i64) -> bool {
    code.is_some_and(|code| CODES.contains(&code)) && (shown - applied).abs() > TOLERANCE_SECS
}

/// The time with the skew added, or unchanged if there is no such time.
pub(crate) fn shift(time: SystemTime, secs: i64) -> SystemTime {
    let by = Duration::from_secs(secs.unsigned_abs());
    let shifted = if secs < 0 {
        time.checked_sub(by)
    } else {
        time.checked_add(by)
    };
    shifted.unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn at(secs: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(secs)
    }

    fn dated(secs: i64) -> HeaderMap {
        let date = Timestamp::new(secs, 0).unwrap();
        let date = date.format(crate::value::timestamp::TimestampFormat::HttpDate);
        HeaderMap::from_iter([(header::DATE, HeaderValue::try_from(date).unwrap())])
    }

    #[test]
    fn belongs_to_its_host() {
        let skews = Skews::default();
        let hosts = ["a.example.com", "b.example.com", "a.example.com:8443"];
        let hosts = hosts.map(|host| skews.host(host));
        for (secs, host) in (1..).zip(hosts) {
            assert_eq!(skews.secs(host), 0);
            let learnt = skews.learn(host, &dated(1000 + secs), at(1000), at(1000));
            assert_eq!(learnt, Some(secs));
        }
        assert_eq!(hosts.map(|host| skews.secs(host)), [1, 2, 3]);
        skews.learn(hosts[1], &dated(1000), at(1000), at(1000));
        assert_eq!(hosts.map(|host| skews.secs(host)), [1, 0, 3]);
    }

    #[test]
    fn of_many_hosts_at_worst_displaces_another() {
        let skews = Skews::default();
        for number in 0..10_000_i64 {
            let host = skews.host(&format!("host-{number}.example.com"));
            let headers = dated(1_000_000 - number - 1);
            skews.learn(host, &headers, at(1_000_000), at(1_000_000));
            assert_eq!(skews.secs(host), -number - 1);
        }
    }

    #[test]
    fn is_ignored_if_no_tls_connection_could_survive_it() {
        let now = 1_800_000_000;
        let years = |years: i64| {
            measure(
                &dated(now + years * 365 * 86_400),
                at(now.unsigned_abs()),
                at(now.unsigned_abs()),
            )
        };
        assert_eq!(years(1), Some(365 * 86_400));
        assert_eq!(years(-1), Some(-365 * 86_400));
        assert_eq!(years(2), None);
        assert_eq!(years(-2), None);
        assert_eq!(years(72), None);
    }

    #[test]
    fn is_zero_for_clocks_that_agree_within_a_second() {
        for millis in 0..1000 {
            let now = at(1000) + Duration::from_millis(millis);
            assert_eq!(measure(&dated(1000), now, now), Some(0));
        }
    }

    #[test]
    fn is_not_read_from_a_response_without_a_usable_date() {
        let mut cached = dated(1000);
        cached.insert(header::AGE, HeaderValue::from_static("0"));
        assert_eq!(measure(&cached, at(1000), at(1000)), None);
        assert_eq!(measure(&HeaderMap::new(), at(1000), at(1000)), None);
        let odd = HeaderMap::from_iter([(header::DATE, HeaderValue::from_static("soon"))]);
        assert_eq!(measure(&odd, at(1000), at(1000)), None);
        assert_eq!(measure(&dated(1000), at(1000), at(1901)), None);
    }

    #[test]
    fn is_not_learned_from_an_absurd_clock() {
        let mut last = UNIX_EPOCH;
        for days in [u64::MAX >> 1, 1 << 50, 1 << 40, 1 << 30] {
            last = last.checked_add(Duration::from_secs(days)).unwrap_or(last);
        }
        assert_eq!(measure(&dated(1000), last, last), None);
        assert_eq!(shift(last, i64::MAX), last);
    }
}
