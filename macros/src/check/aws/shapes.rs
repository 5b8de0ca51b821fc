//! `#[output(service = "..")]` and `#[shape(service = "..")]` on structs.

use opsmith_models::{Kind, Member as ModelMember, Operation, Shape, ShapeKind};
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Member, ModelShape, Needs, OutputPages, PageMember};
use crate::check::aws::pages::plain_name;
use crate::check::aws::required::{self, Pair};
use crate::check::aws::structure::{Found, Structure};
use crate::check::aws::{did_you_mean, warn_gone};
use crate::keys::Container;
use crate::model::{Aws, Owner};
use crate::parse::{RawStruct, TypeKeys};
use crate::report::Report;

/// The members of an output.
pub(super) fn output<'a>(
    aws: Aws<'static>,
    raw: &RawStruct<'a>,
    pages: &mut OutputPages<'a>,
    report: &Report,
) -> (Vec<Member<'a>>, Vec<ModelShape>) {
    let Some((shape, owner)) = find_output(aws, raw.input, &raw.keys, report) else {
        return (Vec::new(), Vec::new());
    };
    let (members, found) = members(aws, shape, owner, Container::Output, raw, report);
    if raw.input.generics.params.is_empty() {
        for operation in returning(aws, &shape, owner) {
            for member in page_members(&operation, raw, &found) {
                let known =
                    |page: &PageMember<'_>| page.name == member.name && page.items == member.items;
                if !pages.members.iter().any(known) {
                    pages.members.push(member);
                }
            }
        }
    }
    for (field, member) in raw.members.iter().zip(&found) {
        if let (Some(_), Some(member)) = (&field.keys.rename, member)
            && !pages.renamed.iter().any(|(known, _)| *known == field.ident)
        {
            pages.renamed.push((field.ident, member.name));
        }
    }
    (members, vec![(aws.key(), shape.name)])
}

/// The members of a structure.
pub(super) fn structure<'a>(
    aws: Aws<'static>,
    raw: &RawStruct<'a>,
    needs: &mut Vec<Needs<'a>>,
    report: &Report,
) -> (Vec<Member<'a>>, Vec<ModelShape>) {
    let Some(shape) = find_shape(aws, raw.input, &raw.keys, report) else {
        return (Vec::new(), Vec::new());
    };
    if !matches!(shape.kind, ShapeKind::Structure | ShapeKind::Error(_)) {
        report.at(
            raw.input.ident.span(),
            format!(
                "{} is {}; declare `enum {}`",
                aws.owner(shape.name),
                kind(&shape),
                raw.input.ident
            ),
        );
        return (Vec::new(), Vec::new());
    }
    let owner = aws.owner(shape.name);
    let (members, found) = members(aws, shape, owner, Container::Structure, raw, report);
    if report.is_empty() {
        let ident = &raw.input.ident;
        let pairs: Vec<Pair<'a, '_>> = raw
            .members
            .iter()
            .zip(&found)
            .filter_map(|(field, member)| Some((field.ty, member.as_ref()?)))
            .collect();
        let generic = !raw.input.generics.params.is_empty();
        needs.push(required::needs(&aws, &shape, ident, &pairs, generic));
    }
    (members, vec![(aws.key(), shape.name)])
}

fn members<'a>(
    aws: Aws<'static>,
    shape: Shape<'static>,
    owner: Owner<'static>,
    place: Container,
    raw: &RawStruct<'a>,
    report: &Report,
) -> (Vec<Member<'a>>, Found<'static>) {
    let structure = Structure {
        aws,
        shape,
        owner,
        container: place,
        generic: !raw.input.generics.params.is_empty(),
        case: raw.keys.case,
        case_key: raw.keys.case_key.as_ref(),
    };
    let found = structure.members(&raw.members, report);
    let members = structure.all_resolved(&raw.members, &found);
    structure.check_beside(&raw.members, &members, &[], report);
    (members, found)
}

/// The operations whose output a struct is: the one that it names, or all that return the shape that it names.
fn returning(aws: Aws<'static>, shape: &Shape<'_>, owner: Owner<'_>) -> Vec<Operation<'static>> {
    let returns = |operation: &Operation<'_>| {
        operation
            .output
            .is_some_and(|root| root.shape == shape.name)
    };
    match aws.model.operation(owner.name).filter(returns) {
        Some(operation) => vec![operation],
        None => aws.model.operations().filter(returns).collect(),
    }
}

