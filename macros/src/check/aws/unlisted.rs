//! `unlisted`: what AWS has and its models do not have yet. It is spelled out, and warns once the models have it.

use opsmith_models::{Member as ModelMember, ShapeKind};
use proc_macro2::Ident;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Location, Member};
use crate::case::Case;
use crate::check::aws::operation::{self, check_spoken};
use crate::check::aws::structure::Structure;
use crate::check::{headers, member, names};
use crate::keys::Container;
use crate::model::Aws;
use crate::parse::{OperationKeys, RawLocation, RawMember, RawVariant, TypeKeys};
use crate::report::Report;

/// Warns that the models have caught up.
pub(super) fn warn_listed(word: &Ident, what: &str, report: &Report) {
    report.warn(
        word.span(),
        "unlisted",
        &format!("the models have {what} now; remove `unlisted`, and what the model gives"),
    );
}

/// The rules of an operation that is not looked up: `unlisted`, or of a service without a model.
//
// #[operation(service = Orders, unlisted, path = "/orders")]
// #[operation(service = "codecatalyst", unlisted, path = "/v1/spaces")]
pub(in crate::check) fn check_operation(
    aws: Option<Aws<'static>>,
    input: &DeriveInput,
    keys: &OperationKeys,
    raw: &[RawMember<'_>],
    report: &Report,
) {
    check_parts(words(raw), keys.unlisted.as_ref(), report);
    let Some(word) = &keys.unlisted else { return };
    let Some(aws) = aws else {
        if keys.service.is_some() {
            report.at(word.span(), WITHOUT_MODEL);
        }
        return;
    };
    let (name, span) = operation::name(input, keys);
    if let Some(operation) = aws.model.operation(&name) {
        let owner = aws.owner(operation.name);
        if check_spoken(aws, &operation, owner, input, report) {
            warn_listed(word, &owner.to_string(), report);
        }
        return;
    }
    let id = aws.id;
    if let Some(auth) = aws.foreign_auth(None) {
        report.at(
            span,
            format!("{id} requires {auth}, which opsmith does not support yet"),
        );
    }
    let moved = |operation: opsmith_models::Operation<'static>| {
        aws.foreign_endpoint(&operation).is_some() || aws.endpoint(&operation).is_some()
    };
    if aws.model.operations().any(moved) {
        report.at(
            word.span(),
            format!(
                "operations of {id} are at different hosts, and only the model says at which; `{name}` cannot be sent before the models have it"
            ),
        );
    }
}

const WITHOUT_MODEL: &str = "`unlisted` is for what AWS has and its models do not have yet, but this has no model; remove it, or name the service: `service = \"..\"`";

// #[shape] struct Room { #[op(unlisted)] name: String }
// #[shape(service = "chime", unlisted)] struct Room { #[op(unlisted)] name: String }
// #[shape] enum Role { #[op(unlisted)] Guest, .. }
pub(in crate::check) fn check_parts<'w>(
    words: impl Iterator<Item = &'w Ident>,
    whole: Option<&Ident>,
    report: &Report,
) {
    let message = match whole {
        Some(_) => "the declaration is `unlisted` as a whole; remove it here",
        None => WITHOUT_MODEL,
    };
    for word in words {
        report.at(word.span(), message);
    }
}

