//! The rules of error enums.

use proc_macro2::{Ident, Span};
use syn::{Data, DeriveInput, Fields, Type, Variant};

use crate::ast::{ErrorEnum, ErrorVariant};
use crate::attr::Text;
use crate::check::names::check_distinct;
use crate::check::{aws, service};
use crate::parse::{RawError, RawErrors};
use crate::report::Report;
use crate::ty;

/// Checks an error enum.
//
// #[derive(ApiError)] struct E;
// #[derive(ApiError)] enum E<T> { .. }
pub(crate) fn api_error<'a>(
    input: &'a DeriveInput,
    raw: RawErrors<'a>,
    report: &Report,
) -> Option<ErrorEnum<'a>> {
    let RawErrors {
        service: id,
        service_seen,
        mut variants,
    } = raw;
    if !matches!(input.data, Data::Enum(_)) {
        report.at(
            input.ident.span(),
            format!("`ApiError` is derived for an enum with one variant for each error, but `{}` is not an enum; for the members of one error use `#[output]`", input.ident),
        );
        return None;
    }
    if let Some(param) = input.generics.params.first() {
        report.on(
            param,
            "`ApiError` cannot be derived for a generic enum: errors are kept and sent between threads; use owned types",
        );
    }
    mark_forgotten_other(&mut variants, report);
    let other = check_other(input, &variants, report);
    let codes = if let Some(id) = &id {
        // If the service is unknown, so are its errors.
        aws::codes(service::spoken(id, report)?, &variants, report)
    } else if service_seen {
        return None;
    } else {
        let words = variants.iter().filter_map(|raw| raw.unlisted.as_ref());
        aws::check_parts(words, None, report);
        variants.iter().map(|_| None).collect()
    };
    let distinct: Vec<(&Ident, Span, String)> = variants
        .iter()
        .zip(&codes)
        .filter_map(|(variant, modeled)| {
            let ident = &variant.variant.ident;
            let said = variant.code.as_ref();
            let span = said.map_or(ident.span(), Text::span);
            let code = modeled
                .as_ref()
                .map(|modeled| modeled.code.to_owned())
                .or_else(|| said.map(|code| code.value.clone()))?;
            Some((ident, span, code))
        })
        .collect();
    check_distinct(&distinct, "code", "remove one of them", report);
    if id.is_none() {
        check_statuses(&variants, report);
    }
    let without_codes = id.is_none() && check_some_code(input, &variants, report);
    let variants = variants
        .iter()
        .zip(codes)
        .filter(|(variant, _)| variant.other.is_none())
        .filter_map(|(variant, codes)| {
            checked(variant, codes, id.is_some() || without_codes, report)
        })
        .collect();
    Some(ErrorEnum {
        input,
        variants,
        other: other?,
    })
    .filter(|_| report.is_empty())
}

// enum ChimeError { NotFound(ErrorBody), Throttled(ErrorBody), #[op(other)] Other(Unmodeled) }
/// Where all codes are missing, the service was probably forgotten. Returns whether that was reported.
fn check_some_code(input: &DeriveInput, variants: &[RawError<'_>], report: &Report) -> bool {
    let mut plain = variants.iter().filter(|raw| raw.other.is_none());
    let named = |raw: &RawError<'_>| {
        raw.code_seen || raw.status.is_some() || raw.unlisted.is_some() || raw.first_key.is_some()
    };
    let count = plain.clone().count();
    if count < 2 || plain.any(named) {
        return false;
    }
    let ident = &input.ident;
    report.at(
        ident.span(),
        format!("the variants of `{ident}` have no codes; take them from the service's model with `#[op(service = \"..\")]` on the enum, or add `#[op(code = \"..\")]` to each"),
    );
    true
}

// enum E { #[op(status = 404)] A(ErrorBody), #[op(status = 404)] B(ErrorBody) }
fn check_statuses(variants: &[RawError<'_>], report: &Report) {
    let statuses: Vec<(&Ident, Span, String)> = variants
        .iter()
        .filter(|variant| !variant.code_seen)
        .filter_map(|variant| {
            let (status, span) = variant.status?;
            Some((&variant.variant.ident, span, status.to_string()))
        })
        .collect();
    check_distinct(
        &statuses,
        "status",
        "add a `code` to one of them, or remove it",
        report,
    );
}

// enum E { #[op(code = "A")] A(ErrorBody), Other(Unmodeled) }
fn mark_forgotten_other(variants: &mut [RawError<'_>], report: &Report) {
    if variants.iter().any(|raw| raw.other.is_some()) {
        return;
    }
    let forgotten = variants.iter_mut().find(|raw| {
        let ty = raw.value_type().and_then(ty::name);
        raw.first_key.is_none() && !raw.code_seen && ty.as_deref() == Some("Unmodeled")
    });
    if let Some(raw) = forgotten {
        let ident = &raw.variant.ident;
        report.at(
            ident.span(),
            format!("`{ident}` holds errors with any other code; mark it with `#[op(other)]`"),
        );
        raw.other = Some(ident.clone());
    }
}

// NotFound(ErrorBody) without a code or a status
// #[op(code = "NotFound", status = 200)] NotFound(ErrorBody)
// #[op(code = "NotFound")] NotFound { message: String }
fn checked<'a>(
    raw: &RawError<'a>,
    codes: Option<aws::Codes>,
    modeled: bool,
    report: &Report,
) -> Option<ErrorVariant<'a>> {
    let ident = &raw.variant.ident;
    let modeled = modeled && raw.unlisted.is_none();
    if !raw.code_seen && raw.status.is_none() && !modeled && raw.unlisted.is_none() {
        report.at(
            ident.span(),
            format!("`{ident}` has no code; add `#[op(code = \"{ident}Exception\")]` with the code that the service sends, or `#[op(status = 404)]` if the status identifies the error"),
        );
    }
    check_code(raw, report);
    let status = raw.status.map_or(Some(400), |(status, span)| {
        let known = u16::try_from(status)
            .ok()
            .filter(|status| (400..600).contains(status));
        if known.is_none() {
            report.at(
                span,
                format!("{status} is not an error status; use 400 to 599"),
            );
        }
        known
    });
    let ty = raw.value_type();
    if ty.is_none() {
        report_fields(raw.variant, report);
    } else if let Some(ty) = ty
        && matches!(
            ty::name(ty).as_deref(),
            Some("Box" | "Arc" | "Rc" | "Option")
        )
        && let [inner] = ty::arguments(ty).as_slice()
    {
        report.on(
            ty,
            format!(
                "`{}` cannot hold the members of an error; write `{ident}({})`",
                ty::display(ty),
                ty::display(inner)
            ),
        );
    } else if let Some(ty) = ty
        && (ty::is_string(ty) || ty::is_primitive(ty) || ty::is_list(ty))
    {
        report.on(
            ty,
            format!("`{}` cannot hold the members of an error; write `{ident}(ErrorBody)` or a struct with `#[output]`", ty::display(ty)),
        );
    }
    Some(match codes {
        Some(codes) => ErrorVariant {
            ident,
            ty: ty?,
            code: codes.code.to_owned(),
            status: codes.status,
            retry: codes.retry,
        },
        None => ErrorVariant {
            ident,
            ty: ty?,
            code: match &raw.code {
                Some(code) => code.value.clone(),
                // Identified by its status.
                None if !raw.code_seen && !modeled => String::new(),
                None => return None,
            },
            status: status?,
            retry: raw.retry,
        },
    })
}

