//! The rules of placeholders and the fields that fill them.

use syn::ext::IdentExt;

use crate::attr::Text;
use crate::case::{self, Case};
use crate::check::types;
use crate::parse::{RawLocation, RawMember};
use crate::path::{Label, Template};
use crate::report::Report;
use crate::{suggest, ty};

/// The field of each placeholder.
pub(super) fn bind(
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
                    format!("`{}` is already the field of placeholder `<{}>`; rename `{}`", field.ident, label.name, second.ident),
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
// path = "/rooms/roomId" with a field `room_id`
pub(super) fn check_segments(
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
        let name = match segment.strip_prefix(':') {
            Some(name) => name,
            None if is_like_a_label(segment) => segment,
            None => continue,
        };
        let folded = case::folded(name);
        let field = raw.iter().position(|raw| {
            raw.keys.location.is_none() && case::folded(&raw.ident.unraw().to_string()) == folded
        });
        let Some(field) = field else { continue };
        if segment == name && ty::option(raw[field].ty).is_some() {
            continue;
        }
        excused.push(field);
        let message = if segment == name {
            format!(
                "`{name}` is sent literally, but `{}` is a field; write `<{name}>`",
                raw[field].ident
            )
        } else {
            format!("`{segment}`: placeholders are written in angle brackets: `<{name}>`")
        };
        report.at(path.part(range), message);
    }
}

/// AWS's pages print placeholders in italics, which are lost when you copy them: `/accounts/accountId/rooms`. In no path
/// of AWS's is a segment of this form also the name of a required member.
fn is_like_a_label(segment: &str) -> bool {
    segment.starts_with(|c: char| c.is_ascii_lowercase())
        && segment.chars().all(|c| c.is_ascii_alphanumeric())
        && ["Id", "Arn", "Name"]
            .iter()
            .any(|end| segment.ends_with(end))
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
    // path = "/rooms/<RoomId>" with #[op(rename = "RoomId")] id: String
    let renamed = free.iter().find(|(index, _)| {
        let rename = raw[*index].keys.rename.as_ref();
        rename.is_some_and(|(_, text)| case::folded(&text.value) == case::folded(&label.name))
    });
    if let Some((index, name)) = renamed {
        excused.push(*index);
        report.at(
            text.part(label.range.clone()),
            format!(
                "placeholder `<{}>` has no field; `{name}` is renamed to it, but a label is matched by the name of its field, which is not sent: write `<{}>` and remove `rename`",
                label.name,
                Case::Pascal.apply(name)
            ),
        );
        return;
    }
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

pub(super) fn check_label(raw: &RawMember<'_>, path: Option<&Template>, report: &Report) {
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
                "`{}` is a label, and the name of a label is not sent; remove `rename`",
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
                "`{}` is a label, which the path always needs; remove `default`",
                raw.ident
            ),
        );
    }
    if let Some(key) = raw.keys.idempotency_token.as_ref().filter(|_| !explicit) {
        report.at(
            key.span(),
            format!("`{}` is a label, and an idempotency token goes in the body, the query or a header; remove `idempotency_token`", raw.ident),
        );
    }
}

// <AccountId> with account_id: Option<String>, Vec<String>, HashMap<..>
// <Score+> or host_prefix = "<Score>." with score: f64
pub(super) fn check_label_type(raw: &RawMember<'_>, host: bool, greedy: bool, report: &Report) {
    if (raw.keys.idempotency_token.is_some() && !host) || types::problem(raw.ty).is_some() {
        // This was already reported.
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
            "can contain a dot, which would split the host name"
        } else {
            "never has the slashes that a greedy label is for"
        };
        report.on(
            raw.ty,
            format!(
                "label `{}` is `{shown}`, which {why}; write `String`",
                raw.ident
            ),
        );
    }
}

// #[op(label)] room_id: String with path = "/rooms"
pub(super) fn check_label_keys(
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
            // A second field for the same placeholder is reported elsewhere.
            continue;
        }
        let free = path
            .labels
            .iter()
            .zip(labels)
            .filter(|(_, bound)| bound.is_none())
            .map(|(label, _)| label.name.as_str());
        if suggest::nearest(&name, free).is_some() {
            // This is reported at the placeholder.
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
