//! Raw attributes -> spanned keys and typed values. A mistake in one key never hides the others.

use std::ops::Range;

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use syn::Lit;

use crate::keys::Bare;
use crate::report::Report;
use crate::suggest;

pub(crate) use self::keys::Keys;

mod keys;

/// `key`, `key = value` or `key(values)`
pub(crate) struct Entry {
    pub(crate) key: Ident,
    pub(crate) value: Value,
    /// The word before which a comma is missing.
    unseparated: Option<Ident>,
}

pub(crate) enum Value {
    None,
    Eq(Vec<TokenTree>),
    List(TokenStream),
}

/// A string and its literal.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    literal: Literal,
}

impl Text {
    pub(crate) fn span(&self) -> Span {
        self.literal.span()
    }

    /// The span of a part of the value, if the compiler can determine it.
    pub(crate) fn part(&self, range: Range<usize>) -> Span {
        // Byte 0 is the quote. With escapes, offsets into the value are not offsets into the literal.
        let plain = self.literal.to_string().len() == self.value.len() + 2;
        plain
            .then(|| self.literal.subspan((range.start + 1)..=range.end))
            .flatten()
            .unwrap_or_else(|| self.literal.span())
    }
}

impl Entry {
    /// The same key with a value.
    pub(crate) fn with_value(&self, value: Vec<TokenTree>) -> Self {
        Entry {
            key: self.key.clone(),
            value: Value::Eq(value),
            unseparated: None,
        }
    }

    /// The tokens to point at if the value is wrong.
    fn report_value(&self, report: &Report, message: String) {
        match &self.value {
            Value::Eq(tokens) if !tokens.is_empty() => {
                report.on(&tokens.iter().cloned().collect::<TokenStream>(), message);
            }
            Value::List(tokens) if !tokens.is_empty() => report.on(tokens, message),
            _ => report.at(self.key.span(), message),
        }
    }

    /// `key = ".."`
    pub(crate) fn text(&self, example: &str, report: &Report) -> Option<Text> {
        if let Some(Lit::Str(string)) = self.literal() {
            return Some(Text {
                value: string.value(),
                literal: string.token(),
            });
        }
        let key = &self.key;
        let meant = self
            .meant()
            .filter(|word| !matches!(word.as_str(), "true" | "false"));
        let message = match meant {
            // path = ROOMS
            Some(word) if is_constant(&word) => format!(
                "`{key}` takes a string literal, because a macro cannot read the constant `{word}`; write `{key} = \"{example}\"`"
            ),
            // path = rooms
            Some(word) if example.starts_with('/') && !word.starts_with('/') => {
                format!("`{key}` takes a string: `{key} = \"/{word}\"`")
            }
            Some(word) => format!("`{key}` takes a string: `{key} = \"{word}\"`"),
            None => format!("`{key}` takes a string: `{key} = \"{example}\"`"),
        };
        self.report_value(report, message);
        None
    }

    /// `key = ".."` with one of a few values. The fix is always one of them.
    pub(crate) fn choice(&self, values: &[&str], report: &Report) -> Option<Text> {
        if let Some(Lit::Str(_)) = self.literal() {
            return self.text("", report);
        }
        let key = &self.key;
        let meant = self.meant();
        let near = meant.and_then(|word| suggest::nearest(&word, values.iter().copied()));
        let all: Vec<String> = match near {
            Some(near) => vec![format!("{key} = \"{near}\"")],
            None => values
                .iter()
                .map(|value| format!("{key} = \"{value}\""))
                .collect(),
        };
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let fix = suggest::list(&all).replace(" and ", " or ");
        self.report_value(report, format!("`{key}` takes a string: {fix}"));
        None
    }