// #[op(code = "com.amazonaws.ivschat#NotFoundException")] NotFound(ErrorBody)
// #[op(code = "NotFoundException:http://internal.amazon.com/")] NotFound(ErrorBody)
fn check_code(raw: &RawError<'_>, report: &Report) {
    let Some(code) = &raw.code else { return };
    let without_namespace = code.value.rsplit('#').next().unwrap_or_default();
    let name = without_namespace.split(':').next().unwrap_or_default();
    if name != code.value {
        let name = if name.is_empty() {
            "NotFoundException"
        } else {
            name
        };
        report.at(
            code.span(),
            format!("a code is only the name of the error, without its namespace; write `code = \"{name}\"`"),
        );
    }
}

// enum E { #[op(other)] Other(Unmodeled), #[op(code = "A")] A(ErrorBody) }
pub(super) fn check_other_is_last(
    span: Span,
    ident: &Ident,
    last_is_other: Option<bool>,
    report: &Report,
) {
    if last_is_other == Some(false) {
        report.at(
            span,
            format!("`{ident}` holds everything that no other variant matches; move it to the end"),
        );
    }
}

fn is_error_body(ty: &Type) -> bool {
    let inner = ty::innermost(ty);
    ty::name(inner).as_deref() == Some("ErrorBody")
}

fn report_fields(variant: &Variant, report: &Report) {
    let ident = &variant.ident;
    match &variant.fields {
        Fields::Unit => report.at(
            ident.span(),
            format!("`{ident}` has nowhere to keep the error's message; write `{ident}(ErrorBody)`"),
        ),
        Fields::Named(_) => report.at(
            ident.span(),
            format!("`{ident}` cannot have named members; put them into a struct with `#[output]` and write `{ident}(TheStruct)`"),
        ),
        Fields::Unnamed(fields) => report.on(
            fields,
            format!("`{ident}` must hold one value; put the members into a struct with `#[output]` and write `{ident}(TheStruct)`"),
        ),
    }
}

// enum E { #[op(code = "A")] A(ErrorBody) }
// enum E { #[op(other)] A(Unmodeled), #[op(other)] B(Unmodeled) }
// enum E { #[op(other, code = "A")] A(Unmodeled) }
fn check_other<'a>(
    input: &DeriveInput,
    variants: &[RawError<'a>],
    report: &Report,
) -> Option<&'a Ident> {
    let mut others = variants
        .iter()
        .filter_map(|variant| Some((variant, variant.other.as_ref()?)));
    let Some((other, word)) = others.next() else {
        report.at(
            input.ident.span(),
            format!("`{}` has no variant for unknown codes, which services add over time; add `#[op(other)] Other(Unmodeled)`", input.ident),
        );
        return None;
    };
    for (_, key) in others {
        report.at(
            key.span(),
            format!(
                "`{}` is already the `other` variant; remove one of them",
                other.variant.ident
            ),
        );
    }
    check_other_is_last(
        word.span(),
        &other.variant.ident,
        variants.last().map(|last| last.other.is_some()),
        report,
    );
    if let Some(key) = &other.first_key {
        report.at(
            key.span(),
            format!("`{key}` cannot be combined with `other`, which matches every other code; remove one of them"),
        );
    }
    let ident = &other.variant.ident;
    match other.value_type() {
        None => report.at(
            ident.span(),
            format!("`{ident}` must hold what the service sent; write `{ident}(Unmodeled)`"),
        ),
        Some(ty) if is_error_body(ty) => report.on(
            ty,
            format!("`{ident}` matches every other code, which `ErrorBody` does not keep; write `{ident}(Unmodeled)`"),
        ),
        Some(ty) if ty::is_string(ty) || ty::is_primitive(ty) => report.on(
            ty,
            format!("`{ident}` must hold what the service sent; write `{ident}(Unmodeled)`"),
        ),
        Some(_) => {}
    }
    Some(ident)
}
