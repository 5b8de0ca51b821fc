//! `date-time` in UTC, as services write it. Offsets and other forms are left to the general parser.

use super::calendar;

/// The seconds since 1970-01-01T00:00:00Z and the nanoseconds of `2014-04-29T18:30:38Z`, with up to nine digits of a
/// fraction.
pub(super) fn parse(text: &[u8]) -> Option<(i64, u32)> {
    let (date, rest) = text.split_first_chunk::<19>()?;
    let fraction = match rest {
        [b'Z'] => &[],
        [b'.', digits @ .., b'Z'] if (1..=9).contains(&digits.len()) => digits,
        _ => return None,
    };
    if (date[4], date[7], date[10], date[13], date[16]) != (b'-', b'-', b'T', b':', b':') {
        return None;
    }
    let digit = |byte: u8| Some(byte.wrapping_sub(b'0')).filter(|digit| *digit < 10);
    let number = |at: usize| Some(i64::from(digit(date[at])? * 10 + digit(date[at + 1])?));
    let (year, month, of_month) = (number(0)? * 100 + number(2)?, number(5)?, number(8)?);
    let (hour, minute, second) = (number(11)?, number(14)?, number(17)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut nanos = 0;
    for at in 0..9 {
        let digit = fraction.get(at).map_or(Some(0), |byte| digit(*byte))?;
        nanos = nanos * 10 + u32::from(digit);
    }
    let day = calendar::day(year, usize::try_from(month - 1).ok()?, of_month)?;
    Some((day * 86_400 + hour * 3600 + minute * 60 + second, nanos))
}

#[cfg(test)]
mod tests {
    use aws_smithy_types::date_time::{DateTime, Format};

    use super::*;

    fn general(text: &str) -> Option<(i64, u32)> {
        let date = DateTime::from_str(text, Format::DateTimeWithOffset).ok()?;
        Some((date.secs(), date.subsec_nanos()))
    }

    #[test]
    fn it_agrees_with_the_general_parser() {
        // From the year 1 to 9999 in steps of a little more than 11 days.
        let step = 11 * 86_400 + 3_671;
        let mut secs = -62_135_596_800_i64;
        let fractions = ["", ".5", ".123", ".000001", ".123456789"];
        let mut number = 0;
        while secs <= 253_402_300_799 {
            let text = DateTime::from_secs(secs).fmt(Format::DateTime).unwrap();
            let text = text.replace('Z', &format!("{}Z", fractions[number % fractions.len()]));
            let parsed = parse(text.as_bytes());
            assert!(parsed.is_some(), "{text}");
            assert_eq!(parsed, general(&text), "{text}");
            (secs, number) = (secs + step, number + 1);
        }
    }

    #[test]
    fn what_it_takes_the_general_parser_takes_alike() {
        let seed = fastrand::u64(..);
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut taken = 0;
        for _ in 0..200_000 {
            let mut text = *b"2014-02-29T18:30:38.12Z";
            for _ in 0..rng.usize(1..3) {
                text[rng.usize(..text.len())] = *rng.choice(b"0123456789-:TZ.+ ".iter()).unwrap();
            }
            if let Some(parsed) = parse(&text) {
                let text = str::from_utf8(&text).unwrap();
                assert_eq!(Some(parsed), general(text), "{text}, seed {seed}");
                taken += 1;
            }
        }
        assert!(taken > 1000, "{taken}");
    }

    #[test]
    fn other_forms_are_left_to_the_general_parser() {
        for text in [
            "2014-04-29T18:30:38+01:00",
            "2014-04-29t18:30:38Z",
            "2014-04-29T18:30:38.1234567890Z",
            "2014-04-29T18:30:60Z",
            "2014-04-29T18:30:38.Z",
            "2014-02-30T18:30:38Z",
            "2014-04-29T18:30:38",
            "",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }
}
