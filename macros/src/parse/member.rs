//! `#[op(..)]` on the fields of a struct.

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Field, Meta, Type};

use crate::ast::{Argument, Presence, TimestampFormat};
use crate::attr::{self, Entry, Keys, Text};
use crate::keys::{self, Bare, Container, MemberKey, NO_KEY};
use crate::report::Report;
use crate::{suggest, ty};

/// A field and its attributes.
pub(crate) struct RawMember<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) attrs: &'a [Attribute],
    pub(crate) keys: MemberKeys,
}

/// The keys of one member, without the values that could not be read.
#[derive(Default)]
pub(crate) struct MemberKeys {
    pub(crate) location: Option<(Ident, RawLocation)>,
    pub(crate) rename: Option<(Ident, Text)>,
    pub(crate) default: Option<Ident>,
    pub(crate) idempotency_token: Option<Ident>,
    pub(crate) timestamp: Option<(Ident, TimestampFormat)>,
    pub(crate) sensitive: bool,
    pub(crate) media_type: Option<(Ident, Text)>,
    /// AWS has the member, but its models do not include it yet.
    pub(crate) unlisted: Option<Ident>,
    /// The location could not be read. The member must not be mistaken for a body member.
    pub(crate) lost: bool,
}

pub(crate) enum RawLocation {
    Label,
    Query(Option<Text>),
    QueryMap,
    Header(Text),
    PrefixHeaders(Text),
    Status,
    Payload,
}

impl<'a> RawMember<'a> {
    pub(crate) fn parse(field: &'a Field, container: Container, report: &Report) -> Option<Self> {
        let mut keys = Keys::new(keys::member(container));
        let mut member = MemberKeys::default();
        for entry in op_entries(&field.attrs, keys::member(container).bare, report) {
            if let Some(key) = keys.accept(&entry, report) {
                member.set(key, &entry, report);
            } else {
                if !keys.is_legal(&entry) && keys.meant(&entry) == Some(MemberKey::Unlisted) {
                    member.unlisted = Some(entry.key.clone());
                }
                // An unknown key may have been meant as the location.
                member.lost |= !keys.is_legal(&entry) && entry.key != "body";
            }
        }
        member.lost |= misnamed_attributes(&field.attrs, report);
        if container == Container::Structure {
            serde_attributes(&field.attrs, report);
        }
        Some(RawMember {
            ident: field.ident.as_ref()?,
            ty: &field.ty,
            attrs: &field.attrs,
            keys: member,
        })
    }

    /// The field as an argument of `new` or a setter.
    pub(crate) fn argument(&self) -> Argument<'a> {
        Argument {
            ident: self.ident,
            ty: self.ty,
            attrs: self.attrs,
            presence: self.presence(),
        }
    }

    pub(crate) fn presence(&self) -> Presence {
        if ty::option(self.ty).is_some() || ty::is_meant_as_option(self.ty) {
            Presence::Optional
        } else if self.keys.default.is_some() {
            Presence::Defaulted
        } else {
            Presence::Required
        }
    }
}

impl MemberKeys {
    fn set(&mut self, key: MemberKey, entry: &Entry, report: &Report) {
        let word = entry.key.clone();
        match key {
            MemberKey::Label => {
                entry.flag(report);
                self.locate(word, Some(RawLocation::Label), report);
            }
            MemberKey::Query => {
                let location = if matches!(entry.value, attr::Value::None) {
                    Some(RawLocation::Query(None))
                } else {
                    entry.text("name", report).map(Some).map(RawLocation::Query)
                };
                self.locate(word, location, report);
            }
            MemberKey::QueryMap => {
                entry.flag(report);
                self.locate(word, Some(RawLocation::QueryMap), report);
            }
            MemberKey::Header => {
                let location = entry.text("X-Name", report).map(RawLocation::Header);
                self.locate(word, location, report);
            }
            MemberKey::PrefixHeaders => {
                let location = entry
                    .text("X-Meta-", report)
                    .map(RawLocation::PrefixHeaders);
                self.locate(word, location, report);
            }
            MemberKey::Status => {
                entry.flag(report);
                self.locate(word, Some(RawLocation::Status), report);
            }
            MemberKey::Payload => {
                entry.flag(report);
                self.locate(word, Some(RawLocation::Payload), report);
            }
            MemberKey::Rename => self.rename = rename(entry, report).map(|text| (word, text)),
            MemberKey::Default => {
                entry.flag(report);
                self.default = Some(word);
            }
            MemberKey::IdempotencyToken => {
                entry.flag(report);
                self.idempotency_token = Some(word);
            }
            MemberKey::Timestamp => {
                self.timestamp = timestamp(entry, report).map(|format| (word, format));
            }
            MemberKey::Unlisted => {
                entry.flag(report);
                self.unlisted = Some(word);
            }
            MemberKey::Sensitive => self.sensitive = entry.flag(report),
            MemberKey::MediaType => {
                self.media_type = entry
                    .text("application/json", report)
                    .map(|text| (word, text));
            }
        }
    }

    /// A member has one location. If there are several, the first one counts.
    fn locate(&mut self, key: Ident, location: Option<RawLocation>, report: &Report) {
        if let Some((first, _)) = &self.location {
            report.at(
                key.span(),
                format!("`{key}` and `{first}` on the same member: a member has one location; remove one of them"),
            );
            return;
        }
        match location {
            Some(location) => self.location = Some((key, location)),
            None => self.lost = true,
        }
    }
}

