//! Blocks, lines and words. Finds a block without reading the others.

use std::borrow::Cow;
use std::cmp::Ordering;

/// The text of a block after its `# `, found by its key.
///
/// `#` occurs only at the start of a block, and blocks are sorted by key, so the binary search works on byte offsets:
/// there is no index to build, ship or keep up to date.
pub(crate) fn find<'a>(blocks: &'a str, name: &str, operation: bool) -> Option<&'a str> {
    let (mut low, mut high) = (0, blocks.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = low + blocks.get(low..=middle)?.rfind('#')?;
        let rest = blocks.get(start + 2..)?;
        match order(rest.as_bytes(), name.as_bytes(), operation) {
            Ordering::Equal => return Some(block(rest)),
            Ordering::Greater => high = start,
            Ordering::Less => low = rest.find('#').map_or(high, |next| start + 2 + next),
        }
    }
    None
}

/// Compares the key at the start of `block` with `name`, or with `name()`. The space after a key sorts before every
/// character that a key can contain.
fn order(block: &[u8], name: &[u8], operation: bool) -> Ordering {
    let suffix: &[u8] = if operation { b"() " } else { b" " };
    match block.get(..name.len()) {
        Some(start) => start.cmp(name).then_with(|| {
            let rest = &block[name.len()..];
            rest[..rest.len().min(suffix.len())].cmp(suffix)
        }),
        None => block.cmp(name),
    }
}

/// The key at the start of a block.
pub(crate) fn key(block: &str) -> &str {
    first_line(block).split(' ').next().unwrap_or_default()
}

/// A text up to the next block.
fn block(rest: &str) -> &str {
    rest.find('#').map_or(rest, |end| &rest[..end])
}

pub(crate) fn first_line(text: &str) -> &str {
    text.find('\n').map_or(text, |end| &text[..end])
}

/// The lines of a block below its first, without their indent.
pub(crate) fn body(block: &str) -> Lines<'_> {
    Lines(block.find('\n').map_or("", |end| &block[end + 1..]))
}

/// Lines, without the two-space indent that every line of a block has.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a>(pub(crate) &'a str);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let (line, rest) = match self.0.find('\n') {
            Some(end) => (&self.0[..end], &self.0[end + 1..]),
            None => (self.0, ""),
        };
        self.0 = rest;
        Some(line.strip_prefix("  ").unwrap_or(line))
    }
}

/// All blocks in order, each without its `# `. The end mark is not included.
#[derive(Clone, Debug)]
pub(crate) struct Blocks<'a>(pub(crate) &'a str);

impl<'a> Iterator for Blocks<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0.strip_prefix("# ")?;
        let found = block(rest);
        self.0 = &rest[found.len()..];
        (key(found) != "~").then_some(found)
    }
}

/// The words of a line, including any quotes.
///
/// Macros run unoptimized, even in release builds, so this is optimized for few steps, not few lines.
#[derive(Clone, Debug)]
pub(crate) struct Words<'a> {
    rest: &'a str,
    quotes: bool,
}

pub(crate) fn split(line: &str) -> Words<'_> {
    Words {
        rest: line,
        quotes: line.contains('"'),
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let mut rest = self.rest;
        while let Some(b' ') = rest.as_bytes().first() {
            rest = &rest[1..];
        }
        if rest.is_empty() {
            return None;
        }
        let end = if self.quotes {
            quoted_end(rest)
        } else {
            rest.find(' ').unwrap_or(rest.len())
        };
        self.rest = &rest[end..];
        Some(&rest[..end])
    }
}

/// The end of a word that contains quotes.
fn quoted_end(text: &str) -> usize {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b' ' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// `key=value` -> both, with the quotes of the value.
pub(crate) fn pair(word: &str) -> (&str, Option<&str>) {
    match word.find('=') {
        Some(at) => (&word[..at], Some(&word[at + 1..])),
        None => (word, None),
    }
}

/// A value without its quotes; `None` if they are unterminated or an escape is unknown.
pub(crate) fn unquoted(word: &str) -> Option<Cow<'_, str>> {
    if !word.contains('"') {
        return Some(Cow::Borrowed(word));
    }
    let inner = word.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains(['\\', '"']) {
        return Some(Cow::Borrowed(inner));
    }
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find(['\\', '"']) {
        out.push_str(&rest[..at]);
        let escape = rest[at..].strip_prefix('\\')?;
        if let Some(code) = escape.strip_prefix("u{") {
            let end = code.find('}')?;
            out.push(char::from_u32(u32::from_str_radix(&code[..end], 16).ok()?)?);
            rest = &code[end + 1..];
        } else {
            let c = escape.chars().next().filter(|c| matches!(c, '\\' | '"'))?;
            out.push(c);
            rest = &escape[1..];
        }
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}

/// Whether two names have the same words, regardless of case and separators.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let folded = |text: &str, at: &mut usize| {
        while let Some(byte) = text.as_bytes().get(*at) {
            *at += 1;
            if !matches!(byte, b'_' | b'-' | b'.' | b' ') {
                return Some(byte.to_ascii_lowercase());
            }
        }
        None
    };
    let (mut left, mut right) = (0, 0);
    loop {
        let (x, y) = (folded(a, &mut left), folded(b, &mut right));
        if x != y {
            return false;
        }
        if x.is_none() {
            return true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCKS: &str =
        "# A structure\n  B string\n# Ab structure\n# Ab() GET /\n# B enum\n  x\n# ~\n";

    #[test]
    fn every_block_is_found_and_nothing_else() {
        assert_eq!(find(BLOCKS, "A", false), Some("A structure\n  B string\n"));
        assert_eq!(find(BLOCKS, "Ab", false), Some("Ab structure\n"));
        assert_eq!(find(BLOCKS, "Ab", true), Some("Ab() GET /\n"));
        assert_eq!(find(BLOCKS, "B", false), Some("B enum\n  x\n"));
        for name in ["", "a", "Aa", "Abc", "C", "0", "é"] {
            assert_eq!(find(BLOCKS, name, false), None, "{name}");
            assert_eq!(find(BLOCKS, name, true), None, "{name}");
        }
        assert_eq!(
            Blocks(BLOCKS).map(key).collect::<Vec<_>>(),
            ["A", "Ab", "Ab()", "B"]
        );
    }

    #[test]
    fn words_keep_blanks_in_quotes() {
        let found: Vec<&str> = split(r#"pages out="A || B[-1].\"k" x"#).collect();
        assert_eq!(found, ["pages", r#"out="A || B[-1].\"k""#, "x"]);
    }

    #[test]
    fn quotes_come_off() {
        assert_eq!(unquoted("a").as_deref(), Some("a"));
        assert_eq!(unquoted(r#""a b""#).as_deref(), Some("a b"));
        assert_eq!(
            unquoted(r#""a\"\\\u{23}\u{e9}""#).as_deref(),
            Some("a\"\\#é")
        );
        for bad in [
            r#"""#,
            r#""a"#,
            r#"a""#,
            r#""\x""#,
            r#""\u{}""#,
            r#""\u{110000}""#,
            r#""\u{1""#,
            r#""\""#,
        ] {
            assert_eq!(unquoted(bad), None, "{bad}");
        }
    }

    #[test]
    fn words_are_the_same_in_any_case() {
        assert!(same_words("vpc_id", "VPCId"));
        assert!(same_words("", "_"));
        assert!(!same_words("vpc_id", "VpcIds"));
        assert!(!same_words("vpc_ids", "VpcId"));
    }
}
