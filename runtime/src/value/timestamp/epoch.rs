//! Seconds since 1970 as a decimal number. `aws-smithy-types` writes and reads the fraction of an instant before 1970
//! in the wrong direction.

const NANOS: u32 = 1_000_000_000;

/// `-0.5` for half a second before 1970, which is second -1 and 500,000,000 nanoseconds.
pub(super) fn format(secs: i64, nanos: u32) -> String {
    if nanos == 0 {
        return secs.to_string();
    }
    let text = if secs < 0 {
        format!("-{}.{:09}", -(secs + 1), NANOS - nanos)
    } else {
        format!("{secs}.{nanos:09}")
    };
    text.trim_end_matches('0').to_owned()
}

/// The seconds, rounded down, and the nanoseconds past them. Only the first nine digits of a fraction count.
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let nanos = fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9)
        .fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'));
    Some(match (negative, nanos) {
        (false, _) => (whole, nanos),
        (true, 0) => (-whole, 0),
        (true, _) => (-whole - 1, NANOS - nanos),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_before_1970_counts_back() {
        for (secs, nanos, text) in [
            (0, 0, "0"),
            (1, 500_000_000, "1.5"),
            (-1, 500_000_000, "-0.5"),
            (-1, 1_000, "-0.999999"),
            (-2, 999_999_999, "-1.000000001"),
            (-7, 0, "-7"),
            (10, 10_000_000, "10.01"),
        ] {
            assert_eq!(format(secs, nanos), text);
            assert_eq!(parse(text), Some((secs, nanos)));
        }
    }

    #[test]
    fn text_that_is_not_a_decimal_number_is_rejected() {
        for text in [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "--1",
            "+1",
            "1.-5",
            "1e3",
            "1 ",
            "99999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("1.1234567899"), Some((1, 123_456_789)));
    }
}
