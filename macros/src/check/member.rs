//! The rules of single members, and of members that conflict with each other.

use crate::ast::{Location, Member};
use crate::parse::{RawLocation, RawMember, key_or};
use crate::report::Report;
use crate::ty;

// #[op(default)] a: Option<String>
// #[op(label, default)] a: String
pub(super) fn check_default(member: &RawMember<'_>, report: &Report) {
    let Some(key) = &member.keys.default else {
        return;
    };
    if ty::option(member.ty).is_some() {
        report.at(
            key.span(),
            format!(
                "`{}` is an `Option`, which is `None` if the member is absent; remove `default` or write `{}`",
                member.ident,
                ty::display(ty::without_option(member.ty))
            ),
        );
    } else if matches!(member.keys.location, Some((_, RawLocation::Label))) {
        report.at(
            key.span(),
            "`default` on a label, which the path always needs; remove it",
        );
    }
}

// #[op(query = "a", rename = "b")] a: String
pub(super) fn check_rename(member: &RawMember<'_>, report: &Report) {
    let (Some((key, name)), Some((location, raw))) = (&member.keys.rename, &member.keys.location)
    else {
        return;
    };
    let fix = match raw {
        RawLocation::Query(None) => format!("write `query = \"{}\"`", name.value),
        RawLocation::Payload => {
            report.at(
                key.span(),
                format!(
                    "`rename` names a member of the body, but payload `{}` is the whole body; remove it",
                    member.ident
                ),
            );
            return;
        }
        _ => "remove it".to_owned(),
    };
    report.at(
        key.span(),
        format!(
            "`rename` names a body member, but `{location}` sends `{}` elsewhere; {fix}",
            member.ident
        ),
    );
}

// #[op(idempotency_token)] token: String
// #[op(label, idempotency_token)] token: Option<String>
pub(super) fn check_idempotency_token(member: &RawMember<'_>, report: &Report) {
    let Some(key) = &member.keys.idempotency_token else {
        return;
    };
    let is_text = ty::is_string(ty::without_option(member.ty));
    if ty::option(member.ty).is_none() || !is_text {
        report.on(
            member.ty,
            format!(
                "the idempotency token is generated if it is absent, so `{}` must be an `Option<String>`, not `{}`",
                member.ident,
                ty::display(member.ty)
            ),
        );
    }
    match &member.keys.location {
        Some((_, RawLocation::Query(_) | RawLocation::Header(_))) | None => {}
        Some((location, _)) => report.at(
            key.span(),
            format!("`idempotency_token` cannot be combined with `{location}`: a token goes in the body, the query or a header; remove one of them"),
        ),
    }
}