/// The fields that are `unlisted`.
pub(in crate::check) fn words<'w>(raw: &'w [RawMember<'_>]) -> impl Iterator<Item = &'w Ident> {
    raw.iter().filter_map(|field| field.keys.unlisted.as_ref())
}

// #[shape(unlisted)] struct Room { .. }
pub(in crate::check) fn check_without_service(keys: &TypeKeys, report: &Report) {
    if let Some(word) = &keys.unlisted {
        report.at(word.span(), WITHOUT_MODEL);
    }
}

/// Warns of an output or a shape that the models have.
pub(in crate::check) fn check_type(
    aws: Aws<'static>,
    input: &DeriveInput,
    keys: &TypeKeys,
    word: &Ident,
    is_output: bool,
    report: &Report,
) {
    let ident = input.ident.unraw().to_string();
    let name = keys.name.as_ref().map_or(&ident, |text| &text.value);
    let operation = match &keys.operation {
        Some(text) => aws.model.operation(&text.value),
        None if keys.name.is_none() && is_output => aws.operation_of_output(&ident),
        None => None,
    };
    let output = operation.filter(|operation| operation.output.is_some());
    let shape = || {
        let shape = aws.model.shape(name)?;
        let is_struct = matches!(shape.kind, ShapeKind::Structure | ShapeKind::Error(_));
        (is_struct || !is_output).then_some(shape.name)
    };
    let found = output
        .map(|operation| format!("the output of {}", aws.owner(operation.name)))
        .or_else(|| shape().map(|name| aws.owner(name).to_string()));
    if let Some(found) = found {
        warn_listed(word, &found, report);
    }
}

impl<'m> Structure<'_, 'm> {
    /// The member of the model that an unlisted field is by now.
    pub(super) fn listed(&self, field: &RawMember<'_>) -> Option<ModelMember<'m>> {
        match &field.keys.rename {
            Some((_, text)) => self.renamed(&text.value),
            None => self.shape.member(&field.ident.unraw().to_string()),
        }
    }

    // #[op(unlisted)] color: Option<String>
    // #[op(unlisted, label)] color: String
    pub(super) fn check_unlisted(&self, field: &RawMember<'_>, word: &Ident, report: &Report) {
        let (ident, owner) = (field.ident, self.owner);
        if let Some(member) = self.listed(field) {
            let what = format!("`{}` of {owner}", member.name);
            if let Some(parameter) = member.context_param
                && self.container == Container::Operation
            {
                self.check_host(field, parameter, report);
            }
            warn_listed(word, &what, report);
        }
        crate::check::members(std::slice::from_ref(field), self.container, report);
        match &field.keys.location {
            Some((key, RawLocation::Label)) => report.at(
                key.span(),
                format!(
                    "`{ident}` is a label, but the path of {owner} has no placeholder for it; say where it goes, or remove it"
                ),
            ),
            Some((key, RawLocation::Query(None))) if self.case.is_none() => report.at(
                key.span(),
                format!("no model has the name of `{ident}`; write `query = \"..\"`"),
            ),
            None if self.case.is_none() && field.keys.rename.is_none() && !field.keys.lost => {
                let capital = self.shape.members().next().is_some_and(|member| {
                    member.name.starts_with(|c: char| c.is_ascii_uppercase())
                });
                let case = if capital { Case::Pascal } else { Case::Camel };
                report.at(
                    word.span(),
                    format!(
                        "no model has the name of `{ident}`; add `rename = \"{}\"`, or where else it goes",
                        case.apply(&ident.unraw().to_string())
                    ),
                );
            }
            _ => {}
        }
    }

    /// An unlisted field as it goes over the wire.
    pub(super) fn unlisted<'a>(&self, field: &RawMember<'a>) -> Option<Member<'a>> {
        field.keys.unlisted.as_ref()?;
        let mut member = names::member(field, names::location(field, self.case, false));
        member.sensitive |= self.shape.sensitive;
        Some(member)
    }

    /// What an unlisted member and the others must not have in common.
    pub(super) fn check_beside(
        &self,
        raw: &[RawMember<'_>],
        members: &[Member<'_>],
        constant: &[&str],
        report: &Report,
    ) {
        let any = raw.iter().any(|field| field.keys.unlisted.is_some());
        if !any || raw.len() != members.len() {
            return;
        }
        let verb = match self.container {
            Container::Operation => "sent in",
            _ => "read from",
        };
        names::check_body_names(raw, members, report);
        names::check_query_names(raw, members, constant, report);
        member::check_payload_alone(raw, members, verb, report);
        headers::check_beside(raw, members, report);
        let payloads = |member: &&Member<'_>| member.location == Location::Payload;
        if let [first, second, ..] = members.iter().filter(payloads).collect::<Vec<_>>()[..] {
            report.at(
                second.ident.span(),
                format!(
                    "`{}` is already the payload, which is the whole body; remove one of them",
                    first.ident
                ),
            );
        }
    }
}

/// The wire value of an unlisted variant.
//
// #[op(unlisted)] Blue
pub(super) fn value(
    variant: &RawVariant<'_>,
    word: &Ident,
    kind: ShapeKind<'_>,
    case: Option<Case>,
    report: &Report,
) -> Option<String> {
    let ident = &variant.variant.ident;
    let name = ident.unraw().to_string();
    if kind == ShapeKind::IntEnum {
        if variant.value_key.is_none() {
            report.at(
                word.span(),
                format!("no model has the value of `{ident}`; add `value = 1`"),
            );
        }
        return variant.value.map(|(value, _)| value.to_string());
    }
    match (&variant.rename, case) {
        (Some(text), _) => Some(text.value.clone()),
        (None, Some(case)) => Some(case.apply(&name)),
        (None, None) => {
            let (what, case) = if kind == ShapeKind::Union {
                ("name", Case::Camel)
            } else {
                ("value", Case::ScreamingSnake)
            };
            report.at(
                word.span(),
                format!(
                    "no model has the {what} of `{ident}`; add `rename = \"{}\"`",
                    case.apply(&name)
                ),
            );
            None
        }
    }
}
