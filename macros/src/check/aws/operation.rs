//! `#[operation(service = "..")]` without a path: the model supplies everything except names and types.

use std::borrow::Cow;

use opsmith_models::{
    Kind, Location as Model, Member as ModelMember, Operation, Part, Stream,
    Template as ModelTemplate,
};
use quote::quote_spanned;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Flags, HttpBinding, ModelPages};
use crate::check::aws::agreement::{self, compresses, needs_checksum};
use crate::check::aws::members::{Found, Structure};
use crate::check::aws::{did_you_mean, warn_gone};
use crate::check::pagination;
use crate::keys::Container;
use crate::model::{Aws, Owner};
use crate::parse::{OperationKeys, RawMember};
use crate::path::{Label, METHODS, Template};
use crate::private::Private;
use crate::report::Report;
use crate::ty;

/// The operation's HTTP binding; `None` if a mistake was reported.
pub(in crate::check) fn http_binding<'a>(
    aws: Aws<'static>,
    input: &DeriveInput,
    keys: &OperationKeys,
    raw: &[RawMember<'a>],
    pages: &mut Option<ModelPages<'a>>,
    report: &Report,
) -> Option<HttpBinding<'a>> {
    let operation = find(aws, input, keys, report)?;
    let owner = aws.owner(operation.name);
    if !check_spoken(aws, &operation, owner, input, report) {
        return None;
    }
    agreement::check_operation(aws, keys, &operation, owner, report);
    pagination::check_pagination(keys, raw, report);
    check_output(aws, &operation, keys, report);
    let input_shape = operation.input.and_then(|root| aws.model.shape(root.shape));
    let found = if let Some(shape) = input_shape {
        let structure = Structure {
            aws,
            shape,
            owner,
            container: Container::Operation,
            generic: !input.generics.params.is_empty(),
        };
        let found = structure.members(raw, report);
        structure.check_required(input.ident.span(), raw, &found, report);
        agreement::check_paginate(aws, keys, &operation, raw, &found, report);
        Some((structure, found))
    } else {
        check_no_members(owner, raw, report);
        None
    };
    if !report.is_empty() {
        return None;
    }
    let (members, found) = match found {
        Some((structure, found)) => (
            raw.iter()
                .zip(&found)
                .filter_map(|(field, member)| Some(structure.resolved(field, member.as_ref()?)))
                .collect(),
            found,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let empty_body = input_shape.is_some_and(|shape| {
        shape.members().any(|member| is_in_body(&member)) && !found.iter().flatten().any(is_in_body)
    });
    if keys.paginate.is_none() && keys.output.is_some() {
        *pages = model_pages(&operation, raw, &found);
    }
    let path = template(operation.path);
    let host = operation.host_prefix.map(template);
    Some(HttpBinding {
        name: operation.name.to_owned(),
        method: METHODS
            .into_iter()
            .find(|method| *method == operation.method)
            .unwrap_or("POST"),
        labels: bound(&path, &found),
        host_labels: host
            .as_ref()
            .map_or_else(Vec::new, |host| bound(host, &found)),
        path,
        host,
        members,
        empty_body,
        flags: Flags {
            md5: needs_checksum(&operation),
            compression: compresses(&operation),
            auth: aws.auth(&operation).unwrap_or_default(),
            unsigned_payload: operation.unsigned_payload,
        },
    })
}

// #[operation(service = "chime")] struct CreateRooms { .. }
fn find<'m>(
    aws: Aws<'m>,
    input: &DeriveInput,
    keys: &OperationKeys,
    report: &Report,
) -> Option<Operation<'m>> {
    let (name, span) = match &keys.name {
        Some(text) => (text.value.clone(), text.span()),
        None => (input.ident.unraw().to_string(), input.ident.span()),
    };
    let found = aws.model.operation(&name);
    if found.is_none() {
        let advice = did_you_mean(&name, aws.model.operation_names()).unwrap_or_else(|| {
            if keys.name.is_some() {
                String::new()
            } else {
                "; name the struct after the operation, or add `name = \"..\"`".to_owned()
            }
        });
        report.at(
            span,
            format!("{} has no operation `{name}`{advice}", aws.id),
        );
    }
    found
}

// #[operation(service = "lexv2-runtime")] struct StartConversation { .. }
// #[operation(service = "codecatalyst")] struct ListSpaces { .. }
// #[operation(service = "wellarchitected")] struct ListAgents { .. }
fn check_spoken(
    aws: Aws<'_>,
    operation: &Operation<'_>,
    owner: Owner<'_>,
    input: &DeriveInput,
    report: &Report,
) -> bool {
    let span = input.ident.span();
    let before = report.len();
    let streams = |root: Option<opsmith_models::Root<'_>>| {
        root.is_some_and(|root| root.stream == Stream::Events)
    };
    if streams(operation.input) || streams(operation.output) {
        report.at(
            span,
            format!("{owner} is an event stream, which opsmith does not support yet"),
        );
    }
    if let Some(auth) = aws.foreign_auth(operation) {
        report.at(
            span,
            format!("{owner} requires {auth}, which opsmith does not support yet"),
        );
    }
    if let Some(parameter) = Aws::foreign_endpoint(operation) {
        report.at(
            span,
            format!(
                "{owner} has a different host than its service (endpoint parameter `{parameter}`), which opsmith cannot determine yet"
            ),
        );
    }
    let service = aws.model.service();
    warn_gone(
        span,
        &format!("the service {}", aws.id),
        service.gone,
        owner.own,
        report,
    );
    warn_gone(span, &owner.to_string(), operation.gone, owner.own, report);
    report.len() == before
}

