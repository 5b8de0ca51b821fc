//! One type for a shape that several services have alike: `#[shape(service = ["chime", "ivschat"])]`.
//!
//! It is checked against the model of each of them, and is the same on the wire in all of them.

use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Location, Member, ModelShape, PageMember};
use crate::check::aws::variants::{Variants, variants};
use crate::check::aws::{shapes, traits, variants};
use crate::model::{Aws, Owner};
use crate::parse::{RawStruct, RawVariant, TypeKeys};
use crate::report::Report;

/// What a check finds in each service. What is wrong with a token is reported once, for the first service that says so.
fn each<T>(
    services: &[Aws<'static>],
    report: &Report,
    mut check: impl FnMut(Aws<'static>, &Report) -> T,
) -> Vec<T> {
    let mut found = Vec::with_capacity(services.len());
    for aws in services {
        let here = Report::new();
        found.push(check(*aws, &here));
        report.adopt(&here);
    }
    found
}

/// The members of an output.
pub(in crate::check) fn output<'a>(
    services: &[Aws<'static>],
    raw: &RawStruct<'a>,
    pages: &mut Vec<PageMember<'a>>,
    report: &Report,
) -> (Vec<Member<'a>>, Vec<ModelShape>) {
    let found = each(services, report, |aws, report| {
        shapes::output(aws, raw, pages, report)
    });
    alike(services, found, report)
}

/// The members of a structure.
pub(in crate::check) fn structure<'a>(
    services: &[Aws<'static>],
    raw: &RawStruct<'a>,
    report: &Report,
) -> (Vec<Member<'a>>, Vec<ModelShape>) {
    check_kinds(services, raw.input, &raw.keys, report);
    let found = each(services, report, |aws, report| {
        shapes::structure(aws, raw, report)
    });
    alike(services, found, report)
}

// #[shape(service = ["a", "b"])] enum Payer { A(String) }, which is a union in the one and a structure in the other
fn check_kinds(services: &[Aws<'static>], input: &DeriveInput, keys: &TypeKeys, report: &Report) {
    let name = match &keys.name {
        Some(text) => text.value.clone(),
        None => input.ident.unraw().to_string(),
    };
    let mut found = services
        .iter()
        .filter_map(|aws| Some((aws, aws.model.shape(&name)?)));
    let Some((first, shape)) = found.next() else {
        return;
    };
    let what = shapes::kind(&shape);
    if let Some((aws, other)) = found.find(|(_, other)| shapes::kind(other) != what) {
        report.at(
            input.ident.span(),
            format!(
                "{} is {what}, but {} is {}; declare a type for each of them",
                first.owner(shape.name),
                aws.owner(other.name),
                shapes::kind(&other)
            ),
        );
    }
}

// #[shape(service = ["a", "b"])] struct Tag { key: String }, where it is `Key` in the one and `key` in the other
fn alike<'a>(
    services: &[Aws<'static>],
    found: Vec<(Vec<Member<'a>>, Vec<ModelShape>)>,
    report: &Report,
) -> (Vec<Member<'a>>, Vec<ModelShape>) {
    if !report.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut all = services.iter().zip(found);
    let Some((first, (mut members, mut shapes))) = all.next() else {
        return (Vec::new(), Vec::new());
    };
    let one = owner(*first, &shapes);
    for (aws, (others, more)) in all {
        let other_one = owner(*aws, &more);
        for (member, other) in members.iter_mut().zip(others) {
            member.sensitive |= other.sensitive;
            let (here, there) = (place(member), place(&other));
            if here != there {
                report.at(
                    member.ident.span(),
                    format!(
                        "`{}` is {here} in {one}, but {there} in {other_one}; declare a type for each of them",
                        member.ident
                    ),
                );
            }
        }
        shapes.extend(more);
    }
    (members, shapes)
}

fn owner(aws: Aws<'static>, shapes: &[ModelShape]) -> Owner<'static> {
    aws.owner(shapes.first().map_or("", |(_, name)| name))
}

/// Where a member is, and how it is written there.
fn place(member: &Member<'_>) -> String {
    let mut place = match &member.location {
        Location::Body(name) => format!("the member `{}` of the body", name.shown()),
        Location::Header(name) => format!("the header `{name}`"),
        Location::PrefixHeaders(prefix) => format!("a map of headers that start with `{prefix}`"),
        Location::Query(name) => format!("the query parameter `{}`", name.shown()),
        Location::QueryMap => "a map of query parameters".to_owned(),
        Location::Label => "a label of the path".to_owned(),
        Location::Status => "the status".to_owned(),
        Location::Payload => "the whole body".to_owned(),
    };
    if let Some(format) = member.timestamp {
        place = format!("{place} as `{}`", format.name());
    }
    if let Some(media_type) = &member.media_type {
        place = format!("{place} as `{media_type}`");
    }
    place + &traits::shown(&member.traits)
}

/// The values of an enum's variants.
pub(in crate::check) fn enumeration(
    services: &[Aws<'static>],
    input: &DeriveInput,
    keys: &TypeKeys,
    raw: &[RawVariant<'_>],
    report: &Report,
) -> Option<(Variants, Vec<ModelShape>)> {
    check_kinds(services, input, keys, report);
    let found = each(services, report, |aws, report| {
        variants(aws, input, keys, raw, report)
    });
    let mut all = services.iter().zip(found);
    let (first, found) = all.next()?;
    let mut found = found?;
    let one = first.owner(found.name);
    let mut shapes = vec![(first.key(), found.name)];
    for (aws, other) in all {
        let other = other?;
        let other_one = aws.owner(other.name);
        shapes.push((aws.key(), other.name));
        for ((variant, value), other) in raw.iter().zip(&mut found.found).zip(other.found) {
            let (Some(value), Some(other)) = (value, other) else {
                continue;
            };
            value.sensitive |= other.sensitive;
            if value.text != other.text
                || value.timestamp != other.timestamp
                || value.traits != other.traits
            {
                let ident = &variant.variant.ident;
                report.at(
                    ident.span(),
                    format!(
                        "`{ident}` is {} in {one}, but {} in {other_one}; declare a type for each of them",
                        written(value),
                        written(&other)
                    ),
                );
            }
        }
    }
    Some((found, shapes))
}

fn written(value: &variants::VariantValue) -> String {
    let mut written = format!("`{}`", value.text);
    if let Some(format) = value.timestamp {
        written = format!("{written} as `{}`", format.name());
    }
    written + &traits::shown(&value.traits)
}