/// The members that the operation's paginator names.
fn page_members<'a>(
    operation: &Operation<'_>,
    raw: &RawStruct<'a>,
    found: &Found<'_>,
) -> Vec<PageMember<'a>> {
    let Some(paginator) = operation.paginator() else {
        return Vec::new();
    };
    let tokens = paginator.output_tokens().map(|path| (path, false));
    let items = paginator.items().map(|path| (path, true)).take(1);
    let named = tokens.chain(items).filter_map(|(path, items)| {
        let name = plain_name(path)?;
        let mut fields = raw.members.iter().zip(found);
        let is = |member: &Option<ModelMember<'_>>| {
            member.as_ref().is_some_and(|member| member.name == name)
        };
        let (field, member) = fields.find(|(_, member)| is(member))?;
        let kind = member.as_ref().map(|member| member.ty.kind);
        Some(PageMember {
            ident: field.ident,
            ty: field.ty,
            name,
            items,
            map: matches!(kind, Some(Kind::Map { .. })),
        })
    });
    named.collect()
}

// #[output(service = "chime", operation = "ListRoms")] struct Rooms { .. }
// #[output(service = "chime")] struct Rooms { .. }
fn find_output(
    aws: Aws<'static>,
    input: &DeriveInput,
    keys: &TypeKeys,
    report: &Report,
) -> Option<(Shape<'static>, Owner<'static>)> {
    if keys.name.is_some() {
        let shape = find_shape(aws, input, keys, report)?;
        return Some((shape, aws.owner(shape.name)));
    }
    let ident = input.ident.unraw().to_string();
    let (operation, span) = match &keys.operation {
        Some(text) => {
            let found = aws.model.operation(&text.value);
            if found.is_none() {
                report.at(
                    text.span(),
                    format!(
                        "{} has no operation `{}`{}",
                        aws.id,
                        text.value,
                        did_you_mean(&text.value, aws.model.operation_names()).unwrap_or_default()
                    ),
                );
            }
            (found?, text.span())
        }
        None => match aws.operation_of_output(&ident) {
            Some(found) => (found, input.ident.span()),
            // The structure itself, or an error
            None => return named(aws, input, &ident, report),
        },
    };
    let shape = aws.output_shape(&operation);
    if shape.is_none() {
        report.at(
            span,
            format!(
                "{} returns nothing; remove the struct and the operation's `output`",
                aws.owner(operation.name)
            ),
        );
    }
    warn_gone(
        span,
        &aws.owner(operation.name).to_string(),
        operation.gone,
        aws.path.is_some(),
        report,
    );
    Some((shape?, aws.owner(operation.name)))
}

fn named(
    aws: Aws<'static>,
    input: &DeriveInput,
    ident: &str,
    report: &Report,
) -> Option<(Shape<'static>, Owner<'static>)> {
    let shape = aws.model.shape(ident);
    let found =
        shape.filter(|shape| matches!(shape.kind, ShapeKind::Structure | ShapeKind::Error(_)));
    if found.is_none() {
        let stem = ["Output", "Response", "Result", "Reply"]
            .iter()
            .find_map(|suffix| ident.strip_suffix(suffix));
        let advice = match stem {
            Some(stem) => did_you_mean(stem, aws.model.operation_names()),
            None => None,
        };
        report.at(
            input.ident.span(),
            match (stem, advice) {
                (Some(stem), Some(advice)) => {
                    format!("{} has no operation `{stem}`{advice}", aws.id)
                }
                _ => format!(
                    "`{ident}` is not named after an operation of {}; add `operation = \"..\"`",
                    aws.id
                ),
            },
        );
    }
    found.map(|shape| (shape, aws.owner(shape.name)))
}

// #[shape(service = "chime")] struct Rom { .. }
// #[shape(service = "chime", name = "Rom")] struct Room { .. }
pub(super) fn find_shape(
    aws: Aws<'static>,
    input: &DeriveInput,
    keys: &TypeKeys,
    report: &Report,
) -> Option<Shape<'static>> {
    let (name, span) = match &keys.name {
        Some(text) => (text.value.clone(), text.span()),
        None => (input.ident.unraw().to_string(), input.ident.span()),
    };
    let found = aws.model.shape(&name);
    if let Some(shape) = &found {
        let owner = aws.owner(shape.name);
        warn_gone(span, &owner.to_string(), shape.gone, owner.own, report);
    } else {
        let advice = did_you_mean(&name, aws.model.shape_names()).unwrap_or_else(|| {
            if keys.name.is_some() {
                String::new()
            } else {
                "; name the type after the shape, or add `name = \"..\"`".to_owned()
            }
        });
        report.at(span, format!("{} has no shape `{name}`{advice}", aws.id));
    }
    found
}

/// What a shape is, behind "is".
pub(super) fn kind(shape: &Shape<'_>) -> &'static str {
    match shape.kind {
        ShapeKind::Structure => "a structure",
        ShapeKind::Error(_) => "an error",
        ShapeKind::Union => "a union",
        ShapeKind::Enum => "a string enum",
        ShapeKind::IntEnum => "an int enum",
        ShapeKind::EventStream => "an event stream",
    }
}
