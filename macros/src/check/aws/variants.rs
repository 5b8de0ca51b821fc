//! `#[shape(service = "..")]` on enums: string enums, int enums and unions.

use opsmith_models::{Shape, ShapeKind};
use proc_macro2::{Ident, Span};
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Needs, TimestampFormat, Traits};
use crate::case::Case;
use crate::check::aws::required::{self, Pair};
use crate::check::aws::shapes::{find_shape, kind};
use crate::check::aws::types::{self, Field};
use crate::check::aws::{agreement, it_has, traits, unlisted, warn_gone};
use crate::model::{Aws, Owner, described, innermost, rust_type};
use crate::parse::{RawVariant, TypeKeys};
use crate::report::Report;
use crate::suggest;

/// An enum of the model, together with the one that declares it.
pub(in crate::check) struct Variants<'a> {
    pub(in crate::check) name: &'static str,
    pub(in crate::check) kind: ShapeKind<'static>,
    /// In the order of the variants; `None` for `other`, and if nothing was found, which is reported.
    pub(in crate::check) found: Vec<Option<VariantValue>>,
    needs: Needs<'a>,
}

impl<'a> Variants<'a> {
    pub(in crate::check) fn take_needs(&mut self) -> Needs<'a> {
        std::mem::take(&mut self.needs)
    }
}

/// What a variant is on the wire.
pub(in crate::check) struct VariantValue {
    /// The string, the decimal number, or the name of the union's member.
    pub(in crate::check) text: String,
    pub(in crate::check) timestamp: Option<TimestampFormat>,
    pub(in crate::check) sensitive: bool,
    pub(in crate::check) traits: Traits,
}

/// Finds the values of an enum's variants.
pub(super) fn variants<'a>(
    aws: Aws<'static>,
    input: &DeriveInput,
    keys: &TypeKeys,
    raw: &[RawVariant<'a>],
    report: &Report,
) -> Option<Variants<'a>> {
    let shape = find_shape(aws, input, keys, report)?;
    let owner = aws.owner(shape.name);
    let case = keys.case;
    let found = match shape.kind {
        ShapeKind::Enum | ShapeKind::IntEnum => values(&shape, owner, raw, case, report),
        ShapeKind::Union => members(aws, &shape, owner, input, raw, case, report),
        _ => {
            report.at(
                input.ident.span(),
                format!(
                    "{owner} is {}; declare `struct {}`",
                    kind(&shape),
                    input.ident
                ),
            );
            return None;
        }
    };
    if let (Some(key), Some(case)) = (&keys.case_key, case)
        && shape.kind != ShapeKind::IntEnum
    {
        let named = raw.iter().zip(&found).filter_map(|(variant, value)| {
            let wire = &value.as_ref()?.text;
            let implied = variant.rename.is_none() && variant.unlisted.is_none();
            implied.then_some((&variant.variant.ident, wire.as_str()))
        });
        agreement::check_names(key, case, named, owner, report);
    }
    let needs = if shape.kind == ShapeKind::Union && report.is_empty() {
        needs(&aws, &shape, input, raw)
    } else {
        Needs::default()
    };
    Some(Variants {
        name: shape.name,
        kind: shape.kind,
        found,
        needs,
    })
}

/// What requests with one of a union's members lack.
fn needs<'a>(
    aws: &Aws<'static>,
    shape: &Shape<'static>,
    input: &DeriveInput,
    raw: &[RawVariant<'a>],
) -> Needs<'a> {
    let members: Vec<_> = raw
        .iter()
        .filter_map(|variant| {
            let ident = &variant.variant.ident;
            let word = match &variant.rename {
                Some(text) => text.value.clone(),
                None => ident.unraw().to_string(),
            };
            Some((variant.value_type()?, shape.member(&word)?))
        })
        .collect();
    let pairs: Vec<Pair<'a, '_>> = members.iter().map(|(ty, member)| (*ty, member)).collect();
    required::needs(
        aws,
        shape,
        &input.ident,
        &pairs,
        !input.generics.params.is_empty(),
    )
}

