//! Checks beyond the format: the requests that a text describes must be possible.

use std::collections::BTreeMap;

use crate::Mistake;
use crate::member::{Location, Member};
use crate::path::Template;
use crate::problem::Problem;
use crate::types::Kind;

/// The methods that a request can have.
const METHODS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

pub(crate) fn method(method: &str) -> Result<(), Mistake<'_>> {
    if METHODS.contains(&method) {
        Ok(())
    } else {
        Err(Mistake::Word(method))
    }
}

/// RFC 3986, sections 3.3 and 3.4, with labels. HTTP clients and proxies remove dot segments.
pub(crate) fn path(template: Template<'_>) -> Result<(), Mistake<'_>> {
    let text = template.as_str();
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let fixed = without_labels(path).ok_or(Mistake::Word(text))?;
    if fixed.chars().all(|c| is_pchar(c) || c == '/')
        && query.chars().all(|c| is_pchar(c) || "/?".contains(c))
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
        && has_whole_escapes(path)
        && has_whole_escapes(query)
    {
        Ok(())
    } else {
        Err(Mistake::Word(text))
    }
}

/// Labels of a host: RFC 1123, section 2.1.
pub(crate) fn host(template: Template<'_>) -> Result<(), Mistake<'_>> {
    let text = template.as_str();
    let fixed = without_labels(text).ok_or(Mistake::Word(text))?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    if fixed.chars().all(is_host) {
        Ok(())
    } else {
        Err(Mistake::Word(text))
    }
}

/// A template without its labels; `None` if a brace is left, or a label has no name.
fn without_labels(text: &str) -> Option<String> {
    let mut fixed = String::new();
    let mut rest = text;
    while let Some((before, label)) = rest.split_once('{') {
        fixed.push_str(before);
        let (name, after) = label.split_once('}')?;
        let name = name.strip_suffix('+').unwrap_or(name);
        if name.is_empty() || name.contains(['{', '+']) {
            return None;
        }
        rest = after;
    }
    fixed.push_str(rest);
    (!fixed.contains('}')).then_some(fixed)
}

fn is_pchar(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%".contains(c)
}

fn has_whole_escapes(text: &str) -> bool {
    let is_hex = |escape: &str| {
        let digits = escape.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    text.split('%').skip(1).all(is_hex)
}

/// Whether a member can be a label: always present, and a single value.
pub(crate) fn is_label(member: &Member<'_>) -> bool {
    let simple = !matches!(
        member.ty.kind,
        Kind::List(_)
            | Kind::Set(_)
            | Kind::Map { .. }
            | Kind::Structure(_)
            | Kind::Union(_)
            | Kind::EventStream(_)
            | Kind::Blob
            | Kind::StreamingBlob
            | Kind::Document
    );
    member.required && simple
}

/// An idempotency token is a string, so that it can be filled in:
/// <https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait>.
pub(crate) fn token(member: &Member<'_>) -> Result<(), Problem> {
    if member.idempotency_token && member.ty.kind != Kind::String {
        return Err(Problem::Token(member.name.to_owned()));
    }
    Ok(())
}

const BODY: u8 = 0;
const PAYLOAD: u8 = 5;

/// The places that the members of a structure occupy, each with its member.
#[derive(Default)]
pub(crate) struct Places<'a>(BTreeMap<(u8, String), &'a str>);

impl<'a> Places<'a> {
    /// Occupies the place of a member.
    pub(crate) fn take(&mut self, member: &Member<'a>) -> Result<(), Problem> {
        let place = match member.location {
            Location::Body => (BODY, member.wire_name.to_owned()),
            Location::Query(name) => (1, name.to_owned()),
            Location::Header(name) | Location::PrefixHeaders(name)
                if !name.chars().all(is_token) =>
            {
                return Err(Problem::UnknownWord(name.to_owned()));
            }
            Location::Header(name) => (2, name.to_ascii_lowercase()),
            Location::PrefixHeaders(prefix) => (3, prefix.to_ascii_lowercase()),
            Location::QueryMap => (4, String::new()),
            Location::Payload => (PAYLOAD, String::new()),
            Location::Status => (6, String::new()),
            Location::Label { .. } => return Ok(()),
        };
        // A withdrawn member may have been replaced by another one, as S3's `Event` was by `Events`.
        if member.gone.is_some() || member.deprecated {
            return Ok(());
        }
        let other = self.0.insert(place, member.name);
        match other.or_else(|| self.other_body(member.location)) {
            None => Ok(()),
            Some(other) => Err(Problem::SamePlace {
                name: member.name.to_owned(),
                other: other.to_owned(),
            }),
        }
    }

    /// A member in the body if this one is the whole body, or the other way around.
    fn other_body(&self, location: Location<'_>) -> Option<&'a str> {
        let is_other = |kind: u8| match location {
            Location::Body => kind == PAYLOAD,
            Location::Payload => kind == BODY,
            _ => false,
        };
        let mut places = self.0.iter();
        places.find_map(|((kind, _), name)| is_other(*kind).then_some(*name))
    }
}

/// RFC 9110, section 5.6.2
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_urls_with_labels() {
        for good in ["/", "/a/{B}/c", "/{K+}", "/a%20b?c=d&e", "/a:b@c"] {
            assert_eq!(path(Template(good)), Ok(()), "{good}");
        }
        for bad in [
            "/{", "/}", "/{}", "/{+}", "/a{b{c}}", "/<a>", "/a%2", "/a?b^c", "/%", "/a/../b", "/.",
        ] {
            assert!(path(Template(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn host_prefixes_are_labels_of_hosts() {
        assert_eq!(host(Template("{AccountId}.data-")), Ok(()));
        for bad in ["a/", "a:1", "{", "a_b."] {
            assert!(host(Template(bad)).is_err(), "{bad}");
        }
    }
}
