//! Wire names, and the rule that they must be unique.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;

use crate::ast::{Location, Member, Name, Traits};
use crate::case::Case;
use crate::parse::{RawLocation, RawMember};
use crate::report::Report;

/// The name of a body member: `rename`, or otherwise the Rust name in the case of `rename_all`.
fn body_name(member: &RawMember<'_>, case: Option<Case>, by_service: bool) -> Name {
    match &member.keys.rename {
        Some((_, name)) => Name::Known(name.value.clone()),
        None => implied_name(member.ident, case, by_service),
    }
}

fn implied_name(ident: &Ident, case: Option<Case>, by_service: bool) -> Name {
    let rust = ident.unraw().to_string();
    match case {
        Some(case) => Name::Known(case.apply(&rust)),
        None if by_service => Name::ByService(rust),
        None => Name::Known(rust),
    }
}

/// Where a member goes by what is said of it alone: a label is found by the path.
pub(super) fn location(member: &RawMember<'_>, case: Option<Case>, by_service: bool) -> Location {
    match &member.keys.location {
        None => Location::Body(body_name(member, case, by_service)),
        Some((_, location)) => match location {
            RawLocation::Label => Location::Label,
            RawLocation::Query(None) => {
                Location::Query(implied_name(member.ident, case, by_service))
            }
            RawLocation::Query(Some(name)) => Location::Query(Name::Known(name.value.clone())),
            RawLocation::QueryMap => Location::QueryMap,
            RawLocation::Header(name) => Location::Header(name.value.clone()),
            RawLocation::PrefixHeaders(prefix) => Location::PrefixHeaders(prefix.value.clone()),
            RawLocation::Status => Location::Status,
            RawLocation::Payload => Location::Payload,
        },
    }
}

pub(super) fn member<'a>(raw: &RawMember<'a>, location: Location) -> Member<'a> {
    Member {
        ident: raw.ident,
        ty: raw.ty,
        presence: raw.presence(),
        location,
        timestamp: raw.keys.timestamp.as_ref().map(|(_, format)| *format),
        sensitive: raw.keys.sensitive,
        idempotency_token: raw.keys.idempotency_token.is_some(),
        media_type: raw
            .keys
            .media_type
            .as_ref()
            .map(|(_, text)| text.value.clone()),
        traits: Traits::default(),
    }
}

// #[op(rename = "Name")] a: String, #[op(rename = "Name")] b: String
pub(super) fn check_body_names(raw: &[RawMember<'_>], members: &[Member<'_>], report: &Report) {
    let named: Vec<(&Ident, Span, &Name)> = raw
        .iter()
        .zip(members)
        .filter_map(|(raw, member)| match &member.location {
            Location::Body(name) => {
                let span = raw.keys.rename.as_ref();
                Some((
                    raw.ident,
                    span.map_or(raw.ident.span(), |(_, text)| text.span()),
                    name,
                ))
            }
            _ => None,
        })
        .collect();
    for (n, (_, span, name)) in named.iter().enumerate() {
        if let Some((first, ..)) = named[..n].iter().find(|(_, _, other)| other == name) {
            report.at(
                *span,
                format!(
                    "`{}` is already the wire name of `{first}`; give one of them a different `rename`",
                    name.shown()
                ),
            );
        }
    }
}

// #[op(query = "mode")] a: String, #[op(query = "mode")] b: String
// path = "/rooms?mode=x" and #[op(query = "mode")] a: String
pub(super) fn check_query_names(
    raw: &[RawMember<'_>],
    members: &[Member<'_>],
    constant: &[&str],
    report: &Report,
) {
    let mut seen: Vec<(&Ident, &Name)> = Vec::new();
    for (raw, member) in raw.iter().zip(members) {
        let Location::Query(name) = &member.location else {
            continue;
        };
        let span = match &raw.keys.location {
            Some((_, RawLocation::Query(Some(text)))) => text.span(),
            Some((key, _)) => key.span(),
            None => raw.ident.span(),
        };
        let shown = name.shown();
        if matches!(name, Name::Known(name) if name.is_empty()) {
            report.at(
                span,
                "the query parameter name is empty; write `query = \"name\"`",
            );
        } else if let Some((first, _)) = seen.iter().find(|(_, other)| *other == name) {
            report.at(
                span,
                format!(
                    "query parameter `{shown}` is already sent by `{first}`; rename one of them"
                ),
            );
        } else if matches!(name, Name::Known(name) if constant.contains(&name.as_str())) {
            report.at(
                span,
                format!(
                    "query parameter `{shown}` is already in the path; remove it there or here"
                ),
            );
        }
        seen.push((raw.ident, name));
    }
}

/// Reports each value that occurs twice, at the second occurrence.
pub(crate) fn check_distinct<V: PartialEq + std::fmt::Display>(
    values: &[(&Ident, Span, V)],
    what: &str,
    fix: &str,
    report: &Report,
) {
    for (n, (_, span, value)) in values.iter().enumerate() {
        if let Some((first, ..)) = values[..n].iter().find(|(_, _, other)| other == value) {
            report.at(
                *span,
                format!("`{value}` is already the {what} of `{first}`; {fix}"),
            );
        }
    }
}
