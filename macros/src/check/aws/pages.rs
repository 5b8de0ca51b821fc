//! The pages of an operation in its model.

use std::borrow::Cow;

use opsmith_models::{Kind, Member as ModelMember, Operation};
use proc_macro2::{Ident, Span};
use quote::quote_spanned;
use syn::ext::IdentExt;

use crate::ast::ModelPages;
use crate::check::aws::structure::Found;
use crate::model::{Aws, field_name};
use crate::parse::{OperationKeys, RawMember};
use crate::private::Private;
use crate::report::{About, Proof, Report};
use crate::ty;

// #[operation(service = "location", output = Trackers, paginate(token = filter))]
pub(super) fn check(
    aws: Aws<'_>,
    keys: &OperationKeys,
    operation: &Operation<'_>,
    raw: &[RawMember<'_>],
    found: &Found<'_>,
    report: &Report,
) {
    let (Some(paginate), Some(paginator)) = (&keys.paginate, operation.paginator()) else {
        return;
    };
    let owner = aws.owner(operation.name);
    let tokens: Vec<Cow<'_, str>> = paginator.input_tokens().collect();
    if let (Some(token), true) = (&paginate.token, tokens.len() > 1) {
        report.at(
            token.span(),
            format!(
                "{owner} takes several tokens (`{}`), which `paginate` does not support; remove it",
                tokens.join("`, `")
            ),
        );
        return;
    }
    let taken = |token: &Ident| {
        let field = raw
            .iter()
            .zip(found)
            .find(|(field, _)| field.ident == token);
        field.and_then(|(_, member)| Some(member.as_ref()?.name.to_owned()))
    };
    if let Some(token) = &paginate.token
        && let (Some(said), Some(model)) = (taken(token), only(tokens.into_iter()))
        && said != model
    {
        let model = field_name(&model);
        report.at(
            token.span(),
            format!("{owner} takes the token of a page in `{model}`; write `token = {model}`"),
        );
        return;
    }
    if let Some(name) = paginate.output_token.as_ref().or(paginate.token.as_ref())
        && let Some(model) = only(paginator.output_tokens())
    {
        let says = format!("{owner} returns the next token in ");
        prove(
            aws,
            keys,
            operation,
            (name, "output_token"),
            &[model],
            &says,
            report,
        );
    }
    let items: Vec<String> = paginator.items().filter_map(plain_name).collect();
    if let Some(name) = &paginate.items
        && !items.is_empty()
    {
        let says = format!("{owner} returns the items of a page in ");
        prove(aws, keys, operation, (name, "items"), &items, &says, report);
    }
}

/// Asks the compiler whether a field of the output is one of these members of the model. Only the output's declaration says
/// what its fields are; without `rename`, the member with the same words.
//
// P::assert_page(<Maps as P::Output>::RENAMED, ("marker", "Marker"), &["NextMarker"], &["next_marker"], ..)
fn prove(
    aws: Aws<'_>,
    keys: &OperationKeys,
    operation: &Operation<'_>,
    (name, key): (&Ident, &str),
    expected: &[String],
    says: &str,
    report: &Report,
) {
    let Some(output) = &keys.output else { return };
    let (Some(shape), field) = (aws.output_shape(operation), name.unraw().to_string()) else {
        return;
    };
    let member = shape.member(&field).map_or("", |member| member.name);
    let fields = expected.iter().map(|member| field_name(member));
    let (here, there) = (
        name.span().resolved_at(Span::call_site()),
        ty::start(output),
    );
    let (p, of_output) = (Private::at(here), Private::at(there));
    // Whether it is an output at all is reported elsewhere, at the same token.
    let renamed = quote_spanned!(there=> <#output as #of_output::Output>::RENAMED);
    let assertion = quote_spanned! {here=>
        #p::assert_page(#renamed, (#field, #member), &[#((#expected, #fields)),*], #says, #key)
    };
    report.prove(Proof {
        assertion,
        about: About::Type,
    });
}

/// The pages of an operation with a single token, which the declaration includes, and a single output token.
pub(super) fn of_model<'a>(
    operation: &Operation<'_>,
    raw: &[RawMember<'a>],
    found: &Found<'_>,
) -> ModelPages<'a> {
    // Some services return a token after the last page, too.
    let paginator = operation
        .paginator()
        .filter(|paginator| paginator.more_results().is_none());
    let Some(paginator) = paginator else {
        return ModelPages::None;
    };
    let (Some(token), Some(next)) = (
        only(paginator.input_tokens()),
        only(paginator.output_tokens()),
    ) else {
        return ModelPages::None;
    };
    let is_token = |member: &ModelMember<'_>| member.name == token;
    let mut fields = raw.iter().zip(found);
    let field = fields.find(|(_, member)| member.as_ref().is_some_and(is_token));
    let Some((field, Some(member))) = field else {
        return ModelPages::WithoutToken;
    };
    let ty = ty::option(field.ty).filter(|inner| match member.ty.kind {
        Kind::String => ty::is_string(inner),
        Kind::Map { .. } => true,
        _ => false,
    });
    let Some(ty) = ty else {
        return ModelPages::None;
    };
    ModelPages::Of {
        token: field.ident,
        ty,
        next,
        items: paginator.items().next().and_then(plain_name),
    }
}

/// The only value, if there is exactly one and it is a plain name.
fn only<'m>(mut values: impl Iterator<Item = Cow<'m, str>>) -> Option<String> {
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
