//! Headers that contain a list: the texts of its elements.

use std::borrow::Cow;

/// The white space that HTTP allows around a header's value and its elements. Other spaces are part of the text.
pub(super) const SPACE: [char; 2] = [' ', '\t'];

/// Splits a list at its commas. An element may be quoted. The error says what is wrong with one.
pub(crate) fn split_list(header: &str) -> Result<Vec<Cow<'_, str>>, &'static str> {
    let mut elements = Vec::new();
    let mut rest = header.trim_matches(SPACE);
    if rest.is_empty() {
        return Ok(elements);
    }
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (element, after) = unquote(quoted)?;
            elements.push(Cow::Owned(element));
            rest = after.trim_start_matches(SPACE);
            match rest.strip_prefix(',') {
                Some(next) => rest = next.trim_start_matches(SPACE),
                None if rest.is_empty() => return Ok(elements),
                None => return Err("text after a quoted list element"),
            }
        } else if let Some((element, after)) = rest.split_once(',') {
            elements.push(Cow::Borrowed(element.trim_end_matches(SPACE)));
            rest = after.trim_start_matches(SPACE);
        } else {
            elements.push(Cow::Borrowed(rest));
            return Ok(elements);
        }
    }
}

/// Reads up to the closing quote; returns the text and what follows.
fn unquote(text: &str) -> Result<(String, &str), &'static str> {
    let mut element = String::new();
    let mut chars = text.char_indices();
    while let Some((index, c)) = chars.next() {
        match c {
            '"' => return Ok((element, &text[index + 1..])),
            '\\' => match chars.next() {
                Some((_, escaped)) => element.push(escaped),
                None => break,
            },
            c => element.push(c),
        }
    }
    Err("unterminated quoted list element")
}

/// Splits a list of timestamps: an http-date itself has a comma after the weekday.
pub(crate) fn split_dates(header: &str) -> Vec<Cow<'_, str>> {
    let mut elements = Vec::new();
    let mut rest = header.trim();
    while !rest.is_empty() {
        let skip = if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest.find(',').map_or(rest.len(), |comma| comma + 1)
        } else {
            0
        };
        let end = rest[skip..]
            .find(',')
            .map_or(rest.len(), |comma| skip + comma);
        elements.push(Cow::Borrowed(rest[..end].trim_end()));
        rest = rest.get(end + 1..).unwrap_or_default().trim_start();
    }
    elements
}
