//! Instants in the three formats of the Smithy `timestampFormat` trait.
//!
//! Source: <https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>. The calendar arithmetic is that
//! of `aws-smithy-types`.

pub(crate) mod calendar;
mod convert;
mod date_time;
mod epoch;
mod http_date;

use std::{
    fmt,
    str::FromStr,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use aws_smithy_types::date_time::{DateTime, Format};

/// How a timestamp is written on the wire.
///
/// The defaults are those of restJson1: `epoch-seconds` in a body, `http-date` in a header, `date-time` in a label or
/// a query parameter.
///
/// ```
/// use opsmith::{Timestamp, TimestampFormat};
///
/// let time = Timestamp::parse("2014-04-29T18:30:38Z")?;
/// assert_eq!(time.format(TimestampFormat::HttpDate), "Tue, 29 Apr 2014 18:30:38 GMT");
/// assert_eq!(time.format(TimestampFormat::EpochSeconds), "1398796238");
/// # Ok::<(), opsmith::TimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// RFC 3339 in UTC: `1985-04-12T23:20:50.52Z`. Fractions are truncated to microseconds, as in the AWS SDKs.
    DateTime,
    /// IMF-fixdate of RFC 9110: `Tue, 29 Apr 2014 18:30:38 GMT`. Fractions of a second are not sent.
    HttpDate,
    /// Seconds since 1970-01-01T00:00:00Z, with a fraction if there is one: `1515531081.123`.
    EpochSeconds,
}

/// An instant in UTC, in seconds and nanoseconds, between the years 1 and 9999.
///
/// ```
/// use opsmith::Timestamp;
/// let t: Timestamp = "2014-04-29T18:30:38Z".parse()?;
/// assert_eq!(t.secs(), 1_398_796_238);
/// assert_eq!(t, Timestamp::from_secs(1_398_796_238)?);
/// assert_eq!(t.to_string(), "2014-04-29T18:30:38Z");
/// # Ok::<(), opsmith::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp {
    secs: i64,
    nanos: u32,
}

/// 0001-01-01T00:00:00Z.
const MIN_SECS: i64 = -62_135_596_800;
/// 9999-12-31T23:59:59Z.
const MAX_SECS: i64 = 253_402_300_799;

impl Timestamp {
    /// Creates the instant `secs` seconds after 1970-01-01T00:00:00Z (before it, if negative).
    ///
    /// # Errors
    /// Returns an error if the year is not between 1 and 9999, because no wire format can represent it.
    pub const fn from_secs(secs: i64) -> Result<Self, TimestampError> {
        Self::new(secs, 0)
    }

    /// Creates the instant `secs` seconds and `nanos` nanoseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// Returns an error if the year is not between 1 and 9999, or if `nanos` is a second or more.
    pub const fn new(secs: i64, nanos: u32) -> Result<Self, TimestampError> {
        if secs < MIN_SECS || secs > MAX_SECS {
            return Err(TimestampError(Problem::Range));
        }
        if nanos >= 1_000_000_000 {
            return Err(TimestampError(Problem::Nanos));
        }
        Ok(Self { secs, nanos })
    }

