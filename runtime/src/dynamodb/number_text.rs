//! `DynamoDB`'s numbers: decimal text of up to 38 digits.
//!
//! Source: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>,
//! "Number".

/// The digits that `DynamoDB` keeps.
const DIGITS: usize = 38;

/// A number taken apart: `-0.150e3` is `15` times ten to the power of 1.
struct Parts {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    /// The power of ten of the last digit.
    power: i64,
}

fn parts(text: &str) -> Option<Parts> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => {
            let exponent = &rest[at + 1..];
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            // More digits are far out of range, and `parse` below must not fail for a valid number.
            if digits.is_empty() || digits.len() > 9 || !is_digits(digits) {
                return None;
            }
            (&rest[..at], exponent.parse::<i64>().ok()?)
        }
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.len() + fraction.len() == 0 || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let digits = all.trim_end_matches('0');
    let dropped = i64::try_from(all.len() - digits.len()).ok()?;
    let fraction = i64::try_from(fraction.len()).ok()?;
    Some(Parts {
        negative,
        digits: digits.trim_start_matches('0').to_owned(),
        power: exponent - fraction + dropped,
    })
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is wrong with a number, in the words of an error.
pub(super) fn check(text: &str) -> Result<(), &'static str> {
    let Some(parts) = parts(text) else {
        return Err("not a decimal number");
    };
    if parts.digits.is_empty() {
        return Ok(());
    }
    if parts.digits.len() > DIGITS {
        return Err("DynamoDB's numbers have at most 38 digits");
    }
    let first = i64::try_from(parts.digits.len()).unwrap_or(i64::MAX) - 1 + parts.power;
    match first {
        126.. => Err("DynamoDB's numbers are smaller than 1e126"),
        ..-130 => Err("DynamoDB's numbers are 0 or at least 1e-130"),
        _ => Ok(()),
    }
}

/// The text of a whole number that is written with a fraction of zeros or an exponent, such as `1.0` or `1E2`.
pub(super) fn whole(text: &str) -> Option<String> {
    let Parts {
        negative,
        digits,
        power,
    } = parts(text)?;
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // No integer of Rust has more than 39 digits.
    let zeros = usize::try_from(power).ok().filter(|zeros| *zeros < 40)?;
    let sign = if negative { "-" } else { "" };
    Some(format!("{sign}{digits}{}", "0".repeat(zeros)))
}

/// Of the two texts of a float, the one without an exponent, unless it is mostly zeros.
pub(super) fn shorter(plain: String, exponent: String) -> String {
    if plain.len() > 20 { exponent } else { plain }
}

#[cfg(test)]
mod tests {
    use super::{check, whole};

    #[test]
    fn what_dynamodb_stores_passes() {
        let longest = "9".repeat(38);
        for text in [
            "0",
            "-0",
            "0.000",
            "1",
            "-1.5",
            "+3",
            ".5",
            "5.",
            "1e125",
            "1E-130",
            "9.99E+125",
            "0.0e-999",
            "340282366920938463463374607431768211400",
            &longest,
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_dynamodb_refuses_is_an_error() {
        for text in [
            "", "-", ".", "NaN", "inf", "1e", "1e+", "e5", "0x1", "1 ", "1_0", "--1", "1e5.5", "１",
        ] {
            assert_eq!(check(text), Err("not a decimal number"), "{text:?}");
        }
        for text in [
            u128::MAX.to_string(),
            i128::MIN.to_string(),
            format!("0.{}", "1".repeat(39)),
        ] {
            assert_eq!(
                check(&text),
                Err("DynamoDB's numbers have at most 38 digits"),
                "{text}"
            );
        }
        for text in ["1e126", "10e125", "-1e126", &f64::MAX.to_string()] {
            assert_eq!(
                check(text),
                Err("DynamoDB's numbers are smaller than 1e126"),
                "{text}"
            );
        }
        for text in ["1e-131", "0.1e-130", &format!("{:e}", f64::MIN_POSITIVE)] {
            assert_eq!(
                check(text),
                Err("DynamoDB's numbers are 0 or at least 1e-130"),
                "{text}"
            );
        }
    }

    #[test]
    fn whole_numbers_are_found_in_any_notation() {
        for (text, expected) in [
            ("1.0", Some("1")),
            ("1E2", Some("100")),
            ("-12.50e1", Some("-125")),
            ("0e7", Some("0")),
            ("1.5", None),
            ("1e-1", None),
            ("1e40", None),
            ("x", None),
        ] {
            assert_eq!(whole(text).as_deref(), expected, "{text}");
        }
    }
}
