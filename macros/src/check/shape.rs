//! The rules of shapes: what an enum is on the wire, and what its variants may be.

use opsmith_models::ShapeKind;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{DeriveInput, Fields};

use crate::ast::{Enum, ModelShape, Needs, Output, OutputPages, Shape, Traits, Union, UnionMember};
use crate::attr::Text;
use crate::case::Case;
use crate::check::api_error::check_other_is_last;
use crate::check::aws::{self, VariantValue, Variants};
use crate::check::item::{check_conflicts, check_generics};
use crate::check::member::check_holds_timestamp;
use crate::check::names::check_distinct;
use crate::check::service::{self, Modeled};
use crate::check::{members, structure, types};
use crate::keys::Container;
use crate::parse::{Arguments, RawEnum, RawShape, RawVariant};
use crate::report::Report;
use crate::ty;

/// Checks a shape.
pub(crate) fn shape<'a>(
    raw: RawShape<'a>,
    arguments: &Arguments,
    report: &Report,
) -> Option<Shape<'a>> {
    let input = match &raw {
        RawShape::Structure(raw) => raw.input,
        RawShape::Enum(raw) => raw.input,
    };
    check_conflicts(arguments, "shape", report);
    check_generics(input, "shape", true, report);
    let shape = match raw {
        RawShape::Enum(raw) => {
            check_struct_only(&raw, arguments, report);
            enumeration(raw, report)
        }
        RawShape::Structure(raw) => {
            let (members, shapes, needs) = match service::model(&raw.keys, input, false, report) {
                Modeled::By(services) => aws::structure(&services, &raw, report),
                Modeled::Nowhere => {
                    let whole = raw.keys.unlisted.as_ref();
                    aws::check_parts(aws::words(&raw.members), whole, report);
                    members(&raw.members, Container::Structure, report);
                    let members = structure(&raw.members, raw.keys.case, report);
                    (members, Vec::new(), Needs::default())
                }
                Modeled::Unknown => return None,
            };
            Some(Shape::Structure(Output {
                input,
                members,
                shapes,
                pages: OutputPages::default(),
                needs,
            }))
        }
    };
    shape.filter(|_| report.is_empty())
}

// #[output] #[shape] enum E { .. }
// #[shape(methods = "none")] enum E { .. }
fn check_struct_only(raw: &RawEnum<'_>, arguments: &Arguments, report: &Report) {
    let ident = &raw.input.ident;
    if let Some(word) = &arguments.output {
        report.at(
            word.span(),
            format!("`#[output]` goes on a struct, but `{ident}` is an enum; remove `#[output]`"),
        );
    }
    if let Some(key) = &raw.keys.without_methods {
        report.at(
            key.span(),
            format!("`methods` is for structs, and `{ident}` is an enum; remove it"),
        );
    }
}

/// The wire representation of an enum.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    String,
    Int,
    Union,
}

impl Kind {
    /// The type of the `other` variant.
    fn other(self) -> &'static str {
        match self {
            Kind::String => "String",
            Kind::Int => "i32",
            Kind::Union => "UnknownMember",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::String => "a string enum",
            Kind::Int => "an int enum",
            Kind::Union => "a union",
        }
    }
}