    /// `key = ".."` or `key = ["..", ".."]`
    pub(crate) fn texts(&self, example: &str, report: &Report) -> Vec<Text> {
        let list = match &self.value {
            Value::Eq(tokens) => match tokens.as_slice() {
                [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => Some(group),
                _ => None,
            },
            _ => None,
        };
        let Some(group) = list else {
            return self.text(example, report).into_iter().collect();
        };
        let key = &self.key;
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut texts = Vec::new();
        for item in tokens.split(|token| is_punct(token, ',')) {
            match literal(item) {
                Some(Lit::Str(string)) => texts.push(Text {
                    value: string.value(),
                    literal: string.token(),
                }),
                _ if item.is_empty() => {}
                _ => report.on(
                    &item.iter().cloned().collect::<TokenStream>(),
                    format!("`{key}` takes strings: `{key} = [\"{example}\", \"..\"]`"),
                ),
            }
        }
        if tokens.iter().all(|token| is_punct(token, ',')) {
            report.at(
                group.span(),
                format!("`{key}` is an empty list; write `{key} = \"{example}\"` or remove it"),
            );
        }
        texts
    }

    /// The string that a value without quotes was meant to be: `rooms` for `rooms`, `GET` for `Method::GET`, `/x` for `("/x")`.
    pub(crate) fn meant(&self) -> Option<String> {
        let tokens = match &self.value {
            Value::Eq(tokens) => tokens.clone(),
            Value::List(tokens) => tokens.clone().into_iter().collect(),
            Value::None => return None,
        };
        if let Some(Lit::Str(string)) = literal(&tokens) {
            return Some(string.value());
        }
        // ["chime", "ivschat"]
        if let [TokenTree::Group(group)] = tokens.as_slice()
            && let Some(first @ TokenTree::Literal(_)) = group.stream().into_iter().next()
            && let Some(Lit::Str(string)) = literal(&[first])
        {
            return Some(string.value());
        }
        let plain = |token: &TokenTree| matches!(token, TokenTree::Ident(_) | TokenTree::Punct(_));
        if tokens.is_empty() || !tokens.iter().all(plain) {
            return None;
        }
        let text: String = tokens.iter().map(ToString::to_string).collect();
        text.rsplit("::").next().map(str::to_owned)
    }

    /// `key = 1`
    pub(crate) fn integer(&self, example: &str, report: &Report) -> Option<(i64, Span)> {
        let Value::Eq(tokens) = &self.value else {
            return self.no_integer(example, report);
        };
        let (negative, rest) = match tokens.as_slice() {
            [TokenTree::Punct(minus), rest @ ..] if minus.as_char() == '-' => (true, rest),
            rest => (false, rest),
        };
        if let Some(Lit::Int(number)) = literal(rest)
            && let Ok(value) = number.base10_parse::<i64>()
        {
            return Some((if negative { -value } else { value }, number.span()));
        }
        let meant = match literal(rest) {
            Some(Lit::Str(string)) => string.value().parse::<i64>().ok(),
            _ => None,
        };
        let example = meant.map_or_else(|| example.to_owned(), |number| number.to_string());
        self.no_integer(&example, report)
    }

    fn no_integer<T>(&self, example: &str, report: &Report) -> Option<T> {
        let key = &self.key;
        self.report_value(
            report,
            format!("`{key}` takes a whole number: `{key} = {example}`"),
        );
        None
    }

    /// `key`
    pub(crate) fn flag(&self, report: &Report) -> bool {
        if matches!(self.value, Value::None) {
            return true;
        }
        let key = &self.key;
        self.report_value(
            report,
            format!("`{key}` takes no value; write `{key}` alone"),
        );
        // It is clear what was meant.
        true
    }

    /// `key = Type` and the like.
    pub(crate) fn parsed<T: syn::parse::Parse>(
        &self,
        what: &str,
        example: &str,
        report: &Report,
    ) -> Option<T> {
        let key = &self.key;
        if let Value::Eq(tokens) = &self.value
            && !tokens.is_empty()
        {
            let quoted = match self.literal() {
                Some(Lit::Str(string)) => Some(string),
                _ => None,
            };
            if quoted.is_none()
                && let Ok(value) = syn::parse2(tokens.iter().cloned().collect())
            {
                return Some(value);
            }
            // The meaning is clear.
            let meant = quoted.as_ref().and_then(|string| string.parse().ok());
            let unquoted = match (&quoted, &meant) {
                (Some(string), Some(_)) => string.value(),
                _ => example.to_owned(),
            };
            self.report_value(
                report,
                format!("`{key}` takes {what}: `{key} = {unquoted}`"),
            );
            return meant;
        }
        self.report_value(report, format!("`{key}` takes {what}: `{key} = {example}`"));
        None
    }

    /// The value, if it is a single literal.
    pub(crate) fn literal(&self) -> Option<Lit> {
        match &self.value {
            Value::Eq(tokens) => literal(tokens),
            _ => None,
        }
    }
}

/// `ROOMS`, which has the form of a constant's name. `GET` is too short to tell.
fn is_constant(word: &str) -> bool {
    word.len() > 3
        && word.chars().any(|c| c.is_ascii_uppercase())
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}

pub(crate) fn literal(tokens: &[TokenTree]) -> Option<Lit> {
    match tokens {
        [TokenTree::Literal(literal)] => Some(Lit::new(literal.clone())),
        // The invisible group around a `$path:literal` of `macro_rules!`.
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            literal(&group.stream().into_iter().collect::<Vec<_>>())
        }
        _ => None,
    }
}

