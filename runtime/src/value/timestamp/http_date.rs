//! IMF-fixdate, the format of every response's `Date`. Other date formats are left to the general parser.

use super::calendar;

/// The seconds since 1970-01-01T00:00:00Z of `Tue, 29 Apr 2014 18:30:38 GMT`.
pub(super) fn parse(text: &[u8]) -> Option<i64> {
    let text: &[u8; 29] = text.try_into().ok()?;
    let is_day = DAYS.contains(&[text[0], text[1], text[2]]);
    let has_form = is_day
        && &text[3..5] == b", "
        && (text[7], text[11], text[16], text[19], text[22]) == (b' ', b' ', b' ', b':', b':')
        && &text[25..] == b" GMT";
    if !has_form {
        return None;
    }
    let number = |at: usize| {
        let (tens, ones) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
    };
    let month = MONTHS
        .iter()
        .position(|month| month == &[text[8], text[9], text[10]])?;
    let (day, year) = (number(5)?, number(12)? * 100 + number(14)?);
    let (hour, minute, second) = (number(17)?, number(20)?, number(23)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = calendar::day(year, month, day)?;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

const DAYS: [[u8; 3]; 7] = [
    *b"Mon", *b"Tue", *b"Wed", *b"Thu", *b"Fri", *b"Sat", *b"Sun",
];
const MONTHS: [[u8; 3]; 12] = [
    *b"Jan", *b"Feb", *b"Mar", *b"Apr", *b"May", *b"Jun", *b"Jul", *b"Aug", *b"Sep", *b"Oct",
    *b"Nov", *b"Dec",
];

#[cfg(test)]
mod tests {
    use aws_smithy_types::date_time::{DateTime, Format};

    use super::*;

    fn general(text: &str) -> Option<i64> {
        let date = DateTime::from_str(text, Format::HttpDate).ok()?;
        Some(date.secs())
    }

    #[test]
    fn it_agrees_with_the_general_parser() {
        // From the year 1 to 9999 in steps of a little more than 11 days.
        let step = 11 * 86_400 + 3_671;
        let mut secs = -62_135_596_800_i64;
        while secs <= 253_402_300_799 {
            let text = DateTime::from_secs(secs).fmt(Format::HttpDate).unwrap();
            assert_eq!(parse(text.as_bytes()), Some(secs), "{text}");
            secs += step;
        }
    }

    #[test]
    fn an_invalid_day_or_hour_is_left_to_the_general_parser() {
        for text in [
            "Tue, 31 Feb 2014 18:30:38 GMT",
            "Tue, 29 Feb 2100 18:30:38 GMT",
            "Tue, 00 Apr 2014 18:30:38 GMT",
            "Tue, 29 Apr 2014 24:30:38 GMT",
            "Tue, 29 Apr 2014 18:60:38 GMT",
            "Tue, 29 Apr 2014 18:30:60 GMT",
            "Tue, 29 Apr 2014 18:30:38 UTC",
            "Tue, 29 Foo 2014 18:30:38 GMT",
            "Xyz, 29 Apr 2014 18:30:38 GMT",
            "Tue, 29 Apr 0000 18:30:38 GMT",
            "Tue,\u{e9}9 Apr 2014 18:30:38 GMT",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn with_one_byte_changed_it_still_agrees_with_the_general_parser() {
        let right = "Tue, 29 Apr 2014 18:30:38 GMT";
        for at in 0..right.len() {
            for byte in 0..128_u8 {
                let mut bytes = right.as_bytes().to_vec();
                bytes[at] = byte;
                if let Some(secs) = parse(&bytes) {
                    let text = String::from_utf8(bytes).unwrap();
                    assert_eq!(general(&text), Some(secs), "{text}");
                }
            }
        }
    }
}
