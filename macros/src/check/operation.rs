//! The rules of an operation as a whole: path and fields agree, the method can carry the members.

use proc_macro2::Span;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Location, Member, Service, Wire};
use crate::attr::Text;
use crate::case::{self, Case};
use crate::check::{member, names, pagination};
use crate::keys::OperationKey;
use crate::parse::{OperationKeys, RawLocation, RawMember};
use crate::path::{self, Label, Template};
use crate::report::Report;
use crate::{suggest, ty};

/// Checks an operation, and resolves where each member goes.
pub(crate) fn operation<'a>(
    input: &DeriveInput,
    keys: &OperationKeys,
    raw: &[RawMember<'a>],
    report: &Report,
) -> Option<Wire<'a>> {
    check_required_keys(input, keys, report);
    let path = template(keys.path.as_ref(), path::parse_path, report);
    let host = template(keys.host_prefix.as_ref(), path::parse_host_prefix, report);
    let mut members = members(keys, raw);
    // What was reported of the item says more than that its placeholders have no fields.
    if !matches!(&input.data, syn::Data::Struct(data) if !matches!(data.fields, syn::Fields::Unnamed(_)))
    {
        return None;
    }

    let mut excused = Vec::new();
    check_colons(keys.path.as_ref(), raw, &mut excused, report);
    let labels = bind(
        path.as_ref(),
        keys.path.as_ref(),
        raw,
        false,
        &mut excused,
        report,
    );
    let host_labels = bind(
        host.as_ref(),
        keys.host_prefix.as_ref(),
        raw,
        true,
        &mut excused,
        report,
    );
    for index in labels.iter().flatten() {
        members[*index].location = Location::Label;
        check_label(&raw[*index], path.as_ref(), report);
    }
    for index in host_labels.iter().flatten() {
        check_label_type(&raw[*index], true, false, report);
    }
    if let Some(path) = path.as_ref().filter(|path| !path.broken) {
        check_label_keys(path, raw, &labels, report);
    }
    let constant: Vec<&str> = path.iter().flat_map(Template::query_names).collect();
    names::check_query_names(raw, &members, &constant, report);
    names::check_body_names(raw, &members, report);
    member::check_payload_alone(raw, &members, "sent in", report);
    let whole = path.as_ref().is_some_and(|path| !path.broken);
    if whole {
        check_method(keys, raw, &members, &excused, report);
        check_compression(keys, input, &members, report);
    }
    pagination::check_pagination(keys, raw, report);

    if !report.is_empty() {
        return None;
    }
    Some(Wire {
        name: keys.name.as_ref().map_or_else(
            || input.ident.unraw().to_string(),
            |name| name.value.clone(),
        ),
        method: method(keys, &members),
        path: path?,
        host,
        labels: labels.into_iter().flatten().collect(),
        host_labels: host_labels.into_iter().flatten().collect(),
        members,
        flags: keys.flags,
    })
}

// #[operation(path = "/rooms")]
// #[operation(service = "chime")]
fn check_required_keys(input: &DeriveInput, keys: &OperationKeys, report: &Report) {
    if !keys.seen.contains(&OperationKey::Service) {
        report.at(
            input.ident.span(),
            format!(
                "operation `{}` has no service; add `service = \"..\"` to `#[operation(..)]`",
                input.ident
            ),
        );
    }
    if !keys.seen.contains(&OperationKey::Path) {
        report.at(
            input.ident.span(),
            format!(
                "operation `{}` has no path; add `path = \"/..\"` to `#[operation(..)]`",
                input.ident
            ),
        );
    }
}

fn template(
    text: Option<&Text>,
    parse: fn(&str) -> (Template, Vec<path::Problem>),
    report: &Report,
) -> Option<Template> {
    let text = text?;
    let (template, problems) = parse(&text.value);
    for problem in problems {
        report.at(text.part(problem.range), problem.message);
    }
    Some(template)
}

/// Where the members go before labels are bound.
fn members<'a>(keys: &OperationKeys, raw: &[RawMember<'a>]) -> Vec<Member<'a>> {
    let case: Option<Case> = keys.rename_all;
    let by_service = matches!(keys.service, Some(Service::Type(_)));
    raw.iter()
        .map(|raw| {
            let location = match &raw.keys.location {
                None => Location::Body(names::body_name(raw, case, by_service)),
                Some((_, location)) => match location {
                    RawLocation::Label => Location::Label,
                    RawLocation::Query(None) => {
                        Location::Query(names::implied_name(raw.ident, case, by_service))
                    }
                    RawLocation::Query(Some(name)) => {
                        Location::Query(crate::ast::Name::Known(name.value.clone()))
                    }
                    RawLocation::QueryMap => Location::QueryMap,
                    RawLocation::Header(name) => Location::Header(name.value.clone()),
                    RawLocation::PrefixHeaders(prefix) => {
                        Location::PrefixHeaders(prefix.value.clone())
                    }
                    RawLocation::Status => Location::Status,
                    RawLocation::Payload => Location::Payload,
                },
            };
            names::member(raw, location)
        })
        .collect()
}

