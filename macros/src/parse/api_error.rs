//! `#[derive(ApiError)]`

use proc_macro2::{Ident, Span};
use syn::{Attribute, Data, DeriveInput, Fields, Type, Variant};

use crate::attr::{self, Keys, Text};
use crate::keys::{self, ErrorEnumKey, ErrorKey};
use crate::parse::item;
use crate::parse::member::op_entries;
use crate::report::Report;
use crate::suggest;

const RETRIES: [&str; 2] = ["throttling", "transient"];

/// A variant of an error enum, as written.
pub(crate) struct RawError<'a> {
    pub(crate) variant: &'a Variant,
    pub(crate) code: Option<Text>,
    pub(crate) code_seen: bool,
    pub(crate) status: Option<(i64, Span)>,
    pub(crate) retry: Option<&'static str>,
    pub(crate) retry_key: Option<Ident>,
    /// AWS has the error, and its models do not yet.
    pub(crate) unlisted: Option<Ident>,
    pub(crate) other: Option<Ident>,
    pub(crate) first_key: Option<Ident>,
}

/// An error enum, as written.
pub(crate) struct RawErrors<'a> {
    /// The ID of an AWS service, whose model supplies the codes.
    pub(crate) service: Option<Text>,
    /// A service was meant, and reported: which codes are missing is not known.
    pub(crate) service_seen: bool,
    pub(crate) variants: Vec<RawError<'a>>,
}

/// Reads an error enum; anything else has no variants.
pub(crate) fn api_error<'a>(input: &'a DeriveInput, report: &Report) -> RawErrors<'a> {
    foreign_attributes(&input.attrs, report);
    let (service, service_seen) = service(input, report);
    let variants = match &input.data {
        Data::Enum(data) => data
            .variants
            .iter()
            .map(|variant| RawError::parse(variant, report))
            .collect(),
        _ => Vec::new(),
    };
    RawErrors {
        service,
        service_seen,
        variants,
    }
}

/// Reports attributes of thiserror, which have no effect here.
fn foreign_attributes(attrs: &[Attribute], report: &Report) {
    for attr in attrs {
        let name = attr.path().get_ident().map(ToString::to_string);
        let advice = match name.as_deref() {
            Some("error") => "`Display` shows the code and the message",
            Some("from" | "source") => "a response of the service has no source",
            _ => continue,
        };
        let name = name.unwrap_or_default();
        report.on(
            &attr.meta,
            format!("`#[{name}]` has no effect on an enum with `ApiError`: {advice}; remove it"),
        );
    }
}

/// The attributes of the enum itself: `#[op(service = "chime")]`
fn service(input: &DeriveInput, report: &Report) -> (Option<Text>, bool) {
    let mut keys = Keys::new(keys::ERROR_ENUM);
    let mut service = None;
    // #[service("chime")], which the compiler reports
    let mut seen = input
        .attrs
        .iter()
        .any(|attr| attr.path().is_ident("service"));
    for attr in input.attrs.iter().filter(|attr| attr.path().is_ident("op")) {
        let list = attr.meta.require_list();
        seen |= list.is_ok_and(|list| attr::has_value_without_key(&list.tokens));
    }
    for entry in op_entries(&input.attrs, keys::ERROR_ENUM.bare, report) {
        match keys.accept(&entry, report) {
            Some(ErrorEnumKey::Crate) => item::crate_path(&entry, report),
            Some(ErrorEnumKey::Service) => {
                service = entry.text("chime", report);
                seen = true;
            }
            None => {
                let meant = keys.meant(&entry) == Some(ErrorEnumKey::Service);
                seen |= meant || entry.key == "id";
            }
        }
    }
    (service, seen)
}

impl<'a> RawError<'a> {
    fn parse(variant: &'a Variant, report: &Report) -> Self {
        let mut keys = Keys::new(keys::ERROR);
        let mut raw = RawError {
            variant,
            code: None,
            code_seen: false,
            status: None,
            retry: None,
            retry_key: None,
            unlisted: None,
            other: None,
            first_key: None,
        };
        foreign_attributes(&variant.attrs, report);
        for field in &variant.fields {
            foreign_attributes(&field.attrs, report);
        }
        // #[op("NotFoundException")]
        raw.code_seen = variant.attrs.iter().any(|attr| {
            let list = attr.meta.require_list();
            attr.path().is_ident("op")
                && list.is_ok_and(|list| attr::has_value_without_key(&list.tokens))
        });
        for entry in op_entries(&variant.attrs, keys::ERROR.bare, report) {
            let word = entry.key.clone();
            match keys.accept(&entry, report) {
                Some(ErrorKey::Code) => {
                    raw.code = item::non_empty(&entry, "NotFoundException", report);
                    raw.code_seen = true;
                }
                Some(ErrorKey::Status) => raw.status = entry.integer("404", report),
                Some(ErrorKey::Retry) => {
                    raw.retry = retry(&entry, report);
                    raw.retry_key = Some(word.clone());
                }
                Some(ErrorKey::Unlisted) => {
                    entry.flag(report);
                    raw.unlisted = Some(word.clone());
                }
                Some(ErrorKey::Other) => {
                    entry.flag(report);
                    raw.other = Some(word);
                    continue;
                }
                None if keys.is_legal(&entry) => {}
                // `#[op(oth)]` was probably meant to be `other`.
                None if keys.meant(&entry) == Some(ErrorKey::Other) || word == "default" => {
                    raw.other = Some(word);
                    continue;
                }
                None => raw.code_seen = true,
            }
            raw.first_key.get_or_insert(word);
        }
        raw
    }

    pub(crate) fn value_type(&self) -> Option<&'a Type> {
        match &self.variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        }
    }
}

/// `retry = "throttling"`
fn retry(entry: &attr::Entry, report: &Report) -> Option<&'static str> {
    let text = entry.choice(&RETRIES, report)?;
    match text.value.as_str() {
        "throttling" => Some("Throttling"),
        "transient" => Some("Transient"),
        other => {
            report.at(
                text.span(),
                format!(
                    "unknown retry `{other}`{}use {}",
                    suggest::hint(other, RETRIES),
                    suggest::list(&RETRIES).replace(" and ", " or ")
                ),
            );
            None
        }
    }
}