/// The entries of every `#[op(..)]` of a field or variant.
pub(crate) fn op_entries(attrs: &[Attribute], bare: Bare, report: &Report) -> Vec<Entry> {
    let mut entries = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("op")) {
        match &attr.meta {
            Meta::List(list) => entries.extend(attr::entries(list.tokens.clone(), bare, report)),
            _ => report.on(
                &attr.meta,
                "`op` takes its keys in parentheses: `#[op(..)]`",
            ),
        }
    }
    entries
}

/// `rename = "wireName"`
pub(crate) fn rename(entry: &Entry, report: &Report) -> Option<Text> {
    let text = entry.text("wireName", report)?;
    if text.value.is_empty() {
        report.at(
            text.span(),
            "the wire name is empty; write a name or remove `rename`",
        );
        return None;
    }
    Some(text)
}

/// `timestamp = "date-time"`
pub(crate) fn timestamp(entry: &Entry, report: &Report) -> Option<TimestampFormat> {
    let text = entry.choice(&TimestampFormat::ALL, report)?;
    let format = TimestampFormat::parse(&text.value);
    if format.is_none() {
        let all = TimestampFormat::ALL;
        report.at(
            text.span(),
            format!(
                "unknown timestamp format `{}`{}the formats are {}",
                text.value,
                timestamp_hint(&text.value),
                suggest::list(&all)
            ),
        );
    }
    format
}

/// Other names for the formats, which are too different from ours to be found as typos.
fn timestamp_hint(value: &str) -> String {
    let plain: String = value
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let meant = match plain.as_str() {
        "iso8601" | "rfc3339" => "date-time",
        "unix" | "unixtimestamp" | "unixseconds" | "timestamp" | "seconds" => "epoch-seconds",
        "rfc822" | "rfc1123" | "rfc7231" | "imffixdate" => "http-date",
        _ => return suggest::hint(value, TimestampFormat::ALL),
    };
    format!(", did you mean `{meant}`? ")
}

/// What other crates call the attribute of a field. The derives declare these names, so that the compiler leaves them to
/// this function.
const MISNAMED: [&str; 5] = ["header", "label", "opsmith", "payload", "query"];

// #[query("dry-run")] dry_run: Option<bool>
/// Whether there is an attribute that was meant to be `#[op(..)]`, which is reported.
pub(crate) fn misnamed_attributes(attrs: &[Attribute], report: &Report) -> bool {
    let mut found = false;
    for attr in attrs {
        let Some(name) = attr.path().get_ident().map(ToString::to_string) else {
            continue;
        };
        if !MISNAMED.contains(&name.as_str()) {
            continue;
        }
        found = true;
        let value = match &attr.meta {
            Meta::Path(_) if name == "header" => "header = \"X-Name\"".to_owned(),
            Meta::Path(_) if name == "opsmith" => "..".to_owned(),
            Meta::Path(_) => name.clone(),
            Meta::List(list) if name == "opsmith" => list.tokens.to_string(),
            Meta::List(list) => format!("{name} = {}", list.tokens),
            Meta::NameValue(pair) => format!("{name} = {}", pair.value.to_token_stream()),
        };
        report.at(
            attr.path().span(),
            format!("`#[{name}]` is not an attribute of a field; write `#[op({value})]`"),
        );
    }
    found
}

/// Reports serde's attributes on a shape: a shape has generated serde impls, which do not read them. Operations and
/// outputs have no serde impls, so their attributes may belong to a derive.
pub(crate) fn serde_attributes(attrs: &[Attribute], report: &Report) {
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("serde")) {
        let Meta::List(list) = &attr.meta else {
            report.on(
                &attr.meta,
                "`#[shape]` implements serde's traits itself; remove this",
            );
            continue;
        };
        let quiet = Report::new();
        let entries = attr::entries(list.tokens.clone(), NO_KEY, &quiet);
        quiet.dismiss();
        if entries.is_empty() {
            report.on(
                &attr.meta,
                "`#[shape]` implements serde's traits itself; remove this",
            );
        }
        for entry in entries {
            let key = entry.key.to_string();
            let advice = serde_advice(&key, &entry);
            report.at(
                entry.key.span(),
                format!("`#[serde({key})]` has no effect on a shape; {advice}"),
            );
        }
    }
}

fn serde_advice(key: &str, entry: &Entry) -> String {
    let value = match entry.literal() {
        Some(syn::Lit::Str(text)) => text.value(),
        _ => "..".to_owned(),
    };
    match key {
        "rename" => format!("use `#[op(rename = \"{value}\")]`"),
        "rename_all" => format!("use `#[shape(rename_all = \"{value}\")]`"),
        "default" => "use `#[op(default)]`".to_owned(),
        "other" => "use `#[op(other)]`".to_owned(),
        "alias" => "a member has one name; use `#[op(rename = \"..\")]`".to_owned(),
        "flatten" => "write the members themselves".to_owned(),
        "skip_serializing_if" => "a member that is `None` is never written; remove it".to_owned(),
        "with" | "serialize_with" | "deserialize_with" => {
            "for a timestamp use `#[op(timestamp = \"date-time\")]`, otherwise remove it".to_owned()
        }
        "skip" | "skip_serializing" | "skip_deserializing" => {
            "every field is a member; remove the field".to_owned()
        }
        "deny_unknown_fields" => {
            "unknown members are always ignored, because services add some; remove it".to_owned()
        }
        _ => "remove it".to_owned(),
    }
}

/// The span at which a mistake in a field is reported.
pub(crate) fn key_or(span: Option<&Ident>, otherwise: &Ident) -> Span {
    span.map_or_else(|| otherwise.span(), Ident::span)
}
