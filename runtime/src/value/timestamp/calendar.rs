//! Days and dates of the proleptic Gregorian calendar.

use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_PER_DAY: i64 = 86_400;

/// The day of an instant, counted from 1970-01-01, and the second of that day. Fractions are truncated.
pub(crate) fn day_and_seconds(time: SystemTime) -> Option<(i64, u32)> {
    let seconds = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).ok()?,
        Err(before) => {
            let before = before.duration();
            let whole = i64::try_from(before.as_secs()).ok()?;
            -whole - i64::from(before.subsec_nanos() > 0)
        }
    };
    let second = u32::try_from(seconds.rem_euclid(SECONDS_PER_DAY)).ok()?;
    Some((seconds.div_euclid(SECONDS_PER_DAY), second))
}

/// The year, month and day of the month of a day counted from 1970-01-01.
///
/// Years start in March here, so that the leap day is the last day.
pub(crate) fn date(day: i64) -> (i64, u32, u32) {
    /// The number of days in 400 years, and from 0000-03-01 to 1970-01-01.
    const ERA: i64 = 146_097;
    const BEFORE_1970: i64 = 719_468;

    let day = day.saturating_add(BEFORE_1970);
    let of_era = day.rem_euclid(ERA);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + day.div_euclid(ERA) * 400 + i64::from(month <= 2);
    // Both are small by construction.
    let small = |number: i64| u32::try_from(number).unwrap_or_default();
    (year, small(month), small(of_month))
}

/// The day of a date, counted from 1970-01-01, if there is such a date from the year 1 on. `month` counts from 0.
pub(super) fn day(year: i64, month: usize, of_month: i64) -> Option<i64> {
    /// The days of each month, and those before it, in a year that is not a leap year.
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    /// From 0001-01-01.
    const BEFORE_1970: i64 = 719_162;

    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS.get(month)? + i64::from(month == 1 && is_leap);
    if year < 1 || !(1..=length).contains(&of_month) {
        return None;
    }
    let before = year - 1;
    let of_years = before * 365 + before / 4 - before / 100 + before / 400;
    let of_months = BEFORE[month] + i64::from(month > 1 && is_leap);
    Some(of_years + of_months + of_month - 1 - BEFORE_1970)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_types::date_time::{DateTime, Format};

    use super::*;

    #[test]
    fn every_day_has_its_date() {
        for day in (-719_162..=2_932_896).step_by(3) {
            let (year, month, of_month) = date(day);
            let text = DateTime::from_secs(day * SECONDS_PER_DAY)
                .fmt(Format::DateTime)
                .unwrap();
            assert_eq!(
                format!("{year:04}-{month:02}-{of_month:02}T00:00:00Z"),
                text
            );
        }
    }

    #[test]
    fn instants_before_1970_are_rounded_down() {
        let time = UNIX_EPOCH - Duration::from_millis(1);
        assert_eq!(day_and_seconds(time), Some((-1, 86_399)));
        let time = UNIX_EPOCH + Duration::from_millis(1);
        assert_eq!(day_and_seconds(time), Some((0, 0)));
    }
}