/// A value or member of the model that a variant may declare.
struct Candidate<'m> {
    /// The value as it is sent.
    wire: String,
    /// The name that variants are matched by.
    name: String,
    words: String,
    gone: Option<&'m str>,
}

/// The letters and digits only, ignoring case and separators.
fn words(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

// #[shape(service = "chime")] enum RoomMembershipRole { Admin, #[op(other)] Other(String) }
fn find<'c, 'm>(
    candidates: &'c [Candidate<'m>],
    variant: &RawVariant<'_>,
    owner: Owner<'_>,
    what: &str,
    report: &Report,
) -> Option<&'c Candidate<'m>> {
    let ident = &variant.variant.ident;
    let (word, span) = match &variant.rename {
        Some(text) => (text.value.clone(), text.span()),
        None => (ident.unraw().to_string(), ident.span()),
    };
    if let Some(exact) = candidates.iter().find(|candidate| candidate.wire == word) {
        return Some(exact);
    }
    let folded = words(&word);
    let alike: Vec<&Candidate<'_>> = if variant.rename.is_some() {
        Vec::new()
    } else {
        let at = candidates.partition_point(|candidate| candidate.words < folded);
        let alike = candidates[at..].iter();
        alike
            .take_while(|candidate| candidate.words == folded)
            .collect()
    };
    match alike.as_slice() {
        [one] => return Some(one),
        [first, .., last] => {
            report.at(
                span,
                format!(
                    "`{ident}` may be `{}` or `{}` of {owner}; add `#[op(rename = \"{}\")]`",
                    first.wire, last.wire, first.wire
                ),
            );
            return None;
        }
        [] => {}
    }
    let near = suggest::nearest(
        &word,
        candidates.iter().map(|candidate| candidate.name.as_str()),
    );
    let advice = near.map_or_else(String::new, |near| {
        if variant.rename.is_some() {
            format!("; did you mean `{near}`?")
        } else {
            format!("; did you mean `{}`?", variant_name(near))
        }
    });
    let names: Vec<&str> = candidates
        .iter()
        .map(|candidate| candidate.name.as_str())
        .collect();
    report.at(
        span,
        format!(
            "{owner} has no {what} `{word}`{advice} ({})",
            it_has(&names)
        ),
    );
    None
}