/// Splits the tokens of an attribute at its commas. A value without a key is reported with the key that it belongs to.
pub(crate) fn entries(tokens: TokenStream, bare: Bare, report: &Report) -> Vec<Entry> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut entries = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match &tokens[at] {
            TokenTree::Ident(key) => {
                let (value, next) = value(key, &tokens, at + 1, report);
                let unseparated = match (&value, tokens.get(next)) {
                    (Value::None, Some(TokenTree::Ident(word))) if next == at + 1 => {
                        Some(word.clone())
                    }
                    _ => None,
                };
                entries.push(Entry {
                    key: key.clone(),
                    value,
                    unseparated,
                });
                next
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                report.at(comma.span(), "unexpected `,`; remove it");
                at + 1
            }
            other => {
                let shown = other.to_string();
                let key = bare(&shown).unwrap_or("key");
                report.at(
                    other.span(),
                    format!("`{shown}` has no key; write `{key} = {shown}`"),
                );
                comma(&tokens, at) + 1
            }
        };
    }
    entries
}

/// The value that starts at a token, and the position of the next entry.
fn value(key: &Ident, tokens: &[TokenTree], at: usize, report: &Report) -> (Value, usize) {
    match tokens.get(at) {
        None | Some(TokenTree::Ident(_)) => (Value::None, at),
        Some(token) if is_punct(token, ',') => (Value::None, at + 1),
        Some(token) if is_punct(token, '=') => {
            let end = end_of_value(tokens, at + 1);
            let next = match tokens.get(end) {
                Some(TokenTree::Ident(word)) => {
                    report.at(word.span(), format!("missing `,` before `{word}`"));
                    end
                }
                _ => end + 1,
            };
            (Value::Eq(tokens[at + 1..end].to_vec()), next)
        }
        Some(TokenTree::Group(group)) if group.delimiter() != Delimiter::None => {
            if group.delimiter() != Delimiter::Parenthesis {
                report.at(
                    group.span_open(),
                    format!("`{key}` takes its values in parentheses: `{key}(..)`"),
                );
            }
            let next = match tokens.get(at + 1) {
                Some(TokenTree::Ident(word)) => {
                    report.at(word.span(), format!("missing `,` before `{word}`"));
                    at + 1
                }
                _ => comma(tokens, at + 1) + 1,
            };
            (Value::List(group.stream()), next)
        }
        Some(other) => {
            let end = comma(tokens, at);
            let text: String = tokens[at..end]
                .iter()
                .skip(usize::from(is_punct(other, ':')))
                .map(ToString::to_string)
                .collect();
            report.at(
                other.span(),
                format!("expected `=` after `{key}`: `{key} = {text}`"),
            );
            let value = tokens[at..end]
                .iter()
                .skip(usize::from(is_punct(other, ':')))
                .cloned()
                .collect();
            (Value::Eq(value), end + 1)
        }
    }
}

/// A value ends at a comma outside angle brackets, or where a comma is missing: before `word =`, and before any word
/// after a literal.
fn end_of_value(tokens: &[TokenTree], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => return at,
                _ => {}
            },
            TokenTree::Ident(_) if depth == 0 && at > start => {
                let after_value = !matches!(&tokens[at - 1], TokenTree::Punct(_));
                let after_literal = matches!(&tokens[at - 1], TokenTree::Literal(_));
                let before_equals = tokens.get(at + 1).is_some_and(|next| is_punct(next, '='));
                if after_literal || (after_value && before_equals) {
                    return at;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}

/// Whether a value has no key, which was reported.
pub(crate) fn has_value_without_key(tokens: &TokenStream) -> bool {
    let mut at_start = true;
    tokens.clone().into_iter().any(|token| {
        let found = at_start && matches!(token, TokenTree::Literal(_));
        at_start = is_punct(&token, ',');
        found
    })
}

fn comma(tokens: &[TokenTree], from: usize) -> usize {
    (from..tokens.len())
        .find(|at| is_punct(&tokens[*at], ','))
        .unwrap_or(tokens.len())
}

pub(crate) fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

#[cfg(test)]
mod tests;
