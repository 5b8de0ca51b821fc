//! `#[operation(service = "..")]`: the model supplies what the declaration leaves out, and must match what it spells out.

use opsmith_models::{
    Discovery, Kind, Location as Model, Member as ModelMember, Operation, Part, Stream,
    Template as ModelTemplate,
};
use proc_macro2::Span;
use quote::quote_spanned;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Flags, HttpBinding, Location, ModelPages, Protocol, Tag};
use crate::check::aws::agreement::{self, compresses, needs_checksum};
use crate::check::aws::structure::{Found, Structure};
use crate::check::aws::{did_you_mean, pages, traits, warn_gone};
use crate::check::pagination;
use crate::keys::{Container, OperationKey};
use crate::model::{Aws, Owner};
use crate::parse::{OperationKeys, RawMember};
use crate::path::{Label, METHODS, Template};
use crate::private::Private;
use crate::report::{About, Proof, Report};
use crate::ty;

/// The operation's HTTP binding; `None` if a mistake was reported.
pub(in crate::check) fn http_binding<'a>(
    aws: Aws<'static>,
    input: &DeriveInput,
    keys: &OperationKeys,
    raw: &[RawMember<'a>],
    model_pages: &mut ModelPages<'a>,
    report: &Report,
) -> Option<HttpBinding<'a>> {
    let Some(operation) = find(aws, input, keys, report) else {
        // Nothing else is known about an operation of another service.
        report.take_proofs();
        return None;
    };
    let owner = aws.owner(operation.name);
    if !check_spoken(aws, &operation, owner, input, report) {
        return None;
    }
    agreement::check_operation(aws, keys, &operation, owner, report);
    check_output(aws, &operation, keys, report);
    let mut pages_agree = true;
    let input_shape = operation.input.and_then(|root| aws.model.shape(root.shape));
    let found = if let Some(shape) = input_shape {
        let structure = Structure {
            aws,
            shape,
            owner,
            container: Container::Operation,
            generic: !input.generics.params.is_empty(),
            case: keys.rename_all,
            case_key: keys.word(OperationKey::RenameAll),
        };
        let found = structure.members(raw, report);
        structure.check_required(input.ident.span(), raw, &found, report);
        let before = report.len();
        pages::check(aws, keys, &operation, raw, &found, report);
        pages_agree = report.len() == before;
        Some((structure, found))
    } else {
        check_no_members(owner, raw, report);
        None
    };
    if pages_agree {
        pagination::check_pagination(keys, raw, report);
    }
    if !report.is_empty() {
        return None;
    }
    let path = match aws.protocol() {
        Ok(Protocol::RpcV2Cbor { target, .. }) => Template {
            pieces: vec![format!("/service/{target}/operation/{}", operation.name)],
            ..Template::default()
        },
        _ => template(operation.path),
    };
    let (members, found) = match found {
        Some((structure, found)) => {
            let mut members = structure.all_resolved(raw, &found);
            for (member, found) in members.iter_mut().zip(&found) {
                let found = found.as_ref();
                member.traits.is_id = found.is_some_and(|it| traits::is_id(&aws, &operation, it));
            }
            let constant: Vec<&str> = path.query_names().collect();
            structure.check_beside(raw, &members, &constant, report);
            (members, found)
        }
        None => (Vec::new(), Vec::new()),
    };
    if !report.is_empty() {
        return None;
    }
    let empty_body = input_shape.is_some_and(|shape| {
        (!aws.binds_to_http() || shape.members().any(|member| is_in_body(&member)))
            && !found.iter().flatten().any(is_in_body)
            // An unlisted one
            && members.iter().all(|member| member.location != Location::Payload)
    });
    if keys.paginate.is_none() && keys.output.is_some() {
        *model_pages = pages::of_model(&operation, raw, &found);
    }
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
        endpoint: aws.endpoint(&operation),
        flags: Flags {
            md5: needs_checksum(&operation),
            compression: compresses(&operation),
            // One of several may be chosen.
            auth: match keys.word(OperationKey::Auth) {
                Some(_) => keys.flags.auth,
                None => aws.auth(&operation).unwrap_or_default(),
            },
            unsigned_payload: operation.unsigned_payload,
        },
        root: root(aws, &operation),
    })
}

/// The root element of a request in restXml: the payload, or the input itself.
fn root(aws: Aws<'_>, operation: &Operation<'_>) -> Option<Tag> {
    if !aws.needs_traits() {
        return None;
    }
    let input = operation.input?;
    let shape = aws.model.shape(input.shape)?;
    let payload = shape
        .members()
        .find(|member| member.location == Model::Payload);
    Some(match payload {
        Some(payload) => traits::tag(
            Some(payload.wire_name),
            payload.xml_namespace,
            payload.xml_prefix,
        ),
        None => traits::tag(
            input.xml_name.or(Some(input.shape)),
            input.xml_namespace,
            input.xml_prefix,
        ),
    })
}

// #[operation(service = "chime")] struct CreateRooms { .. }
fn find<'m>(
    aws: Aws<'m>,
    input: &DeriveInput,
    keys: &OperationKeys,
    report: &Report,
) -> Option<Operation<'m>> {
    let (name, span) = name(input, keys);
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

/// The name that an operation is looked up by, and where it stands.
pub(super) fn name(input: &DeriveInput, keys: &OperationKeys) -> (String, Span) {
    match &keys.name {
        Some(text) => (text.value.clone(), text.span()),
        None => (input.ident.unraw().to_string(), input.ident.span()),
    }
}

// #[operation(service = "lexv2-runtime")] struct StartConversation { .. }
// #[operation(service = "codecatalyst")] struct ListSpaces { .. }
// #[operation(service = "signin")] struct GetResourcePolicy { .. }
pub(super) fn check_spoken(
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
    if let Some(auth) = aws.foreign_auth(Some(operation)) {
        report.at(
            span,
            format!("{owner} requires {auth}, which opsmith does not support yet"),
        );
    }
    if let Some(parameter) = aws.foreign_endpoint(operation) {
        report.at(
            span,
            format!(
                "{owner} has a different host than its service (endpoint parameter `{parameter}`), which opsmith cannot determine yet"
            ),
        );
    }
    if operation.discovery == Discovery::Required {
        report.at(
            span,
            format!(
                "{owner} has a host that another operation returns (endpoint discovery), which opsmith does not support yet"
            ),
        );
    }
    let service = aws.service();
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
            let assertion = quote_spanned! {here=>
                #p::assert_output(<#output as #p::Output>::CHECKED, <#output as #p::Output>::SHAPES, (#key, #shape), #message)
            };
            report.prove(Proof {
                assertion,
                about: About::Output,
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