fn enumeration<'a>(raw: RawEnum<'a>, report: &Report) -> Option<Shape<'a>> {
    let RawEnum {
        input,
        keys,
        mut variants,
    } = raw;
    let case = keys.case;
    mark_forgotten_other(&mut variants, report);
    let modeled = match service::model(&keys, input, false, report) {
        Modeled::By(services) => Some(aws::enumeration(
            &services, input, &keys, &variants, report,
        )?),
        Modeled::Nowhere => {
            let words = variants.iter().filter_map(|raw| raw.unlisted.as_ref());
            aws::check_parts(words, keys.unlisted.as_ref(), report);
            None
        }
        Modeled::Unknown => return None,
    };
    let (mut modeled, shapes) = modeled.unzip();
    let needs = modeled.as_mut().map(Variants::take_needs);
    let shapes: Vec<ModelShape> = shapes.unwrap_or_default();
    let kind = match &modeled {
        Some(modeled) => match modeled.kind {
            ShapeKind::Union => Kind::Union,
            ShapeKind::IntEnum => Kind::Int,
            _ => Kind::String,
        },
        None => kind(&variants),
    };
    let other = check_other(input, &variants, kind, report);
    let mut values = modeled
        .as_ref()
        .map_or(&[][..], |modeled| &modeled.found)
        .iter();
    let plain: Vec<Plain<'_, 'a>> = variants
        .iter()
        .map(|raw| Plain {
            raw,
            value: values.next().and_then(Option::as_ref),
        })
        .filter(|plain| plain.raw.other.is_none())
        .collect();
    if plain.is_empty() {
        report.at(
            input.ident.span(),
            format!(
                "enum `{}` has no values; add a variant for each one that the service sends",
                input.ident
            ),
        );
    }
    let unnumbered =
        kind == Kind::Int && modeled.is_none() && check_some_value(&variants, &plain, report);
    for variant in &plain {
        let is_modeled = modeled.is_some() && variant.raw.unlisted.is_none() || unnumbered;
        check_variant(variant.raw, kind, is_modeled, report);
    }
    match kind {
        Kind::Union => Some(Shape::Union(Union {
            shapes,
            needs: needs.unwrap_or_default(),
            ..union(input, &plain, other, case, report)
        })),
        Kind::String => {
            let named = names(&plain, case);
            check_distinct(
                &named,
                "value",
                "give one of them a different `rename`",
                report,
            );
            Some(Shape::StringEnum(Enum {
                input,
                variants: named
                    .into_iter()
                    .map(|(ident, _, name)| (ident, name))
                    .collect(),
                other: other?,
                shapes,
            }))
        }
        Kind::Int => {
            let values = numbers(&plain, report);
            check_distinct(
                &values,
                "value",
                "give one of them a different `value`",
                report,
            );
            Some(Shape::IntEnum(Enum {
                input,
                variants: values
                    .into_iter()
                    .map(|(ident, _, value)| (ident, value))
                    .collect(),
                other: other?,
                shapes,
            }))
        }
    }
}

// enum E { A, B, #[op(other)] Other(i32) }
/// Where no variant has a number, the enum was probably meant to be a string enum. Returns whether that was reported.
fn check_some_value(variants: &[RawVariant<'_>], plain: &[Plain<'_, '_>], report: &Report) -> bool {
    let numbered =
        |plain: &Plain<'_, '_>| plain.raw.value_key.is_some() || plain.raw.unlisted.is_some();
    let other = variants.iter().find(|raw| raw.other.is_some());
    let ty = other.and_then(|other| Some((other, other.value_type()?)));
    let (Some((other, ty)), true) = (ty, plain.len() > 1 && !plain.iter().any(numbered)) else {
        return false;
    };
    let ident = &other.variant.ident;
    report.on(
        ty,
        format!("`{ident}` holds a number, but no variant has one; write `{ident}(String)` in a string enum, or add `#[op(value = 1)]` to each variant of an int enum"),
    );
    true
}

/// The numbers of an int enum.
fn numbers<'a>(plain: &[Plain<'_, 'a>], report: &Report) -> Vec<(&'a Ident, Span, i32)> {
    plain
        .iter()
        .filter_map(|Plain { raw, value }| {
            let modeled = value.and_then(|value| value.text.parse::<i64>().ok());
            let ident = &raw.variant.ident;
            let (value, span) = match modeled {
                Some(value) => (value, ident.span()),
                None => raw.value?,
            };
            let Ok(value) = i32::try_from(value) else {
                report.at(
                    span,
                    format!(
                        "`{value}` does not fit into an `i32`, which is what an int enum sends"
                    ),
                );
                return None;
            };
            Some((ident, span, value))
        })
        .collect()
}