// #[op(unlisted, rename = "Member")] Member
fn warn_listed(
    candidates: &[Candidate<'_>],
    variant: &RawVariant<'_>,
    word: &Ident,
    owner: Owner<'_>,
    report: &Report,
) {
    let name = variant.variant.ident.unraw().to_string();
    let said = match (&variant.rename, variant.value) {
        (Some(text), _) => Some(text.value.clone()),
        (None, value) => value.map(|(value, _)| value.to_string()),
    };
    let folded = words(&name);
    let listed = candidates.iter().find(|candidate| match &said {
        Some(said) => candidate.wire == *said,
        None => candidate.words == folded,
    });
    if let Some(listed) = listed {
        unlisted::warn_listed(word, &format!("`{}` of {owner}", listed.name), report);
    }
}

/// `SendMessage` of `SEND_MESSAGE`
fn variant_name(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let shouted = !plain.contains(|c: char| c.is_ascii_lowercase());
    Case::Pascal.apply(&if shouted { plain.to_lowercase() } else { plain })
}

fn sorted(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    candidates.sort_by(|a, b| a.words.cmp(&b.words));
    candidates
}

fn values(
    shape: &Shape<'static>,
    owner: Owner<'_>,
    raw: &[RawVariant<'_>],
    case: Option<Case>,
    report: &Report,
) -> Vec<Option<VariantValue>> {
    let candidates = sorted(
        shape
            .values()
            .map(|value| {
                let name = value
                    .name
                    .map_or_else(|| value.value.to_string(), str::to_owned);
                Candidate {
                    words: words(&name),
                    wire: value.value.into_owned(),
                    name,
                    gone: value.gone,
                }
            })
            .collect(),
    );
    raw.iter()
        .map(|variant| {
            let span = variant.variant.ident.span();
            if variant.other.is_some() {
                return None;
            }
            if let Some(word) = &variant.unlisted {
                warn_listed(&candidates, variant, word, owner, report);
                let text = unlisted::value(variant, word, shape.kind, case, report)?;
                return Some(VariantValue {
                    text,
                    timestamp: None,
                    sensitive: false,
                    traits: Traits::default(),
                });
            }
            let value = find(&candidates, variant, owner, "value", report)?;
            warn_gone(
                span,
                &format!("`{}` of {owner}", value.name),
                value.gone,
                owner.own,
                report,
            );
            check_number(variant, &value.wire, owner, report);
            Some(VariantValue {
                text: value.wire.clone(),
                timestamp: None,
                sensitive: false,
                traits: Traits::default(),
            })
        })
        .collect()
}

// #[op(value = 3)] Two
fn check_number(variant: &RawVariant<'_>, model: &str, owner: Owner<'_>, report: &Report) {
    if let (Some((value, _)), Some(key)) = (&variant.value, &variant.value_key)
        && value.to_string() != model
    {
        report.at(
            key.span(),
            format!(
                "`{}` is {model} in {owner}; remove `value`, which the model supplies",
                variant.variant.ident
            ),
        );
    }
}

fn members(
    aws: Aws<'static>,
    shape: &Shape<'static>,
    owner: Owner<'static>,
    input: &DeriveInput,
    raw: &[RawVariant<'_>],
    case: Option<Case>,
    report: &Report,
) -> Vec<Option<VariantValue>> {
    let candidates = sorted(
        shape
            .members()
            .map(|member| Candidate {
                wire: member.name.to_owned(),
                name: member.name.to_owned(),
                words: words(member.name),
                gone: member.gone,
            })
            .collect(),
    );
    raw.iter()
        .map(|variant| {
            let ident: &Ident = &variant.variant.ident;
            let span: Span = ident.span();
            if variant.other.is_some() {
                return None;
            }
            if let Some(word) = &variant.unlisted {
                warn_listed(&candidates, variant, word, owner, report);
                let text = unlisted::value(variant, word, shape.kind, case, report)?;
                return Some(VariantValue {
                    text,
                    timestamp: variant.timestamp.as_ref().map(|(_, format)| *format),
                    sensitive: shape.sensitive,
                    traits: Traits::default(),
                });
            }
            let found = find(&candidates, variant, owner, "member", report)?;
            warn_gone(
                span,
                &format!("`{}` of {owner}", found.name),
                found.gone,
                owner.own,
                report,
            );
            let member = shape.member(&found.name)?;
            // #[shape(service = "..")] enum RetrievalFilter { Equals }
            if variant.value_type().is_none() {
                report.at(
                    span,
                    format!(
                        "`{ident}` is {} in {owner}; write `{ident}({})`",
                        described(member.ty),
                        rust_type(member.ty)
                    ),
                );
            }
            if let Some(ty) = variant.value_type() {
                let field = Field {
                    name: ident,
                    ty,
                    model: member.ty,
                    payload: false,
                    sent: false,
                    owner,
                };
                types::check(&field, &aws, !input.generics.params.is_empty(), report);
            }
            let format = innermost(member.ty).timestamp_format;
            Some(VariantValue {
                text: member.wire_name.to_owned(),
                timestamp: format.and_then(|format| TimestampFormat::parse(format.as_str())),
                sensitive: shape.sensitive || aws.is_sensitive(member.ty),
                traits: traits::traits(&aws, &member),
            })
        })
        .collect()
}
