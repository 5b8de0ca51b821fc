//! `#[output(..)]`

use proc_macro2::{Ident, TokenStream};
use syn::DeriveInput;

use crate::ast::Constructor;
use crate::attr::{self, Keys, Text};
use crate::case::Case;
use crate::keys::Container;
use crate::keys::{self, Attribute, TypeKey};
use crate::parse::RawMember;
use crate::parse::item::{self, Arguments};
use crate::report::Report;

/// An output or a structure, as written.
pub(crate) struct RawStruct<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) keys: TypeKeys,
    pub(crate) members: Vec<RawMember<'a>>,
}

impl<'a> RawStruct<'a> {
    /// The members that `new` and the setters are generated from, even if other parts have mistakes.
    pub(crate) fn constructor(&self) -> Constructor<'a> {
        let arguments = self.members.iter().map(RawMember::argument);
        let without = self.keys.without_methods.is_some();
        (!without).then(|| arguments.collect())
    }
}

/// The keys of `#[output(..)]` and `#[shape(..)]`.
#[derive(Default)]
pub(crate) struct TypeKeys {
    /// The ID of an AWS service, whose model supplies the rest.
    pub(crate) services: Vec<Text>,
    pub(crate) service_seen: bool,
    /// The shape, if the type has a different name.
    pub(crate) name: Option<Text>,
    /// The operation whose output it is, if the type is not named after it.
    pub(crate) operation: Option<Text>,
    pub(crate) case: Option<Case>,
    pub(crate) case_key: Option<Ident>,
    /// `methods = "none"`
    pub(crate) without_methods: Option<Ident>,
    /// AWS has the shape, and its models do not yet.
    pub(crate) unlisted: Option<Ident>,
}

/// Reads an output.
pub(crate) fn output<'a>(
    input: &'a DeriveInput,
    arguments: &Arguments,
    report: &Report,
) -> RawStruct<'a> {
    RawStruct {
        input,
        keys: TypeKeys::parse(keys::OUTPUT, arguments.args.clone(), report),
        members: item::members(input, Container::Output, "output", report),
    }
}

impl TypeKeys {
    pub(super) fn parse(attribute: Attribute<TypeKey>, args: TokenStream, report: &Report) -> Self {
        let bare = attribute.bare;
        let mut keys = Keys::new(attribute);
        let mut parsed = TypeKeys::default();
        for entry in attr::entries(args, bare, report) {
            match keys.accept(&entry, report) {
                Some(TypeKey::RenameAll) => {
                    parsed.case = item::rename_all(&entry, report);
                    parsed.case_key = Some(entry.key);
                }
                Some(TypeKey::Service) => {
                    parsed.services = entry.texts("chime", report);
                    parsed.service_seen = true;
                }
                Some(TypeKey::Name) => parsed.name = item::non_empty(&entry, "Room", report),
                Some(TypeKey::Operation) => {
                    parsed.operation = item::non_empty(&entry, "ListRooms", report);
                }
                Some(TypeKey::Methods) => {
                    methods(&entry, report);
                    parsed.without_methods = Some(entry.key);
                }
                Some(TypeKey::Unlisted) => {
                    entry.flag(report);
                    parsed.unlisted = Some(entry.key);
                }
                Some(TypeKey::Crate) => item::crate_path(&entry, report),
                None => {}
            }
        }
        parsed
    }
}

/// `methods = "none"`
fn methods(entry: &attr::Entry, report: &Report) {
    if let Some(text) = entry.text("none", report)
        && text.value != "none"
    {
        report.at(
            text.span(),
            format!(
                "unknown methods `{}`; write `methods = \"none\"` to leave out `new` and the setters, or remove it",
                text.value
            ),
        );
    }
}
