//! The rules of an operation as a whole: the path matches the fields, and the method allows the members' locations.

use proc_macro2::Span;
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt;
use syn::{DeriveInput, Type};

use crate::ast::{HttpBinding, Interface, Location, Member, ModelPages, Service};
use crate::attr::Text;
use crate::case::Case;
use crate::check::item::{check_conflicts, check_generics};
use crate::check::labels::{bind, check_label, check_label_keys, check_label_type, check_segments};
use crate::check::{aws, member, names, pagination, service};
use crate::keys::{Container, OperationKey};
use crate::model::Aws;
use crate::parse::{Arguments, OperationKeys, RawMember, RawOperation};
use crate::path::{self, Template};
use crate::private::Private;
use crate::report::{About, Proof, Report};
use crate::ty;

/// Checks an operation and resolves the location of each member. The interface that the rest of the program sees is known
/// even if the declaration is wrong; the HTTP binding only if no mistake was reported.
pub(crate) fn operation<'a>(
    raw: RawOperation<'a>,
    arguments: &Arguments,
    report: &Report,
) -> (Interface<'a>, Option<HttpBinding<'a>>) {
    let RawOperation {
        input,
        mut keys,
        members: raw,
    } = raw;
    check_conflicts(arguments, "operation", report);
    check_generics(input, "operation", false, report);
    let service = check_service(&mut keys, report);
    let mut pages = ModelPages::None;
    let binding = match service {
        // The model supplies what is left out, and must match what is not.
        Some(aws) if keys.unlisted.is_none() && is_struct(input) => {
            aws::http_binding(aws, input, &keys, &raw, &mut pages, report)
        }
        aws => {
            aws::check_unlisted(aws, input, &keys, &raw, report);
            crate::check::members(&raw, Container::Operation, report);
            http_binding(input, &keys, &raw, report)
        }
    };
    let interface = Interface {
        input,
        service: keys.service.take(),
        client: keys.client.take(),
        output: keys.output.take(),
        error: keys.error.take(),
        paginate: keys.paginate.take(),
        pages,
        arguments: raw.iter().map(RawMember::argument).collect(),
    };
    (interface, binding)
}

// service = "chimes"
fn check_service(keys: &mut OperationKeys, report: &Report) -> Option<Aws<'static>> {
    let mut aws = None;
    keys.service = match keys.service.take() {
        Some(Service::Id(id)) => {
            aws = service::spoken(&id, report);
            match aws {
                Some(found) if keys.client.is_some() => {
                    check_client(keys, found, &id, report);
                    Some(Service::Id(id))
                }
                Some(found) if found.path.is_some() => {
                    service::own(found, &id, report).map(Service::Own)
                }
                // service = "Orders", which was reported
                None => service::quoted_type(&id).map(Service::Type),
                found => found.map(|_| Service::Id(id)),
            }
        }
        Some(Service::Type(ty)) => {
            check_service_type(keys, &ty, report).then_some(Service::Type(ty))
        }
        other => other,
    };
    aws
}

// service = chime
// service = Chime, client = Chime
fn check_service_type(keys: &mut OperationKeys, ty: &Type, report: &Report) -> bool {
    if let Some(client) = keys.client.take() {
        keys.seen.push(OperationKey::Path);
        report.on(
            &client,
            format!(
                "`client` cannot be combined with `service = {}`, which is already the client; remove `client`, or write the service's ID: `service = \"..\"`",
                ty::display(ty)
            ),
        );
    }
    if let Some(what) = known_as(keys, ty) {
        report.on(
            ty,
            format!(
                "`{}` is {what} and not a service; name a type with `#[service]`, or an AWS service as `service = \"..\"`",
                ty::display(ty)
            ),
        );
        return false;
    }
    let id = ty.to_token_stream().to_string();
    let is_id = service::is_service_id(&id);
    if is_id {
        report.on(
            ty,
            format!("`service` takes the ID of an AWS service as a string: `service = \"{id}\"`"),
        );
    }
    !is_id
}

// service = ChimeError, error = ChimeError
// service = String
/// What a type is that is certainly not a service.
fn known_as(keys: &OperationKeys, ty: &Type) -> Option<&'static str> {
    let is = |other: &Option<Type>| {
        let other = other.as_ref().map(ty::bare);
        other.is_some_and(|other| ty::display(other) == ty::display(ty))
    };
    if is(&keys.error) {
        return Some("the error");
    }
    let name = ty::name(ty)?;
    let foreign = [
        "String", "Client", "Call", "Vec", "Option", "Box", "Arc", "HashMap",
    ];
    foreign.contains(&name.as_str()).then_some("another type")
}

// service = "chime", client = Lambda
fn check_client(keys: &mut OperationKeys, aws: Aws<'_>, id: &Text, report: &Report) {
    let Some(client) = &keys.client else {
        return;
    };
    if let Some(what) = known_as(keys, client) {
        report.on(
            client,
            format!(
                "`{}` is {what} and not a service; name a type with `#[service(id = \"{}\")]`",
                ty::display(client),
                id.value
            ),
        );
        keys.client = None;
        return;
    }
    let (id, key) = (&id.value, aws.key());
    let message = format!(
        "the operation is one of `{id}`, but `{}` is the client of another service; name a type with `#[service(id = \"{id}\")]`",
        ty::display(client)
    );
    let here = ty::start(client);
    let p = Private::at(here);
    let own = aws.path.is_some();
    let assertion = quote_spanned! {here=>
        #p::assert_service(<#client as #p::Service>::MODEL, #key, #own, #message)
    };
    report.prove(Proof {
        assertion,
        about: About::Type,
    });
}

