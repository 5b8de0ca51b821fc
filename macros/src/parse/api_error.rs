//! `#[derive(ApiError)]`

use proc_macro2::{Ident, Span};
use syn::{Data, DeriveInput, Fields, Type, Variant};

use crate::ast::{ErrorEnum, ErrorVariant};
use crate::attr::{self, Keys, Text};
use crate::check;
use crate::keys::{self, ErrorKey};
use crate::parse::item;
use crate::parse::member::op_entries;
use crate::report::Report;
use crate::{suggest, ty};

const RETRIES: [&str; 2] = ["throttling", "transient"];

struct RawVariant<'a> {
    variant: &'a Variant,
    code: Option<Text>,
    code_seen: bool,
    status: Option<(i64, Span)>,
    retry: Option<&'static str>,
    other: Option<Ident>,
    first_key: Option<Ident>,
}

/// Reads an error enum; it is whole only when nothing was reported.
pub(crate) fn api_error<'a>(input: &'a DeriveInput, report: &Report) -> Option<ErrorEnum<'a>> {
    check_attributes(input, report);
    let Data::Enum(data) = &input.data else {
        report.at(
            input.ident.span(),
            format!("`ApiError` is derived for an enum with one variant for each error, but `{}` is none; for the members of one error use `#[output]`", input.ident),
        );
        return None;
    };
    if let Some(param) = input.generics.params.first() {
        report.on(
            param,
            "`ApiError` cannot be derived for a generic enum: an error is kept and sent between threads; use owned types",
        );
    }
    let mut variants: Vec<RawVariant<'a>> = data
        .variants
        .iter()
        .map(|variant| RawVariant::parse(variant, report))
        .collect();
    mark_forgotten_other(&mut variants, report);
    let other = check_other(input, &variants, report);
    let codes: Vec<(&Ident, Span, String)> = variants
        .iter()
        .filter_map(|variant| {
            let code = variant.code.as_ref()?;
            Some((&variant.variant.ident, code.span(), code.value.clone()))
        })
        .collect();
    check::check_distinct(&codes, "code", "remove one of them", report);
    let variants = variants
        .iter()
        .filter(|variant| variant.other.is_none())
        .filter_map(|variant| variant.checked(report))
        .collect();
    Some(ErrorEnum {
        input,
        variants,
        other: other?,
    })
    .filter(|_| report.is_empty())
}

// enum E { #[op(code = "A")] A(ErrorBody), Other(Unmodeled) }
fn mark_forgotten_other(variants: &mut [RawVariant<'_>], report: &Report) {
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
            format!("`{ident}` carries what no other variant has a code for; mark it with `#[op(other)]`"),
        );
        raw.other = Some(ident.clone());
    }
}

/// `#[op(crate = path)]` is the only attribute of the enum itself.
fn check_attributes(input: &DeriveInput, report: &Report) {
    let mut keys = Keys::new(keys::ERROR_ENUM);
    for entry in op_entries(&input.attrs, report) {
        if keys.accept(&entry, report).is_some() {
            item::crate_path(&entry, report);
        }
    }
}

impl<'a> RawVariant<'a> {
    fn parse(variant: &'a Variant, report: &Report) -> Self {
        let mut keys = Keys::new(keys::ERROR);
        let mut raw = RawVariant {
            variant,
            code: None,
            code_seen: false,
            status: None,
            retry: None,
            other: None,
            first_key: None,
        };
        for entry in op_entries(&variant.attrs, report) {
            let word = entry.key.clone();
            match keys.accept(&entry, report) {
                Some(ErrorKey::Code) => {
                    raw.code = item::non_empty(&entry, "NotFoundException", report);
                    raw.code_seen = true;
                }
                Some(ErrorKey::Status) => raw.status = entry.integer("404", report),
                Some(ErrorKey::Retry) => raw.retry = retry(&entry, report),
                Some(ErrorKey::Other) => {
                    entry.flag(report);
                    raw.other = Some(word);
                    continue;
                }
                None if keys.is_legal(&entry) => {}
                // `#[op(oth)]` was to become it.
                None if keys.meant(&entry) == Some(ErrorKey::Other) => {
                    raw.other = Some(word);
                    continue;
                }
                None => raw.code_seen = true,
            }
            raw.first_key.get_or_insert(word);
        }
        raw
    }

