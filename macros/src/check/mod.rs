//! The rules. The comment above each rule shows the code that it rejects.

mod api_error;
mod aws;
mod endpoint;
mod headers;
mod item;
mod labels;
mod member;
mod names;
mod operation;
mod pagination;
pub(crate) mod reserved;
mod service;
mod shape;
pub(crate) mod types;

use crate::ast::{Member, Needs, Output, OutputPages};
use crate::case::Case;
use crate::keys::Container;
use crate::parse::{Arguments, RawLocation, RawMember, RawStruct};
use crate::report::Report;

pub(crate) use api_error::api_error;
pub(crate) use operation::operation;
pub(crate) use service::service;
pub(crate) use shape::shape;

/// The rules that depend only on the members.
fn members(members: &[RawMember<'_>], container: Container, report: &Report) {
    for member in members {
        member::check_default(member, report);
        member::check_rename(member, report);
        member::check_idempotency_token(member, report);
        member::check_timestamp(member, report);
        member::check_media_type(member, report);
        let before = report.len();
        member::check_location_type(member, report);
        if report.len() == before {
            types::check_type(member, report);
        }
        headers::check_name(member, container, report);
    }
    member::check_one_token(members, report);
    member::check_one_payload(members, report);
    member::check_one_query_map(members, report);
    headers::check_duplicates(members, report);
    headers::check_prefixes(members, report);
}

/// Checks an output.
pub(crate) fn output<'a>(
    raw: &RawStruct<'a>,
    arguments: &Arguments,
    report: &Report,
) -> Option<Output<'a>> {
    item::check_conflicts(arguments, "output", report);
    item::check_generics(raw.input, "output", true, report);
    let mut pages = OutputPages::default();
    let (members, shapes) = match service::model(&raw.keys, raw.input, true, report) {
        service::Modeled::By(services) => aws::output(&services, raw, &mut pages, report),
        service::Modeled::Nowhere => {
            aws::check_parts(aws::words(&raw.members), raw.keys.unlisted.as_ref(), report);
            members(&raw.members, Container::Output, report);
            (structure(&raw.members, raw.keys.case, report), Vec::new())
        }
        service::Modeled::Unknown => return None,
    };
    report.is_empty().then_some(Output {
        input: raw.input,
        members,
        shapes,
        pages,
        needs: Needs::default(),
    })
}

/// The rules of outputs and structures, which have neither a path nor a method.
fn structure<'a>(raw: &[RawMember<'a>], case: Option<Case>, report: &Report) -> Vec<Member<'a>> {
    let members: Vec<Member<'a>> = raw
        .iter()
        .map(|member| names::member(member, names::location(member, case, false)))
        .collect();
    member::check_payload_alone(raw, &members, "read from", report);
    names::check_body_names(raw, &members, report);
    let status: Vec<&RawMember<'_>> = raw
        .iter()
        .filter(|member| matches!(member.keys.location, Some((_, RawLocation::Status))))
        .collect();
    // #[op(status)] a: i32, #[op(status)] b: i32
    if let [first, rest @ ..] = status.as_slice() {
        for member in rest {
            report.at(
                crate::parse::key_or(
                    member.keys.location.as_ref().map(|(key, _)| key),
                    member.ident,
                ),
                format!(
                    "`{}` is already the status; remove one of them",
                    first.ident
                ),
            );
        }
    }
    members
}