// #[op(idempotency_token)] a: Option<String>, #[op(idempotency_token)] b: Option<String>
pub(super) fn check_one_token(members: &[RawMember<'_>], report: &Report) {
    let mut tokens = members
        .iter()
        .filter_map(|member| Some((member.ident, member.keys.idempotency_token.as_ref()?)));
    if let Some((first, _)) = tokens.next() {
        for (_, key) in tokens {
            report.at(
                key.span(),
                format!("`{first}` is already the idempotency token, and an operation has only one; remove one of them"),
            );
        }
    }
}

// #[op(timestamp = "date-time")] a: String
pub(super) fn check_timestamp(member: &RawMember<'_>, report: &Report) {
    if let Some((key, _)) = &member.keys.timestamp {
        check_holds_timestamp(key, member.ident, member.ty, report);
    }
}

/// Rejects types that are certainly not timestamps; the compiler judges the others.
pub(crate) fn check_holds_timestamp(
    key: &proc_macro2::Ident,
    name: &proc_macro2::Ident,
    ty: &syn::Type,
    report: &Report,
) {
    let inner = ty::innermost(ty);
    if ty::is_string(inner) || ty::is_primitive(inner) {
        report.at(
            key.span(),
            format!(
                "`timestamp` is for members of type `Timestamp`, but `{name}` is `{}`; remove it or change the type",
                ty::display(ty)
            ),
        );
    }
}

// #[op(query = "a", media_type = "application/json")] a: String
// #[op(payload, media_type = "json")] a: Blob
pub(super) fn check_media_type(member: &RawMember<'_>, report: &Report) {
    let Some((key, text)) = &member.keys.media_type else {
        return;
    };
    let is_type = text.value.split_once('/').is_some_and(|(kind, rest)| {
        !kind.is_empty()
            && !rest.is_empty()
            && text.value.bytes().all(|b| (0x20..0x7f).contains(&b))
    });
    if !is_type {
        report.at(
            text.span(),
            format!(
                "`{}` is not a media type; write one such as `application/json`",
                text.value
            ),
        );
    }
    match member.keys.location {
        Some((_, RawLocation::Payload | RawLocation::Header(_))) => {}
        _ if member.keys.lost => {}
        _ => report.at(
            key.span(),
            format!(
                "`media_type` is for payloads and headers, and `{}` is neither; remove it",
                member.ident
            ),
        ),
    }
}

// #[op(query = "a")] a: HashMap<String, String>
// #[op(query_map)] a: String
// #[op(payload)] a: Vec<u8>
// #[op(status)] a: String
pub(super) fn check_location_type(member: &RawMember<'_>, report: &Report) {
    let Some((key, location)) = &member.keys.location else {
        return;
    };
    let inner = ty::without_option(member.ty);
    let shown = || ty::display(member.ty);
    let name = member.ident;
    match location {
        RawLocation::Query(_) if ty::is_map(inner) => report.on(
            member.ty,
            format!("`query` sends one parameter, but `{name}` is a map; use `query_map`"),
        ),
        RawLocation::Header(_) if ty::is_map(inner) => report.on(
            member.ty,
            format!("`header` sends one header, but `{name}` is a map; use `prefix_headers = \"..\"`"),
        ),
        RawLocation::QueryMap if is_no_map(inner) => report.on(
            member.ty,
            format!("`query_map` needs a map such as `HashMap<String, String>`, but `{name}` is `{}`; use `query` for a single parameter", shown()),
        ),
        RawLocation::PrefixHeaders(_) if is_no_map(inner) => report.on(
            member.ty,
            format!("`prefix_headers` needs a map such as `HashMap<String, String>`, but `{name}` is `{}`; use `header` for a single header", shown()),
        ),
        RawLocation::Status
            if is_no_map(inner) && (ty::is_float(inner) || !ty::is_primitive(inner))
                || ty::is_map(inner) =>
        {
            report.on(
                member.ty,
                format!("`status` is a number, but `{name}` is `{}`; use `i32`", shown()),
            );
        }
        RawLocation::Payload => check_payload_type(key, member, inner, report),
        _ => {}
    }
}

fn check_payload_type(
    key: &proc_macro2::Ident,
    member: &RawMember<'_>,
    inner: &syn::Type,
    report: &Report,
) {
    let fix = if ty::is_vec(inner) && ty::display(inner) == "Vec<u8>" {
        "use `opsmith::Blob`"
    } else if ty::is_vec(inner) || ty::is_map(inner) || ty::is_set(inner) || ty::is_primitive(inner)
    {
        "a payload is a `Blob`, `String`, `ByteStream`, `Document`, `Json` or a type with `#[shape]`"
    } else {
        return;
    };
    report.on(
        member.ty,
        format!(
            "`{}` cannot be the whole body, which `{key}` on `{}` requires; {fix}",
            ty::display(member.ty),
            member.ident
        ),
    );
}

/// Whether a type is certainly not a map.
fn is_no_map(ty: &syn::Type) -> bool {
    ty::is_string(ty) || ty::is_primitive(ty) || ty::is_vec(ty) || ty::is_set(ty)
}

// #[op(payload)] a: Blob, #[op(payload)] b: Blob
pub(super) fn check_one_payload(members: &[RawMember<'_>], report: &Report) {
    let mut payloads = members
        .iter()
        .filter_map(|member| match &member.keys.location {
            Some((key, RawLocation::Payload)) => Some((member.ident, key)),
            _ => None,
        });
    if let Some((first, _)) = payloads.next() {
        for (_, key) in payloads {
            report.at(
                key.span(),
                format!(
                    "`{first}` is already the payload, which is the whole body; remove one of them"
                ),
            );
        }
    }
}

// #[op(query_map)] a: HashMap<..>, #[op(query_map)] b: HashMap<..>
pub(super) fn check_one_query_map(members: &[RawMember<'_>], report: &Report) {
    let mut maps = members
        .iter()
        .filter_map(|member| match &member.keys.location {
            Some((key, RawLocation::QueryMap)) => Some((member.ident, key)),
            _ => None,
        });
    if let Some((first, _)) = maps.next() {
        for (_, key) in maps {
            report.at(
                key.span(),
                format!("`{first}` is already the query map, which takes every parameter; remove one of them"),
            );
        }
    }
}

// #[op(payload)] a: Blob, b: String
pub(super) fn check_payload_alone(
    raw: &[RawMember<'_>],
    members: &[Member<'_>],
    verb: &str,
    report: &Report,
) {
    let Some(payload) = members
        .iter()
        .find(|member| member.location == Location::Payload)
    else {
        return;
    };
    for (raw, member) in raw.iter().zip(members) {
        if matches!(member.location, Location::Body(_)) && !raw.keys.lost {
            report.at(
                key_or(raw.keys.rename.as_ref().map(|(key, _)| key), raw.ident),
                format!(
                    "`{}` would be {verb} the body, but payload `{}` is the whole body; give it a location such as `header = \"..\"` or remove it",
                    member.ident, payload.ident
                ),
            );
        }
    }
}
