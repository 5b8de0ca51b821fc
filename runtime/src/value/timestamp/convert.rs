//! Conversions to and from date crates, each behind a feature of the same name.

#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use super::{Timestamp, TimestampError};

#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: jiff::Timestamp) -> Result<Self, TimestampError> {
        Self::from_nanos(timestamp.as_nanosecond())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_nanosecond(timestamp.as_nanos()).map_err(|_| TimestampError::range())
    }
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> TryFrom<chrono::DateTime<Tz>> for Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: chrono::DateTime<Tz>) -> Result<Self, TimestampError> {
        // A leap second counts as the following second, as everywhere in Unix time.
        let nanos = i128::from(timestamp.timestamp_subsec_nanos());
        Self::from_nanos(i128::from(timestamp.timestamp()) * 1_000_000_000 + nanos)
    }
}

#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_timestamp(timestamp.secs(), timestamp.subsec_nanos())
            .ok_or_else(TimestampError::range)
    }
}

#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: time::OffsetDateTime) -> Result<Self, TimestampError> {
        Self::from_nanos(timestamp.unix_timestamp_nanos())
    }
}

#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, TimestampError> {
        Self::from_unix_timestamp_nanos(timestamp.as_nanos()).map_err(|_| TimestampError::range())
    }
}

#[cfg(all(test, feature = "chrono", feature = "jiff", feature = "time"))]
mod tests {
    use super::*;

    #[test]
    fn conversions_keep_the_instant_before_and_after_1970() {
        for (secs, nanos) in [
            (0, 0),
            (1_398_796_238, 123_456_789),
            (-1, 999_999_999),
            (-62_135_596_800, 1),
        ] {
            let ours = Timestamp::new(secs, nanos).unwrap();
            let jiff: jiff::Timestamp = ours.try_into().unwrap();
            let chrono: chrono::DateTime<chrono::Utc> = ours.try_into().unwrap();
            let time: time::OffsetDateTime = ours.try_into().unwrap();
            assert_eq!(Timestamp::try_from(jiff).unwrap(), ours);
            assert_eq!(Timestamp::try_from(chrono).unwrap(), ours);
            assert_eq!(Timestamp::try_from(time).unwrap(), ours);
            assert_eq!(jiff.as_second(), secs + i64::from(secs < 0 && nanos > 0));
        }
    }
}
