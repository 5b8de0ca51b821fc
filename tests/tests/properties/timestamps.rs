//! Timestamps are read as the same instant that was written, in each of the three formats.

use opsmith::{Timestamp, TimestampFormat, shape};
use proptest::prelude::*;

use super::cases;

/// Every instant that has a wire representation.
fn instant() -> impl Strategy<Value = Timestamp> {
    let secs = prop_oneof![
        -62_135_596_800_i64..=253_402_300_799,
        -100_000_i64..100_000,
        Just(-62_135_596_800),
        Just(253_402_300_799),
    ];
    let nanos = prop_oneof![
        Just(0_u32),
        0..1_000_000_000_u32,
        (0..1000_u32).prop_map(|millis| millis * 1_000_000),
        Just(999_999_999),
    ];
    (secs, nanos).prop_map(|(secs, nanos)| Timestamp::new(secs, nanos).unwrap())
}

#[shape]
#[derive(PartialEq)]
struct Instants {
    #[op(timestamp = "date-time")]
    date_time: Timestamp,
    #[op(timestamp = "http-date")]
    http_date: Timestamp,
    epoch_seconds: Timestamp,
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn date_time_is_read_back_to_the_microsecond(instant in instant()) {
        let text = instant.format(TimestampFormat::DateTime);
        let cut_off = instant.subsec_nanos() / 1000 * 1000;
        let expected = Timestamp::new(instant.secs(), cut_off);
        prop_assert_eq!(Timestamp::parse(&text), expected, "{}", text);
        prop_assert_eq!(instant.to_string(), text);
    }

    #[test]
    fn http_date_is_read_back_to_the_second(instant in instant()) {
        let text = instant.format(TimestampFormat::HttpDate);
        prop_assert_eq!(text.len(), "Tue, 29 Apr 2014 18:30:38 GMT".len());
        let whole = Timestamp::from_secs(instant.secs());
        prop_assert_eq!(Timestamp::parse(&text), whole, "{}", text);
    }

    #[test]
    fn epoch_seconds_is_read_back(instant in instant()) {
        let text = instant.format(TimestampFormat::EpochSeconds);
        prop_assert_eq!(Timestamp::parse(&text), Ok(instant), "{}", text);
    }

    #[test]
    fn a_body_is_read_back_to_the_microsecond(
        secs in -4_000_000_000_i64..4_000_000_000,
        micros in 0..1_000_000_u32,
    ) {
        let instant = Timestamp::new(secs, micros * 1000).unwrap();
        let whole = Timestamp::from_secs(secs).unwrap();
        let instants = Instants {
            date_time: instant,
            http_date: whole,
            epoch_seconds: instant,
        };
        let json = serde_json::to_string(&instants).unwrap();
        let read: Instants = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, instants, "{}", json);
    }

    #[test]
    fn any_text_is_an_instant_or_an_error(text in any::<String>()) {
        let _ = Timestamp::parse(&text);
    }

    #[test]
    fn a_damaged_text_is_an_instant_or_an_error(
        instant in instant(),
        format in prop_oneof![
            Just(TimestampFormat::DateTime),
            Just(TimestampFormat::HttpDate),
            Just(TimestampFormat::EpochSeconds),
        ],
        at in any::<prop::sample::Index>(),
        cut in 0..4_usize,
        insert in prop_oneof!["[0-9eE.+:TZz -]{0,8}", any::<String>()],
    ) {
        let mut text: Vec<char> = instant.format(format).chars().collect();
        let at = at.index(text.len());
        let end = text.len().min(at + cut);
        text.splice(at..end, insert.chars());
        let text: String = text.into_iter().collect();
        if let Ok(read) = Timestamp::parse(&text) {
            // Whatever is read can be written.
            let again = read.format(TimestampFormat::EpochSeconds);
            prop_assert_eq!(Timestamp::parse(&again), Ok(read), "{} -> {}", text, again);
        }
    }

    #[test]
    fn any_number_in_a_body_is_an_instant_or_an_error(number in any::<f64>(), whole in any::<i64>()) {
        for number in [number.to_string(), format!("{number:e}"), whole.to_string()] {
            let json = format!(
                r#"{{"date_time":{number},"http_date":{number},"epoch_seconds":{number}}}"#
            );
            let _ = serde_json::from_str::<Instants>(&json);
        }
    }
}