/// The field of each placeholder.
fn bind(
    template: Option<&Template>,
    text: Option<&Text>,
    raw: &[RawMember<'_>],
    host: bool,
    excused: &mut Vec<usize>,
    report: &Report,
) -> Vec<Option<usize>> {
    let (Some(template), Some(text)) = (template, text) else {
        return Vec::new();
    };
    template
        .labels
        .iter()
        .map(|label| {
            let folded = case::folded(&label.name);
            let mut named = raw
                .iter()
                .enumerate()
                .filter(|(_, raw)| case::folded(&raw.ident.unraw().to_string()) == folded);
            let Some((index, field)) = named.next() else {
                if !label.whole {
                    return None;
                }
                report_unbound(label, text, raw, host, excused, template, report);
                return None;
            };
            // <RoomId> with fields `room_id` and `roomid`
            if let Some((other, second)) = named.next() {
                excused.push(other);
                report.at(
                    second.ident.span(),
                    format!("`{}` is placeholder `<{}>` already; rename `{}`", field.ident, label.name, second.ident),
                );
            }
            if host {
                return Some(index);
            }
            match &field.keys.location {
                None | Some((_, RawLocation::Label)) => Some(index),
                // <RoomId> with #[op(query)] room_id: String
                Some((key, _)) => {
                    report.at(
                        key.span(),
                        format!(
                            "`{key}` on `{}` leaves placeholder `<{}>` without a field; remove `{key}` or the placeholder",
                            field.ident, label.name
                        ),
                    );
                    None
                }
            }
        })
        .collect()
}

// path = "/rooms/:room_id" with a field `room_id`
fn check_colons(
    path: Option<&Text>,
    raw: &[RawMember<'_>],
    excused: &mut Vec<usize>,
    report: &Report,
) {
    let Some(path) = path else {
        return;
    };
    let end = path.value.find('?').unwrap_or(path.value.len());
    let mut at = 0;
    for segment in path.value[..end].split('/') {
        let range = at..at + segment.len();
        at = range.end + 1;
        let Some(name) = segment.strip_prefix(':') else {
            continue;
        };
        let folded = case::folded(name);
        let field = raw.iter().position(|raw| {
            raw.keys.location.is_none() && case::folded(&raw.ident.unraw().to_string()) == folded
        });
        if let Some(field) = field {
            excused.push(field);
            report.at(
                path.part(range),
                format!("`:{name}`: placeholders are written in angle brackets: `<{name}>`"),
            );
        }
    }
}

// path = "/rooms/<RoomId>" without a field `room_id`
fn report_unbound(
    label: &Label,
    text: &Text,
    raw: &[RawMember<'_>],
    host: bool,
    excused: &mut Vec<usize>,
    template: &Template,
    report: &Report,
) {
    let bound = |name: &str| {
        template
            .labels
            .iter()
            .any(|label| case::folded(&label.name) == case::folded(name))
    };
    let free: Vec<(usize, String)> = raw
        .iter()
        .enumerate()
        .filter(|(_, raw)| matches!(raw.keys.location, None | Some((_, RawLocation::Label))))
        .map(|(index, raw)| (index, raw.ident.unraw().to_string()))
        .filter(|(_, name)| !bound(name))
        .collect();
    let snake = Case::Snake.apply(&label.name);
    let near = suggest::nearest(&label.name, free.iter().map(|(_, name)| name.as_str()));
    let advice = match near {
        Some(near) => {
            excused.extend(
                free.iter()
                    .filter(|(_, name)| name == near)
                    .map(|(index, _)| *index),
            );
            format!(
                ", did you mean `<{}>`? `{near}` is a field",
                Case::Pascal.apply(near)
            )
        }
        None => format!(
            "; add `{snake}: String` or remove it from the {}",
            if host { "host prefix" } else { "path" }
        ),
    };
    report.at(
        text.part(label.range.clone()),
        format!("placeholder `<{}>` has no field{advice}", label.name),
    );
}

fn check_label(raw: &RawMember<'_>, path: Option<&Template>, report: &Report) {
    let folded = case::folded(&raw.ident.unraw().to_string());
    let greedy = path
        .into_iter()
        .flat_map(|path| &path.labels)
        .any(|label| label.greedy && case::folded(&label.name) == folded);
    check_label_type(raw, false, greedy, report);
    let explicit = raw.keys.location.is_some();
    // account_id is a label: #[op(rename = "x")] account_id: String
    if let Some((key, _)) = raw.keys.rename.as_ref().filter(|_| !explicit) {
        report.at(
            key.span(),
            format!(
                "`rename` names a body member, but `{}` is a label of the path; remove it",
                raw.ident
            ),
        );
    }
    if let Some(key) = raw
        .keys
        .default
        .as_ref()
        .filter(|_| !explicit && ty::option(raw.ty).is_none())
    {
        report.at(
            key.span(),
            format!(
                "`default` on `{}`, a label, which the path always needs; remove it",
                raw.ident
            ),
        );
    }
    if let Some(key) = raw.keys.idempotency_token.as_ref().filter(|_| !explicit) {
        report.at(
            key.span(),
            format!("`idempotency_token` on `{}`, a label; a token goes into the body, the query or a header", raw.ident),
        );
    }
}

// <AccountId> with account_id: Option<String>, Vec<String>, HashMap<..>
// <Score+> or host_prefix = "<Score>." with score: f64
fn check_label_type(raw: &RawMember<'_>, host: bool, greedy: bool, report: &Report) {
    if raw.keys.idempotency_token.is_some() && !host {
        return;
    }
    let place = if host { "host name" } else { "path" };
    let shown = ty::display(raw.ty);
    if let Some(inner) = ty::option(raw.ty) {
        report.on(
            raw.ty,
            format!(
                "label `{}` is optional, but the {place} always needs it; write `{}`",
                raw.ident,
                ty::display(inner)
            ),
        );
    } else if ty::is_list(raw.ty) || ty::is_set(raw.ty) {
        report.on(
            raw.ty,
            format!(
                "label `{}` is `{shown}`, but a label is one value of the {place}; write `String`",
                raw.ident
            ),
        );
    } else if (host && ty::is_float(raw.ty)) || (greedy && ty::is_primitive(raw.ty)) {
        let why = if host {
            "has a dot, which would split the host name"
        } else {
            "has no slashes, which a greedy label is for"
        };
        report.on(
            raw.ty,
            format!(
                "label `{}` is `{shown}`, which {why}; write `String`",
                raw.ident
            ),
        );
    } else if matches!(ty::bare(raw.ty), syn::Type::Tuple(_) | syn::Type::Array(_)) {
        report.on(
            raw.ty,
            format!(
                "label `{}` is `{shown}`, but a label is one value of the {place}; write `String`",
                raw.ident
            ),
        );
    }
}

// #[op(label)] room_id: String with path = "/rooms"
fn check_label_keys(
    path: &Template,
    raw: &[RawMember<'_>],
    labels: &[Option<usize>],
    report: &Report,
) {
    for (index, member) in raw.iter().enumerate() {
        let Some((key, RawLocation::Label)) = &member.keys.location else {
            continue;
        };
        if labels.contains(&Some(index)) {
            continue;
        }
        let name = member.ident.unraw().to_string();
        let folded = case::folded(&name);
        if path
            .labels
            .iter()
            .any(|label| case::folded(&label.name) == folded)
        {
            // A second field for one placeholder; reported there.
            continue;
        }
        let free = path
            .labels
            .iter()
            .zip(labels)
            .filter(|(_, bound)| bound.is_none())
            .map(|(label, _)| label.name.as_str());
        if suggest::nearest(&name, free).is_some() {
            // Reported at the placeholder.
            continue;
        }
        report.at(
            key.span(),
            format!(
                "`{}` is marked `label`, but the path has no placeholder `<{}>`; add it to the path or remove `label`",
                member.ident,
                Case::Pascal.apply(&name)
            ),
        );
    }
}

fn has_body(members: &[Member<'_>]) -> bool {
    members
        .iter()
        .any(|member| matches!(member.location, Location::Body(_) | Location::Payload))
}

/// `POST` when something goes into the body, else `GET`.
fn method(keys: &OperationKeys, members: &[Member<'_>]) -> &'static str {
    match &keys.method {
        Some((_, method)) => method,
        None if has_body(members) => "POST",
        None => "GET",
    }
}

// #[operation(method = "GET", ..)] with a body member or a payload
fn check_method(
    keys: &OperationKeys,
    raw: &[RawMember<'_>],
    members: &[Member<'_>],
    excused: &[usize],
    report: &Report,
) {
    let Some((_, method @ ("GET" | "HEAD"))) = keys.method else {
        return;
    };
    let has_payload = members
        .iter()
        .any(|member| member.location == Location::Payload);
    for (index, (raw, member)) in raw.iter().zip(members).enumerate() {
        if raw.keys.lost || excused.contains(&index) {
            continue;
        }
        let span: Span = match (&member.location, &raw.keys.location) {
            (Location::Payload, Some((key, _))) => key.span(),
            // Beside a payload it is reported already.
            (Location::Body(_), _) if !has_payload => raw.ident.span(),
            _ => continue,
        };
        let name = raw.ident;
        let message = if member.location == Location::Payload {
            format!(
                "`{name}` is the body, but a `{method}` request has none; use `method = \"POST\"` or remove `payload`"
            )
        } else {
            format!(
                "`{name}` would go into the body, but a `{method}` request has none; add `#[op(query)]` or use `method = \"POST\"`"
            )
        };
        report.at(span, message);
    }
}

// #[operation(compression = "gzip", ..)] without a body
fn check_compression(
    keys: &OperationKeys,
    input: &DeriveInput,
    members: &[Member<'_>],
    report: &Report,
) {
    if let Some(key) = &keys.compression
        && !has_body(members)
    {
        report.at(
            key.span(),
            format!(
                "`compression` is of the body, but `{}` has none; remove it",
                input.ident
            ),
        );
    }
}
