//! The rules of header names.

use crate::ast::{Location, Member};
use crate::attr::Text;
use crate::check::reserved::{RESERVED, Reserved};
use crate::keys::Container;
use crate::parse::{RawLocation, RawMember};
use crate::report::Report;

// #[op(header = "X Token")] a: String
// #[op(header = "Authorization")] a: String
pub(super) fn check_name(member: &RawMember<'_>, container: Container, report: &Report) {
    let (text, prefix) = match &member.keys.location {
        Some((_, RawLocation::Header(text))) => (text, false),
        Some((_, RawLocation::PrefixHeaders(text))) => (text, true),
        _ => return,
    };
    if text.value.is_empty() {
        if !prefix {
            report.at(
                text.span(),
                "the header name is empty; write `header = \"X-Name\"`",
            );
        }
        return;
    }
    if let Some((at, bad)) = text.value.char_indices().find(|(_, c)| !legal(*c)) {
        let fix: String = text
            .value
            .chars()
            .map(|c| if legal(c) { c } else { '-' })
            .collect::<String>()
            .trim_matches('-')
            .to_owned();
        let fix = if fix.is_empty() {
            "X-Name".to_owned()
        } else {
            fix
        };
        report.at(
            text.part(at..at + bad.len_utf8()),
            format!(
                "`{}` is not allowed in the header name `{}`; write `{fix}`",
                bad.escape_default(),
                text.value
            ),
        );
        return;
    }
    if container != Container::Operation {
        return;
    }
    match reserved_for(&text.value, prefix) {
        Some((name, owner)) if !prefix => report.at(
            text.span(),
            format!(
                "header `{name}` is set by {owner}; remove the field `{}`",
                member.ident
            ),
        ),
        // #[op(prefix_headers = "X-Amz-")] a: HashMap<..>
        Some((name, owner)) => report.at(
            text.span(),
            format!(
                "prefix `{}` covers `{name}`, which is set by {owner}; use a longer prefix such as `{}Meta-`",
                text.value, text.value
            ),
        ),
        None => {}
    }
}

/// The header of opsmith's that a name is, or that a prefix covers, and who sets it.
pub(super) fn reserved_for(name: &str, prefix: bool) -> Option<(&'static str, &'static str)> {
    let lower = name.to_ascii_lowercase();
    let found = RESERVED.iter().find(|reserved| {
        if prefix {
            !lower.is_empty() && reserved.name.starts_with(&lower)
        } else {
            reserved.name == lower && !reserved.may_be_member
        }
    });
    found.map(|Reserved { name, owner, .. }| (*name, *owner))
}

/// RFC 9110, section 5.6.2: a token.
fn legal(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c)
}

fn headers<'m>(
    members: &'m [RawMember<'_>],
) -> impl Iterator<Item = (&'m RawMember<'m>, &'m Text, bool)> {
    members
        .iter()
        .filter_map(|member| match &member.keys.location {
            Some((_, RawLocation::Header(text))) => Some((member, text, false)),
            Some((_, RawLocation::PrefixHeaders(text))) => Some((member, text, true)),
            _ => None,
        })
}

// #[op(header = "X-Id")] a: String, #[op(header = "x-id")] b: String
pub(super) fn check_duplicates(members: &[RawMember<'_>], report: &Report) {
    let names: Vec<_> = headers(members)
        .filter(|(_, text, prefix)| !prefix && !text.value.is_empty())
        .collect();
    for (n, (_, text, _)) in names.iter().enumerate() {
        let same = |other: &str| other.eq_ignore_ascii_case(&text.value);
        if let Some((first, ..)) = names[..n].iter().find(|(_, other, _)| same(&other.value)) {
            report.at(
                text.span(),
                format!(
                    "header `{}` is already the header of `{}` (case does not matter); remove one of them",
                    text.value, first.ident
                ),
            );
        }
    }
}

// #[op(unlisted, header = "X-Id")] a: String where the model has `X-Id` for another field
pub(super) fn check_beside(raw: &[RawMember<'_>], members: &[Member<'_>], report: &Report) {
    for (raw, member) in raw.iter().zip(members) {
        let (Some((_, RawLocation::Header(text))), Some(_)) =
            (&raw.keys.location, &raw.keys.unlisted)
        else {
            continue;
        };
        let other = members.iter().find(|other| {
            other.ident != member.ident
                && matches!(&other.location, Location::Header(name) if name.eq_ignore_ascii_case(&text.value))
        });
        if let Some(other) = other {
            report.at(
                text.span(),
                format!(
                    "header `{}` is already the header of `{}` (case does not matter); remove one of them",
                    text.value, other.ident
                ),
            );
        }
    }
}

// #[op(prefix_headers = "X-Meta-")] a: HashMap<..>, #[op(prefix_headers = "X-")] b: HashMap<..>
// #[op(prefix_headers = "X-Meta-")] a: HashMap<..>, #[op(header = "X-Meta-Id")] b: String
pub(super) fn check_prefixes(members: &[RawMember<'_>], report: &Report) {
    let all: Vec<_> = headers(members)
        .map(|(member, text, prefix)| (member, text, prefix, text.value.to_ascii_lowercase()))
        .collect();
    for (n, (member, text, prefix, lower)) in all.iter().enumerate() {
        for (other, other_text, other_prefix, other_lower) in &all[..n] {
            let overlaps = match (prefix, other_prefix) {
                (true, true) => {
                    lower.starts_with(other_lower.as_str())
                        || other_lower.starts_with(lower.as_str())
                }
                // The empty prefix covers all headers that no other member takes.
                (true, false) => !lower.is_empty() && other_lower.starts_with(lower.as_str()),
                (false, true) => !other_lower.is_empty() && lower.starts_with(other_lower.as_str()),
                (false, false) => false,
            };
            if overlaps {
                if lower.is_empty() || other_lower.is_empty() {
                    let (empty, named) = if lower.is_empty() {
                        (member, other)
                    } else {
                        (other, member)
                    };
                    report.at(
                        text.span(),
                        format!(
                            "the empty prefix of `{}` matches every header, and `{}` takes some of them; remove one of them",
                            empty.ident, named.ident
                        ),
                    );
                    break;
                }
                report.at(
                    text.span(),
                    format!(
                        "`{}` of `{}` overlaps with `{}` of `{}`: a header would belong to both; change one of them",
                        text.value, member.ident, other_text.value, other.ident
                    ),
                );
                break;
            }
        }
    }
}
