//! One type for a shape that several services have alike: `#[shape(service = ["chime", "ivschat"])]`.
//!
//! It is checked against the model of each of them, and is the same on the wire in all of them.

use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{
    Location, Member, ModelShape, Name, Needs, OutputPages, Protocol, TimestampFormat,
};
use crate::check::aws::agreement::{Place, usual_format};
use crate::check::aws::variants::{VariantValue, Variants, variants};
use crate::check::aws::{required, shapes, traits};
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
    pages: &mut OutputPages<'a>,
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
) -> (Vec<Member<'a>>, Vec<ModelShape>, Needs<'a>) {
    check_kinds(services, raw.input, &raw.keys, report);
    let mut needs = Vec::with_capacity(services.len());
    let found = each(services, report, |aws, report| {
        shapes::structure(aws, raw, &mut needs, report)
    });
    let (members, shapes) = alike(services, found, report);
    (members, shapes, required::of_all(needs))
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
    let owners: Vec<Owner<'_>> = services
        .iter()
        .zip(&found)
        .map(|(aws, (_, shapes))| owner(*aws, shapes))
        .collect();
    let mut all = found.into_iter();
    let Some((mut members, mut shapes)) = all.next() else {
        return (Vec::new(), Vec::new());
    };
    let mut formats: Vec<Vec<Option<TimestampFormat>>> = members
        .iter()
        .map(|member| vec![member.timestamp])
        .collect();
    for ((others, more), other_one) in all.zip(&owners[1..]) {
        for ((member, other), formats) in members.iter_mut().zip(others).zip(&mut formats) {
            member.sensitive |= other.sensitive;
            formats.push(other.timestamp);
            let (here, there) = (place(member), place(&other));
            if here != there {
                differs(
                    member.ident,
                    [(here, owners[0]), (there, *other_one)],
                    report,
                );
            }
        }
        shapes.extend(more);
    }
    for (member, formats) in members.iter_mut().zip(formats) {
        match one_format(services, &formats, &member.location) {
            Ok(format) => member.timestamp = format,
            Err(two) => {
                let place = place(member);
                let said =
                    two.map(|(at, format)| (format!("{place} as `{}`", format.name()), owners[at]));
                differs(member.ident, said, report);
            }
        }
    }
    (members, shapes)
}

fn differs(ident: &syn::Ident, [one, two]: [(String, Owner<'_>); 2], report: &Report) {
    report.at(
        ident.span(),
        format!(
            "`{ident}` is {} in {}, but {} in {}; declare a type for each of them",
            one.0, one.1, two.0, two.1
        ),
    );
}

/// The format in which a timestamp must be written for all of the services, or two of them that have different ones. `None`
/// is the format of the protocol and the place.
fn one_format(
    services: &[Aws<'static>],
    said: &[Option<TimestampFormat>],
    location: &Location,
) -> Result<Option<TimestampFormat>, [(usize, TimestampFormat); 2]> {
    if said.iter().all(Option::is_none) {
        return Ok(None);
    }
    let place = match location {
        Location::Header(_) | Location::PrefixHeaders(_) => Place::Header,
        Location::Query(_) | Location::QueryMap | Location::Label => Place::Url,
        Location::Status | Location::Payload | Location::Body(_) => Place::Body,
    };
    let mut formats = services
        .iter()
        .zip(said)
        .enumerate()
        .filter_map(|(at, (aws, said))| {
            // CBOR has a single form: <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>.
            let any = matches!(aws.protocol(), Ok(Protocol::RpcV2Cbor { .. }));
            (!any).then(|| (at, said.unwrap_or_else(|| usual_format(aws, place))))
        });
    let Some(first) = formats.next() else {
        return Ok(None);
    };
    match formats.find(|(_, format)| *format != first.1) {
        Some(other) => Err([first, other]),
        None => Ok(Some(first.1)),
    }
}

fn owner(aws: Aws<'static>, shapes: &[ModelShape]) -> Owner<'static> {
    aws.owner(shapes.first().map_or("", |(_, name)| name))
}

/// Where a member is.
fn place(member: &Member<'_>) -> String {
    let place = match &member.location {
        Location::Body(name) => format!("the member `{}` of the body", name.shown()),
        Location::Header(name) => format!("the header `{name}`"),
        Location::PrefixHeaders(prefix) => format!("a map of headers that start with `{prefix}`"),
        Location::Query(name) => format!("the query parameter `{}`", name.shown()),
        Location::QueryMap => "a map of query parameters".to_owned(),
        Location::Label => "a label of the path".to_owned(),
        Location::Status => "the status".to_owned(),
        Location::Payload => "the whole body".to_owned(),
    };
    let place = match &member.media_type {
        Some(media_type) => format!("{place} as `{media_type}`"),
        None => place,
    };
    place + &traits::shown(&member.traits)
}

/// The values of an enum's variants.
pub(in crate::check) fn enumeration<'a>(
    services: &[Aws<'static>],
    input: &DeriveInput,
    keys: &TypeKeys,
    raw: &[RawVariant<'a>],
    report: &Report,
) -> Option<(Variants<'a>, Vec<ModelShape>)> {
    check_kinds(services, input, keys, report);
    let found = each(services, report, |aws, report| {
        variants(aws, input, keys, raw, report)
    });
    let found: Vec<Variants<'a>> = found.into_iter().collect::<Option<_>>()?;
    let names = || services.iter().zip(&found);
    let owners: Vec<Owner<'_>> = names().map(|(aws, of)| aws.owner(of.name)).collect();
    let shapes = names().map(|(aws, of)| (aws.key(), of.name)).collect();
    let mut all = found.into_iter();
    let mut first = all.next()?;
    let of_first =
        |value: &Option<VariantValue>| vec![value.as_ref().and_then(|value| value.timestamp)];
    let mut formats: Vec<_> = first.found.iter().map(of_first).collect();
    for (other, other_one) in all.zip(&owners[1..]) {
        let both = raw.iter().zip(&mut first.found).zip(other.found);
        for (((variant, value), other), formats) in both.zip(&mut formats) {
            formats.push(other.as_ref().and_then(|other| other.timestamp));
            let (Some(value), Some(other)) = (value, other) else {
                continue;
            };
            value.sensitive |= other.sensitive;
            let (here, there) = (written(value), written(&other));
            if here != there {
                let both = [(here, owners[0]), (there, *other_one)];
                differs(&variant.variant.ident, both, report);
            }
        }
    }
    let body = Location::Body(Name::Known(String::new()));
    for ((variant, value), formats) in raw.iter().zip(&mut first.found).zip(formats) {
        let Some(value) = value else { continue };
        match one_format(services, &formats, &body) {
            Ok(format) => value.timestamp = format,
            Err(two) => {
                let said = two.map(|(at, format)| {
                    (
                        format!("{} as `{}`", written(value), format.name()),
                        owners[at],
                    )
                });
                differs(&variant.variant.ident, said, report);
            }
        }
    }
    Some((first, shapes))
}

fn written(value: &VariantValue) -> String {
    format!("`{}`", value.text) + &traits::shown(&value.traits)
}