fn is_struct(input: &DeriveInput) -> bool {
    matches!(&input.data, syn::Data::Struct(data) if !matches!(data.fields, syn::Fields::Unnamed(_)))
}

fn http_binding<'a>(
    input: &DeriveInput,
    keys: &OperationKeys,
    raw: &[RawMember<'a>],
    report: &Report,
) -> Option<HttpBinding<'a>> {
    check_required_keys(input, keys, report);
    let path = template(keys.path.as_ref(), path::parse_path, report);
    let host = template(keys.host_prefix.as_ref(), path::parse_host_prefix, report);
    let mut members = members(keys, raw);
    // The mistakes reported about the item are more helpful than missing fields of placeholders.
    if !is_struct(input) {
        return None;
    }

    let mut excused = Vec::new();
    check_segments(keys.path.as_ref(), raw, &mut excused, report);
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
    Some(HttpBinding {
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
        empty_body: false,
        endpoint: None,
        flags: keys.flags,
        root: None,
    })
}

// #[operation(path = "/rooms")]
// #[operation(service = "chime")]
fn check_required_keys(input: &DeriveInput, keys: &OperationKeys, report: &Report) {
    let ident = &input.ident;
    if !keys.seen.contains(&OperationKey::Service) {
        report.at(
            ident.span(),
            match &keys.client {
                Some(client) => format!(
                    "operation `{ident}` has no service: a macro cannot see which one `{}` is; add `service = \"..\"` with its id",
                    ty::display(client)
                ),
                None => format!(
                    "operation `{ident}` has no service; add `service = \"..\"` to `#[operation(..)]`"
                ),
            },
        );
    }
    // An unknown AWS service was reported, and its paths are not needed.
    let unknown = keys.service.is_none() && keys.seen.contains(&OperationKey::Service);
    let only_client = keys.client.is_some() && !keys.seen.contains(&OperationKey::Service);
    if !keys.seen.contains(&OperationKey::Path) && !unknown && !only_client {
        report.at(
            ident.span(),
            match &keys.service {
                Some(Service::Type(ty)) => format!(
                    "operation `{ident}` has no path; add `path = \"/..\"`, or take it from the service's model: `service = \"..\", client = {}`",
                    ty::display(ty)
                ),
                _ => format!(
                    "operation `{ident}` has no path; add `path = \"/..\"` to `#[operation(..)]`"
                ),
            },
        );
    }
}

fn template(
    text: Option<&Text>,
    parse: fn(&str) -> (Template, Vec<path::PathProblem>),
    report: &Report,
) -> Option<Template> {
    let text = text?;
    let (template, problems) = parse(&text.value);
    for problem in problems {
        report.at(text.part(problem.range), problem.message);
    }
    Some(template)
}

/// The locations of the members before labels are bound.
fn members<'a>(keys: &OperationKeys, raw: &[RawMember<'a>]) -> Vec<Member<'a>> {
    let case: Option<Case> = keys.rename_all;
    let by_service = matches!(keys.service, Some(Service::Type(_))) || keys.client.is_some();
    raw.iter()
        .map(|raw| names::member(raw, names::location(raw, case, by_service)))
        .collect()
}

fn has_body(members: &[Member<'_>]) -> bool {
    members
        .iter()
        .any(|member| matches!(member.location, Location::Body(_) | Location::Payload))
}

/// `POST` if a member goes in the body, otherwise `GET`.
fn method(keys: &OperationKeys, members: &[Member<'_>]) -> &'static str {
    match &keys.method {
        Some((_, method)) => method,
        None if has_body(members) => "POST",
        None => "GET",
    }
}

// #[operation(method = "HEAD", ..)] with a body member or a payload
//
// A `GET` may have a body if the method is spelled out: EFS's `DescribeAccountPreferences` has one, and botocore sends it.
fn check_method(
    keys: &OperationKeys,
    raw: &[RawMember<'_>],
    members: &[Member<'_>],
    excused: &[usize],
    report: &Report,
) {
    if !matches!(keys.method, Some((_, "HEAD"))) {
        return;
    }
    let has_payload = members
        .iter()
        .any(|member| member.location == Location::Payload);
    for (index, (raw, member)) in raw.iter().zip(members).enumerate() {
        if raw.keys.lost || excused.contains(&index) {
            continue;
        }
        let span: Span = match (&member.location, &raw.keys.location) {
            (Location::Payload, Some((key, _))) => key.span(),
            // Together with a payload, it was already reported.
            (Location::Body(_), _) if !has_payload => raw.ident.span(),
            _ => continue,
        };
        let name = raw.ident;
        let message = if member.location == Location::Payload {
            format!(
                "`{name}` is the body, but a `HEAD` request has none; use `method = \"POST\"` or remove `payload`"
            )
        } else {
            format!(
                "`{name}` would go into the body, but a `HEAD` request has none; add `#[op(query)]` or use `method = \"POST\"`"
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
                "`compression` compresses the body, but `{}` has no body; remove it",
                input.ident
            ),
        );
    }
}
