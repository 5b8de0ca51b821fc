//! What the three struct macros have in common: their arguments, `rename_all`, the form of the item.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Data, DeriveInput, Field, Fields, FieldsUnnamed, Meta, Type};

use crate::attr::{Entry, Text};
use crate::case::{CASES, Case};
use crate::keys::Container;
use crate::parse::RawMember;
use crate::parse::member::misnamed_attributes;
use crate::report::Report;
use crate::{suggest, ty};

/// What the attribute macro hands to its derive: `#[op((args) (conflicting derives) (output))]`.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) args: TokenStream,
    /// Derives that were removed from the item, because the macro generates these impls itself.
    pub(crate) conflicts: Vec<Ident>,
    /// `output`, if the item has both `#[output]` and `#[shape]`.
    pub(crate) output: Option<Ident>,
}

/// Finds the macro's arguments on the item: the first `#[op]`. Any other `#[op]` is the user's, and misplaced.
pub(crate) fn arguments(input: &DeriveInput, macro_name: &str, report: &Report) -> Arguments {
    misnamed_attributes(&input.attrs, report);
    let mut found = None;
    for attr in input.attrs.iter().filter(|attr| attr.path().is_ident("op")) {
        let Meta::List(list) = &attr.meta else {
            report.on(
                &attr.meta,
                "`op` takes its keys in parentheses: `#[op(..)]`",
            );
            continue;
        };
        let mut groups = list
            .tokens
            .clone()
            .into_iter()
            .filter_map(|token| match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    Some(group)
                }
                _ => None,
            });
        if found.is_none()
            && let (Some(args), Some(conflicts)) = (groups.next(), groups.next())
        {
            found = Some(Arguments {
                args: args.stream(),
                conflicts: idents(conflicts.stream()),
                output: groups
                    .next()
                    .and_then(|output| idents(output.stream()).pop()),
            });
        } else {
            report.on(
                &attr.meta,
                format!("`#[op(..)]` belongs on a field or variant; put its keys into `#[{macro_name}(..)]`"),
            );
        }
    }
    found.unwrap_or_default()
}

fn idents(tokens: TokenStream) -> Vec<Ident> {
    tokens
        .into_iter()
        .filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(ident),
            _ => None,
        })
        .collect()
}

/// `rename_all = "PascalCase"`
pub(crate) fn rename_all(entry: &Entry, report: &Report) -> Option<Case> {
    let text = entry.choice(&CASES, report)?;
    let case = Case::parse(&text.value);
    if case.is_none() {
        report.at(
            text.span(),
            format!(
                "unknown case `{}`{}the cases are {}",
                text.value,
                suggest::hint(&text.value, CASES),
                suggest::list(&CASES)
            ),
        );
    }
    case
}

/// `crate = my::opsmith`. `Private::find` reads the value; here it is only checked.
pub(crate) fn crate_path(entry: &Entry, report: &Report) {
    let _: Option<syn::Path> = entry.parsed("a path", "::opsmith", report);
}

/// `output = Type`
pub(crate) fn type_value(entry: &Entry, example: &str, report: &Report) -> Option<Type> {
    entry.parsed("a type", example, report)
}

/// A string that must not be empty.
pub(crate) fn non_empty(entry: &Entry, example: &str, report: &Report) -> Option<Text> {
    let text = entry.text(example, report)?;
    if text.value.is_empty() {
        let key = &entry.key;
        report.at(
            text.span(),
            format!("`{key}` is empty; write `{key} = \"{example}\"` or remove it"),
        );
        return None;
    }
    Some(text)
}

// #[shape] struct RoomId(String);
// #[operation(..)] struct CreateRoom(String);
fn tuple_struct(ident: &Ident, fields: &FieldsUnnamed, container: Container) -> String {
    match fields.unnamed.first().map(|field| ty::display(&field.ty)) {
        Some(inner) if fields.unnamed.len() == 1 && container == Container::Structure => format!(
            "`{ident}` wraps a single value, and the wire has only that value; write `{inner}` in the fields, or `struct {ident} {{ name: {inner} }}` for a structure"
        ),
        first => format!(
            "`{ident}` is a tuple struct, but members need names; write `struct {ident} {{ name: {} }}`",
            first.as_deref().unwrap_or("String")
        ),
    }
}

/// The members of a struct with named fields or without fields.
pub(crate) fn members<'a>(
    input: &'a DeriveInput,
    container: Container,
    macro_name: &str,
    report: &Report,
) -> Vec<RawMember<'a>> {
    let fields = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => Some(&named.named),
            Fields::Unit => return Vec::new(),
            Fields::Unnamed(fields) => {
                report.at(
                    input.ident.span(),
                    tuple_struct(&input.ident, fields, container),
                );
                None
            }
        },
        Data::Enum(_) => {
            report.at(
                input.ident.span(),
                format!(
                    "`#[{macro_name}]` goes on a struct, but `{}` is an enum; {}",
                    input.ident,
                    if container == Container::Output {
                        "for a union or a string enum use `#[shape]`, for errors `#[derive(ApiError)]`"
                    } else {
                        "for a union or a string enum use `#[shape]`"
                    }
                ),
            );
            None
        }
        Data::Union(_) => {
            report.at(
                input.ident.span(),
                format!("`{}` is a Rust union; for a union of the service write an enum with `#[shape]`", input.ident),
            );
            None
        }
    };
    let Some(fields) = fields else {
        return Vec::new();
    };
    // Two fields of one name are the compiler's to report.
    let is_first = |at: usize, field: &Field| {
        fields
            .iter()
            .take(at)
            .all(|other| other.ident != field.ident)
    };
    fields
        .iter()
        .enumerate()
        .filter(|(at, field)| is_first(*at, field))
        .filter_map(|(_, field)| RawMember::parse(field, container, report))
        .collect()
}