// #[operation(service = "chime", output = GetRoomOutput)] struct ListRooms { .. }
// #[operation(service = "chime", output = DeleteRoomOutput)] struct DeleteRoom { .. }
fn check_output(aws: Aws<'_>, operation: &Operation<'_>, keys: &OperationKeys, report: &Report) {
    let Some(output) = &keys.output else {
        return;
    };
    let unit = matches!(ty::bare(output), syn::Type::Tuple(tuple) if tuple.elems.is_empty());
    let (id, owner, key) = (aws.written(), aws.owner(operation.name), aws.key());
    match operation.output {
        _ if unit => {}
        Some(root) => {
            let shape = root.shape;
            let message = format!(
                "{owner} returns `{shape}`; declare its output with `#[output(service = \"{id}\", operation = \"{}\")]`",
                operation.name
            );
            let here = ty::start(output);
            let p = Private::at(here);
            report.prove(quote_spanned! {here=>
                const _: () = {
                    use #p::NoModel as _;
                    #p::assert_shape(#p::ShapeOf::<#output>::SHAPES, &[(#key, #shape)], #message)
                };
            });
        }
        None => report.on(output, format!("{owner} returns nothing; remove `output`")),
    }
}

// struct GetAccount { name: String } of an operation without an input
fn check_no_members(owner: Owner<'_>, raw: &[RawMember<'_>], report: &Report) {
    for field in raw {
        report.at(
            field.ident.span(),
            format!("{owner} has no members; remove `{}`", field.ident),
        );
    }
}

/// Whether a request has a body even if the member is absent.
fn is_in_body(member: &ModelMember<'_>) -> bool {
    match member.location {
        Model::Body => true,
        Model::Payload => matches!(member.ty.kind, Kind::Structure(_)),
        _ => false,
    }
}

fn template(model: ModelTemplate<'_>) -> Template {
    let mut template = Template {
        query: model.query().unwrap_or_default().to_owned(),
        ..Template::default()
    };
    let mut text = String::new();
    for part in model.parts() {
        match part {
            Part::Text(piece) => text.push_str(piece),
            Part::Label { name, greedy } => {
                template.pieces.push(std::mem::take(&mut text));
                template.labels.push(Label {
                    name: name.to_owned(),
                    greedy,
                    whole: true,
                    range: 0..0,
                });
            }
        }
    }
    template.pieces.push(text);
    template
}

/// The pages of an operation with a single token, which the declaration includes, and a single output token.
fn model_pages<'a>(
    operation: &Operation<'_>,
    raw: &[RawMember<'a>],
    found: &Found<'_>,
) -> Option<ModelPages<'a>> {
    let paginator = operation.paginator()?;
    // Some services return a token after the last page, too.
    if paginator.more_results().is_some() {
        return None;
    }
    let token = only(paginator.input_tokens())?;
    let next = only(paginator.output_tokens())?;
    let field = raw.iter().zip(found).find(|(_, member)| {
        member
            .as_ref()
            .is_some_and(|member| member.name == token && member.ty.kind == Kind::String)
    });
    let token = field.map(|(field, _)| field)?;
    let text = ty::option(token.ty).filter(|inner| ty::is_string(inner));
    text.map(|_| ModelPages {
        token: token.ident,
        next,
        items: paginator.items().next().and_then(plain_name),
    })
}

/// The only value, if there is exactly one and it is a plain name.
pub(super) fn only<'m>(mut values: impl Iterator<Item = Cow<'m, str>>) -> Option<String> {
    let first = values.next().and_then(plain_name);
    first.filter(|_| values.next().is_none())
}

/// A `JMESPath` that is just a member's name.
pub(super) fn plain_name(path: Cow<'_, str>) -> Option<String> {
    let plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    plain.then(|| path.into_owned())
}

/// The fields of a template's labels. None is missing, because labels are required.
fn bound(template: &Template, found: &Found<'_>) -> Vec<usize> {
    let is = |member: &Option<ModelMember<'_>>, name: &str| {
        member.as_ref().is_some_and(|member| member.name == name)
    };
    template
        .labels
        .iter()
        .filter_map(|label| found.iter().position(|member| is(member, &label.name)))
        .collect()
}