    fn value_type(&self) -> Option<&'a Type> {
        match &self.variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        }
    }

    // NotFound(ErrorBody) without a code
    // #[op(code = "NotFound", status = 200)] NotFound(ErrorBody)
    // #[op(code = "NotFound")] NotFound { message: String }
    fn checked(&self, report: &Report) -> Option<ErrorVariant<'a>> {
        let ident = &self.variant.ident;
        if !self.code_seen {
            report.at(
                ident.span(),
                format!("`{ident}` has no code; add `#[op(code = \"{ident}Exception\")]` with the code that the service sends"),
            );
        }
        let status = self.status.map_or(Some(400), |(status, span)| {
            let known = u16::try_from(status)
                .ok()
                .filter(|status| (400..600).contains(status));
            if known.is_none() {
                report.at(
                    span,
                    format!("status {status} is no error; errors have 400 to 599"),
                );
            }
            known
        });
        let ty = self.value_type();
        if ty.is_none() {
            report_fields(self.variant, report);
        } else if let Some(ty) = ty
            && (ty::is_string(ty) || ty::is_primitive(ty) || ty::is_list(ty))
        {
            report.on(
                ty,
                format!("`{}` cannot hold the members of an error; write `{ident}(ErrorBody)` or a struct with `#[output]`", ty::display(ty)),
            );
        }
        Some(ErrorVariant {
            ident,
            ty: ty?,
            code: self.code.as_ref()?.value.clone(),
            status: status?,
            retry: self.retry,
        })
    }
}

fn report_fields(variant: &Variant, report: &Report) {
    let ident = &variant.ident;
    match &variant.fields {
        Fields::Unit => report.at(
            ident.span(),
            format!("`{ident}` has no place for the message of the error; write `{ident}(ErrorBody)`"),
        ),
        Fields::Named(_) => report.at(
            ident.span(),
            format!("`{ident}` cannot name its members itself; put them into a struct with `#[output]` and write `{ident}(TheStruct)`"),
        ),
        Fields::Unnamed(fields) => report.on(
            fields,
            format!("`{ident}` has to carry one value; put the members into a struct with `#[output]` and write `{ident}(TheStruct)`"),
        ),
    }
}

/// `retry = "throttling"`
fn retry(entry: &attr::Entry, report: &Report) -> Option<&'static str> {
    let text = entry.text("throttling", report)?;
    match text.value.as_str() {
        "throttling" => Some("Throttling"),
        "transient" => Some("Transient"),
        other => {
            report.at(
                text.span(),
                format!(
                    "unknown retry `{other}`{}it can be {}",
                    suggest::hint(other, RETRIES),
                    suggest::list(&RETRIES).replace(" and ", " or ")
                ),
            );
            None
        }
    }
}

// enum E { #[op(code = "A")] A(ErrorBody) }
// enum E { #[op(other)] A(Unmodeled), #[op(other)] B(Unmodeled) }
// enum E { #[op(other, code = "A")] A(Unmodeled) }
fn check_other<'a>(
    input: &DeriveInput,
    variants: &[RawVariant<'a>],
    report: &Report,
) -> Option<&'a Ident> {
    let mut others = variants
        .iter()
        .filter_map(|variant| Some((variant, variant.other.as_ref()?)));
    let Some((other, _)) = others.next() else {
        report.at(
            input.ident.span(),
            format!("`{}` has no variant for codes that no other variant has, and services add some; add `#[op(other)] Other(Unmodeled)`", input.ident),
        );
        return None;
    };
    for (_, key) in others {
        report.at(
            key.span(),
            format!(
                "`{}` is the `other` variant already; remove one of them",
                other.variant.ident
            ),
        );
    }
    if let Some(key) = &other.first_key {
        report.at(
            key.span(),
            format!("`{key}` beside `other`, which stands for every code that no variant has; remove one of them"),
        );
    }
    let ident = &other.variant.ident;
    match other.value_type() {
        None => report.at(
            ident.span(),
            format!("`{ident}` has to carry what the service sent; write `{ident}(Unmodeled)`"),
        ),
        Some(ty) if ty::is_string(ty) || ty::is_primitive(ty) => report.on(
            ty,
            format!("`{ident}` has to carry what the service sent; write `{ident}(Unmodeled)`"),
        ),
        Some(_) => {}
    }
    Some(ident)
}