// enum E { A, B, Other(String) }
fn mark_forgotten_other(variants: &mut [RawVariant<'_>], report: &Report) {
    let Some((last, before)) = variants.split_last_mut() else {
        return;
    };
    if before.is_empty()
        || last.other.is_some()
        || before
            .iter()
            .any(|raw| raw.has_data() || raw.other.is_some())
    {
        return;
    }
    let ty = last.value_type().and_then(ty::name);
    if matches!(ty.as_deref(), Some("String" | "i32" | "UnknownMember")) {
        let ident = &last.variant.ident;
        report.at(
            ident.span(),
            format!("only `{ident}` holds a value, as the variant for all other values does; mark it with `#[op(other)]`"),
        );
        last.other = Some(ident.clone());
    }
}

/// The type of the `other` variant determines the kind; without one, the other variants do.
fn kind(variants: &[RawVariant<'_>]) -> Kind {
    let plain = || variants.iter().filter(|variant| variant.other.is_none());
    if plain().any(|variant| variant.value_key.is_some()) {
        return Kind::Int;
    }
    let with_data = plain().filter(|variant| variant.has_data()).count();
    let other = variants
        .iter()
        .find(|variant| variant.other.is_some())
        .and_then(RawVariant::value_type);
    match other.and_then(ty::name).as_deref() {
        Some("UnknownMember") => Kind::Union,
        Some("String") if with_data == 0 || with_data < plain().count() => Kind::String,
        // Where all variants have names, it is the type that is wrong.
        Some("i32") if with_data == 0 && !plain().any(|variant| variant.rename.is_some()) => {
            Kind::Int
        }
        _ if with_data > 0 => Kind::Union,
        _ => Kind::String,
    }
}

// enum E { A, B }
// enum E { A, #[op(other)] B(String), #[op(other)] C(String) }
// enum E { A, #[op(other)] Other }
fn check_other<'a>(
    input: &DeriveInput,
    variants: &[RawVariant<'a>],
    kind: Kind,
    report: &Report,
) -> Option<&'a Ident> {
    let mut others = variants
        .iter()
        .filter_map(|variant| Some((variant, variant.other.as_ref()?)));
    let Some((other, word)) = others.next() else {
        if kind != Kind::Union && !variants.is_empty() {
            report.at(
                input.ident.span(),
                format!(
                    "enum `{}` has no variant for unknown values, which services add over time; add `#[op(other)] Other({})`",
                    input.ident,
                    kind.other()
                ),
            );
        }
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
    let ident = &other.variant.ident;
    let last_is_other = variants.last().map(|last| last.other.is_some());
    check_other_is_last(word.span(), ident, last_is_other, report);
    let wrong = other.value_type().and_then(ty::name).as_deref() != Some(kind.other());
    if wrong {
        let message = format!(
            "`{ident}` must hold what the service sent; write `{ident}({})` in {}",
            kind.other(),
            kind.name()
        );
        match other.value_type() {
            Some(ty) => report.on(ty, message),
            None => report.at(ident.span(), message),
        }
    }
    for (key, name) in [
        (other.rename.as_ref().map(Text::span), "rename"),
        (other.value_key.as_ref().map(Ident::span), "value"),
        (other.unlisted.as_ref().map(Ident::span), "unlisted"),
    ] {
        if let Some(span) = key {
            report.at(
                span,
                format!("`{name}` cannot be combined with `other`, which matches every other value; remove one of them"),
            );
        }
    }
    Some(ident)
}

// enum E { A(i32), #[op(other)] Other(String) }
// enum U { A(String), B }
fn check_variant(variant: &RawVariant<'_>, kind: Kind, modeled: bool, report: &Report) {
    let ident = &variant.variant.ident;
    if kind == Kind::Union {
        if variant.value_type().is_none() && !modeled {
            let fix = match &variant.variant.fields {
                Fields::Unit => format!("write `{ident}(())` if it holds nothing"),
                _ => "put several values into a struct with `#[shape]`".to_owned(),
            };
            report.at(
                ident.span(),
                format!("`{ident}` must hold one value, because the enum is a union; {fix}"),
            );
        } else if !modeled && let Some(problem) = variant.value_type().and_then(types::problem) {
            report.on(problem.part, problem.message);
        }
    } else if variant.has_data() {
        report.on(
            &variant.variant.fields,
            format!(
                "`{ident}` holds a value, but `{}` is {}; remove the value or mark the variant with `#[op(other)]`",
                "the enum",
                kind.name()
            )
            .replace("`the enum`", "the enum"),
        );
    }
    match kind {
        Kind::Int if modeled => {}
        // Reported there.
        Kind::Int if variant.unlisted.is_some() && variant.value_key.is_none() => {}
        Kind::Int if variant.value_key.is_none() => report.at(
            ident.span(),
            format!("`{ident}` has no value, but the enum is an int enum; add `#[op(value = 1)]`"),
        ),
        Kind::Int => {
            if let Some(rename) = &variant.rename {
                report.at(
                    rename.span(),
                    format!("`rename` cannot be combined with `value`: `{ident}` is a number on the wire; remove `rename`"),
                );
            }
        }
        _ => {}
    }
    if kind != Kind::Union {
        if let Some(key) = &variant.sensitive {
            report.at(
                key.span(),
                format!("`sensitive` on `{ident}`, which holds nothing; put it on the fields that have this type"),
            );
        }
        if let Some((key, _)) = &variant.timestamp {
            report.at(
                key.span(),
                format!("`timestamp` on `{ident}`, which holds nothing; remove it"),
            );
        }
    } else if let (Some((key, _)), Some(ty)) = (&variant.timestamp, variant.value_type()) {
        check_holds_timestamp(key, ident, ty, report);
    }
}

/// A variant that is not `other`, and what the model says about it.
struct Plain<'v, 'a> {
    raw: &'v RawVariant<'a>,
    value: Option<&'v VariantValue>,
}

fn names<'a>(variants: &[Plain<'_, 'a>], case: Option<Case>) -> Vec<(&'a Ident, Span, String)> {
    variants
        .iter()
        .map(|Plain { raw, value }| {
            let ident = &raw.variant.ident;
            let implied = || {
                let rust = ident.unraw().to_string();
                let name = case.map_or_else(|| rust.clone(), |case| case.apply(&rust));
                (ident, ident.span(), name)
            };
            match (value, &raw.rename) {
                (Some(value), _) => (ident, ident.span(), value.text.clone()),
                (None, Some(text)) => (ident, text.span(), text.value.clone()),
                (None, None) => implied(),
            }
        })
        .collect()
}

fn union<'a>(
    input: &'a DeriveInput,
    plain: &[Plain<'_, 'a>],
    other: Option<&'a Ident>,
    case: Option<Case>,
    report: &Report,
) -> Union<'a> {
    let named = names(plain, case);
    check_distinct(
        &named,
        "wire name",
        "give one of them a different `rename`",
        report,
    );
    let variants = plain
        .iter()
        .zip(named)
        .filter_map(|(Plain { raw, value }, (ident, _, name))| {
            Some(UnionMember {
                ident,
                ty: raw.value_type()?,
                name,
                timestamp: match value {
                    Some(value) => value.timestamp,
                    None => raw.timestamp.as_ref().map(|(_, format)| *format),
                },
                sensitive: raw.sensitive.is_some() || value.is_some_and(|value| value.sensitive),
                traits: value.map_or_else(Traits::default, |value| value.traits.clone()),
            })
        })
        .collect();
    Union {
        input,
        variants,
        other,
        shapes: Vec::new(),
        needs: Needs::default(),
    }
}