    /// From nanoseconds since 1970-01-01T00:00:00Z.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    fn from_nanos(nanos: i128) -> Result<Self, TimestampError> {
        let secs = i64::try_from(nanos.div_euclid(1_000_000_000));
        let rest = u32::try_from(nanos.rem_euclid(1_000_000_000));
        match (secs, rest) {
            (Ok(secs), Ok(rest)) => Self::new(secs, rest),
            _ => Err(TimestampError::range()),
        }
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    fn as_nanos(self) -> i128 {
        i128::from(self.secs) * 1_000_000_000 + i128::from(self.nanos)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    #[must_use]
    pub const fn secs(self) -> i64 {
        self.secs
    }

    /// The nanoseconds past [`secs`](Self::secs), below 1,000,000,000.
    #[must_use]
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// Parses any of the three formats, which are distinguished by their first characters. `date-time` may include an
    /// offset.
    ///
    /// # Errors
    /// Returns an error if the text is not in any of the formats.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        let format = match text.as_bytes() {
            [b'A'..=b'Z' | b'a'..=b'z', ..] => {
                if let Some(secs) = http_date::parse(text.as_bytes()) {
                    return Self::new(secs, 0);
                }
                Format::HttpDate
            }
            [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..] => {
                if let Some((secs, nanos)) = date_time::parse(text.as_bytes()) {
                    return Self::new(secs, nanos);
                }
                Format::DateTimeWithOffset
            }
            [b'0'..=b'9' | b'-', ..] => {
                let (secs, nanos) = epoch::parse(text).ok_or(TimestampError(Problem::Syntax))?;
                return Self::new(secs, nanos);
            }
            _ => return Err(TimestampError(Problem::Syntax)),
        };
        let instant =
            DateTime::from_str(text, format).map_err(|_| TimestampError(Problem::Syntax))?;
        Self::new(instant.secs(), instant.subsec_nanos())
    }

    /// From a JSON number of seconds, rounded to the microsecond (the precision of an `f64` in this range).
    pub(crate) fn from_secs_f64(secs: f64) -> Result<Self, TimestampError> {
        if !secs.is_finite() || secs.abs() > 1e12 {
            return Err(TimestampError(Problem::Range));
        }
        let whole = secs.floor();
        #[allow(clippy::cast_possible_truncation)] // bounded just above
        let (mut whole_secs, micros) = (whole as i64, ((secs - whole) * 1e6).round() as i64);
        let mut nanos = u32::try_from(micros * 1000).unwrap_or(0);
        if nanos >= 1_000_000_000 {
            whole_secs += 1;
            nanos = 0;
        }
        Self::new(whole_secs, nanos)
    }

    /// Formats this instant in `format`.
    #[must_use]
    pub fn format(self, format: TimestampFormat) -> String {
        let (format, nanos) = match format {
            TimestampFormat::DateTime => (Format::DateTime, self.nanos),
            TimestampFormat::HttpDate => (Format::HttpDate, 0),
            TimestampFormat::EpochSeconds => return epoch::format(self.secs, self.nanos),
        };
        // The range was checked when the value was created, so this error cannot occur. If it did, the service would
        // reject the empty text.
        DateTime::from_secs_and_nanos(self.secs, nanos)
            .fmt(format)
            .unwrap_or_default()
    }
}

impl fmt::Display for Timestamp {
    /// In the format `date-time`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.format(TimestampFormat::DateTime))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse(text)
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        let out_of_range = |_| TimestampError(Problem::Range);
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Self::new(
                i64::try_from(after.as_secs()).map_err(out_of_range)?,
                after.subsec_nanos(),
            ),
            Err(before) => {
                let before = before.duration();
                let secs = -i64::try_from(before.as_secs()).map_err(out_of_range)?;
                match before.subsec_nanos() {
                    0 => Self::new(secs, 0),
                    nanos => Self::new(secs - 1, 1_000_000_000 - nanos),
                }
            }
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    /// # Errors
    /// Returns an error if the instant is outside the range of the platform's `SystemTime`.
    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        let nanos = Duration::from_nanos(u64::from(timestamp.nanos));
        let whole = Duration::from_secs(timestamp.secs.unsigned_abs());
        let base = if timestamp.secs < 0 {
            UNIX_EPOCH.checked_sub(whole)
        } else {
            UNIX_EPOCH.checked_add(whole)
        };
        base.and_then(|base| base.checked_add(nanos))
            .ok_or(TimestampError(Problem::Range))
    }
}

/// Why a [`Timestamp`] could not be created.
///
/// ```
/// use opsmith::Timestamp;
///
/// let error = Timestamp::parse("yesterday").unwrap_err();
/// assert!(error.to_string().starts_with("not a timestamp; expected date-time"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError(Problem);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Range,
    Nanos,
    Syntax,
}

impl TimestampError {
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    const fn range() -> Self {
        Self(Problem::Range)
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Problem::Range => "the year is not between 1 and 9999",
            Problem::Nanos => "the nanoseconds are a second or more",
            Problem::Syntax => {
                "not a timestamp; expected date-time (`2014-04-29T18:30:38Z`), http-date (`Tue, 29 Apr 2014 18:30:38 GMT`) or epoch-seconds (`1398796238`)"
            }
        })
    }
}

impl std::error::Error for TimestampError {}
