//! `#[shape(..)]`: structures, string enums, int enums and unions.

use proc_macro2::{Ident, Span};
use syn::{Attribute, Data, DataEnum, DeriveInput, Fields, Type, Variant};

use crate::ast::{Constructor, TimestampFormat};
use crate::attr::{Entry, Keys, Text};
use crate::keys::Container;
use crate::keys::{self, VariantKey};
use crate::parse::RawStruct;
use crate::parse::item::{self, Arguments};
use crate::parse::member::{op_entries, rename, serde_attributes, timestamp};
use crate::parse::output::TypeKeys;
use crate::report::Report;

/// A shape, as written.
pub(crate) enum RawShape<'a> {
    Structure(RawStruct<'a>),
    Enum(RawEnum<'a>),
}

pub(crate) struct RawEnum<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) keys: TypeKeys,
    pub(crate) variants: Vec<RawVariant<'a>>,
}

impl<'a> RawShape<'a> {
    /// The members that `new` and the setters of a structure are generated from.
    pub(crate) fn constructor(&self) -> Constructor<'a> {
        match self {
            RawShape::Structure(raw) => raw.constructor(),
            RawShape::Enum(_) => None,
        }
    }
}

/// Reads a shape.
pub(crate) fn shape<'a>(
    input: &'a DeriveInput,
    arguments: &Arguments,
    report: &Report,
) -> RawShape<'a> {
    let keys = TypeKeys::parse(keys::SHAPE, arguments.args.clone(), report);
    serde_attributes(&input.attrs, report);
    match &input.data {
        Data::Enum(data) => RawShape::Enum(RawEnum {
            input,
            keys,
            variants: variants(data, report),
        }),
        _ => RawShape::Structure(RawStruct {
            input,
            keys,
            members: item::members(input, Container::Structure, "shape", report),
        }),
    }
}

fn variants<'a>(data: &'a DataEnum, report: &Report) -> Vec<RawVariant<'a>> {
    data.variants
        .iter()
        .map(|variant| RawVariant::parse(variant, report))
        .collect()
}

// #[op(value = "OPEN")] Open
fn text_value(entry: &Entry) -> Option<Text> {
    let quiet = Report::new();
    let text = match entry.literal() {
        Some(syn::Lit::Str(text)) if text.value().parse::<i64>().is_err() => entry.text("", &quiet),
        _ => None,
    };
    quiet.dismiss();
    text
}

pub(crate) struct RawVariant<'a> {
    pub(crate) variant: &'a Variant,
    pub(crate) rename: Option<Text>,
    pub(crate) value: Option<(i64, Span)>,
    pub(crate) value_key: Option<Ident>,
    pub(crate) other: Option<Ident>,
    pub(crate) timestamp: Option<(Ident, TimestampFormat)>,
    pub(crate) sensitive: Option<Ident>,
    /// AWS has the value or member, and its models do not yet.
    pub(crate) unlisted: Option<Ident>,
}

impl<'a> RawVariant<'a> {
    fn parse(variant: &'a Variant, report: &Report) -> Self {
        let mut keys = Keys::new(keys::VARIANT);
        let mut raw = RawVariant {
            variant,
            rename: None,
            value: None,
            value_key: None,
            other: None,
            timestamp: None,
            sensitive: None,
            unlisted: None,
        };
        for entry in op_entries(&variant.attrs, keys::VARIANT.bare, report) {
            let word = entry.key.clone();
            let Some(key) = keys.accept(&entry, report) else {
                // `#[op(oth)]` was probably meant to be `other`.
                if !keys.is_legal(&entry) {
                    match keys.meant(&entry) {
                        Some(VariantKey::Other) => raw.other = Some(word),
                        Some(VariantKey::Value) => raw.value_key = Some(word),
                        _ => {}
                    }
                }
                continue;
            };
            match key {
                VariantKey::Rename => raw.rename = rename(&entry, report),
                VariantKey::Value if text_value(&entry).is_some() => {
                    // The meaning is clear.
                    raw.rename = text_value(&entry);
                    let text = raw.rename.as_ref().map(|text| text.value.as_str());
                    report.at(
                        word.span(),
                        format!(
                            "`value` is the number of a variant of an int enum; write `rename = \"{}\"`",
                            text.unwrap_or_default()
                        ),
                    );
                }
                VariantKey::Value => {
                    raw.value = entry.integer("1", report);
                    raw.value_key = Some(word);
                }
                VariantKey::Other => {
                    entry.flag(report);
                    raw.other = Some(word);
                }
                VariantKey::Timestamp => {
                    raw.timestamp = timestamp(&entry, report).map(|format| (word, format));
                }
                VariantKey::Unlisted => {
                    entry.flag(report);
                    raw.unlisted = Some(word);
                }
                VariantKey::Sensitive => {
                    entry.flag(report);
                    raw.sensitive = Some(word);
                }
            }
        }
        // #[op(2)] High
        let is_number = |attr: &Attribute| {
            let number = attr.parse_args::<syn::LitInt>();
            attr.path().is_ident("op") && number.is_ok()
        };
        if variant.attrs.iter().any(is_number) {
            raw.value_key.get_or_insert(variant.ident.clone());
        }
        serde_attributes(&variant.attrs, report);
        raw
    }

    /// The type of the variant's one value.
    pub(crate) fn value_type(&self) -> Option<&'a Type> {
        match &self.variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        }
    }

    pub(crate) fn has_data(&self) -> bool {
        !matches!(self.variant.fields, Fields::Unit)
    }
}
