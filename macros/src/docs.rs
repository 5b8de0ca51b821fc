//! The table of the wire format at the end of an item's rustdoc.

use std::fmt::Write;

use proc_macro2::TokenStream;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{HttpBinding, Interface, Location, Member, Presence, Service, Shape};
use crate::check;
use crate::macro_kind::Macro;
use crate::model::Aws;
use crate::parse::{self, Arguments};
use crate::report::Report;
use crate::ty;

/// The table; empty if the declaration has mistakes or no members.
pub(crate) fn table(kind: Macro, args: TokenStream, item: TokenStream) -> String {
    let Ok(input) = syn::parse2::<DeriveInput>(item) else {
        return String::new();
    };
    let report = Report::new();
    let arguments = Arguments {
        args,
        ..Arguments::default()
    };
    let text = match kind {
        Macro::Operation => {
            let (interface, binding) = check::operation(
                parse::operation(&input, &arguments, &report),
                &arguments,
                &report,
            );
            binding.map(|binding| operation(&binding) + &reference(&interface, &binding.name))
        }
        Macro::Output => check::output(
            &parse::output(&input, &arguments, &report),
            &arguments,
            &report,
        )
        .map(|output| members(&output.members)),
        Macro::Shape => match check::shape(
            parse::shape(&input, &arguments, &report),
            &arguments,
            &report,
        ) {
            Some(Shape::Structure(structure)) => Some(members(&structure.members)),
            Some(Shape::StringEnum(item)) => {
                Some(values(item.variants.iter().map(|(ident, value)| {
                    (ident.unraw().to_string(), value.clone())
                })))
            }
            Some(Shape::IntEnum(item)) => {
                Some(values(item.variants.iter().map(|(ident, value)| {
                    (ident.unraw().to_string(), value.to_string())
                })))
            }
            Some(Shape::Union(item)) => {
                Some(values(item.variants.iter().map(|variant| {
                    (variant.ident.unraw().to_string(), variant.name.clone())
                })))
            }
            None => None,
        },
    };
    report.dismiss();
    match text {
        Some(text) if !text.is_empty() => format!("\n# Wire format\n\n{text}"),
        _ => String::new(),
    }
}

/// A link to AWS's reference, for an operation that is in the model of its service.
fn reference(interface: &Interface<'_>, name: &str) -> String {
    let Some(Service::Id(id)) = &interface.service else {
        return String::new();
    };
    let url = Aws::find(&id.value)
        .filter(|aws| aws.model.operation(name).is_some())
        .and_then(|aws| aws.model.service().reference_url(name));
    url.map_or_else(String::new, |url| {
        format!("\n[`{name}` in AWS's reference]({url})\n")
    })
}

fn operation(binding: &HttpBinding<'_>) -> String {
    let mut path = String::new();
    for (n, piece) in binding.path.pieces.iter().enumerate() {
        if let Some(label) = n.checked_sub(1).and_then(|n| binding.path.labels.get(n)) {
            let plus = if label.greedy { "+" } else { "" };
            let _ = write!(path, "<{}{plus}>", label.name);
        }
        path.push_str(piece);
    }
    if !binding.path.query.is_empty() {
        path = format!("{path}?{}", binding.path.query);
    }
    let mut labels: Vec<(usize, &str)> = Vec::new();
    for (index, label) in binding.labels.iter().zip(&binding.path.labels) {
        labels.push((*index, label.name.as_str()));
    }
    let rows = rows(binding.members.iter().enumerate().map(|(index, member)| {
        let label = labels.iter().find(|(member, _)| *member == index);
        (member, label.map(|(_, name)| *name))
    }));
    format!("`{} {path}`\n{rows}", binding.method)
}

fn members(members: &[Member<'_>]) -> String {
    rows(members.iter().map(|member| (member, None)))
}

fn rows<'a, 'm: 'a>(members: impl Iterator<Item = (&'a Member<'m>, Option<&'a str>)>) -> String {
    let mut text = String::new();
    for (member, label) in members {
        if text.is_empty() {
            text.push_str(
                "\n| member | type | goes to | wire name | required |\n|---|---|---|---|---|\n",
            );
        }
        let (place, name) = match (&member.location, label) {
            (_, Some(label)) => ("path", label),
            (Location::Label, None) => ("path", ""),
            (Location::Query(name), _) => ("query", name.shown()),
            (Location::QueryMap, _) => ("query", "*"),
            (Location::Header(name), _) => ("header", name.as_str()),
            (Location::PrefixHeaders(prefix), _) => ("headers", prefix.as_str()),
            (Location::Status, _) => ("status", ""),
            (Location::Payload, _) => ("the whole body", ""),
            (Location::Body(name), _) => ("body", name.shown()),
        };
        let name = match (&member.location, name) {
            (_, "") => String::new(),
            (Location::PrefixHeaders(_), name) => format!("`{name}*`"),
            (_, name) => format!("`{name}`"),
        };
        let required = if member.presence == Presence::Required {
            "yes"
        } else {
            "no"
        };
        let shown = ty::display(member.ty).replace('|', "\\|");
        let _ = writeln!(
            text,
            "| `{}` | `{shown}` | {place} | {name} | {required} |",
            member.ident.unraw()
        );
    }
    text
}

fn values(variants: impl Iterator<Item = (String, String)>) -> String {
    let mut text = "| variant | on the wire |\n|---|---|\n".to_owned();
    for (variant, value) in variants {
        let _ = writeln!(text, "| `{variant}` | `{value}` |");
    }
    text
}
