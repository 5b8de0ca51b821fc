//! Text from a service in an error's line: short, and on one line.

use std::fmt::{self, Write};

/// The maximum number of bytes shown of a text.
const LIMIT: usize = 4096;

/// A text, or its beginning and its length.
pub(crate) struct Shown<'t>(pub(crate) &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        if text.len() <= LIMIT {
            return f.write_str(text);
        }
        let start = &text[..text.floor_char_boundary(LIMIT)];
        write!(f, "{start}.. ({} bytes in total)", text.len())
    }
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        if text.len() <= LIMIT {
            return fmt::Debug::fmt(text, f);
        }
        let start = &text[..text.floor_char_boundary(LIMIT)];
        write!(f, "{start:?}.. ({} bytes in total)", text.len())
    }
}

/// The maximum number of bytes shown of the `Debug` of a value from a service.
const VALUE_LIMIT: usize = 4 * LIMIT;

/// A value's `Debug`, truncated if it is long.
pub(crate) struct ShownValue<'v>(pub(crate) &'v dyn fmt::Debug);

impl fmt::Debug for ShownValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pretty = f.alternate();
        let mut start = Start {
            out: f,
            left: VALUE_LIMIT,
        };
        let written = if pretty {
            write!(start, "{:#?}", self.0)
        } else {
            write!(start, "{:?}", self.0)
        };
        match (written, start.left) {
            (Err(_), 0) => f.write_str(".. (truncated)"),
            (written, _) => written,
        }
    }
}

/// Passes on as much as the remaining limit allows, then fails.
struct Start<'o> {
    out: &'o mut dyn fmt::Write,
    left: usize,
}

impl fmt::Write for Start<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.len() <= self.left {
            self.left -= text.len();
            return self.out.write_str(text);
        }
        let start = &text[..text.floor_char_boundary(self.left)];
        self.left = 0;
        self.out.write_str(start)?;
        Err(fmt::Error)
    }
}

/// Keeps everything on one line: a service's message, a label or a region may contain any character.
pub(crate) struct OneLine<'w>(pub(crate) &'w mut dyn fmt::Write);

impl fmt::Write for OneLine<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for piece in text.split_inclusive(char::is_control) {
            let mut chars = piece.chars();
            match chars.next_back() {
                Some(last) if last.is_control() => {
                    self.0.write_str(chars.as_str())?;
                    write!(self.0, "{}", last.escape_debug())?;
                }
                _ => self.0.write_str(piece)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shortened_between_characters_and_shows_its_length() {
        let text = "é".repeat(50_000);
        let shown = Shown(&text).to_string();
        assert_eq!(
            shown,
            format!("{}.. (100000 bytes in total)", "é".repeat(2048))
        );
        assert_eq!(Shown("short").to_string(), "short");
        let shown = format!("{:?}", Shown(&text));
        assert!(shown.ends_with("\".. (100000 bytes in total)"), "{shown}");
    }

    #[test]
    fn a_long_value_is_shortened() {
        let value = vec!["0123456789"; 100_000];
        for shown in [
            format!("{:?}", ShownValue(&value)),
            format!("{:#?}", ShownValue(&value)),
        ] {
            assert!(shown.len() < VALUE_LIMIT + 20, "{}", shown.len());
            assert!(shown.ends_with(".. (truncated)"), "{shown}");
        }
        assert_eq!(format!("{:?}", ShownValue(&[1, 2])), "[1, 2]");
    }
}
