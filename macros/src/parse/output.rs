//! `#[output(..)]`

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::attr::{self, Keys};
use crate::case::Case;
use crate::keys::{self, Attribute, TypeKey};
use crate::parse::item::{self, Arguments};
use crate::parse::{Place, RawMember};
use crate::report::Report;

/// An output or a structure as it is written.
pub(crate) struct RawStruct<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) case: Option<Case>,
    pub(crate) members: Vec<RawMember<'a>>,
}

/// Reads an output.
pub(crate) fn output<'a>(
    input: &'a DeriveInput,
    arguments: &Arguments,
    report: &Report,
) -> RawStruct<'a> {
    RawStruct {
        input,
        case: rename_all(keys::OUTPUT, arguments.args.clone(), report),
        members: item::members(input, Place::Output, "output", report),
    }
}

/// The arguments of `#[output(..)]` and `#[shape(..)]`.
pub(super) fn rename_all(
    attribute: Attribute<TypeKey>,
    args: TokenStream,
    report: &Report,
) -> Option<Case> {
    let mut keys = Keys::new(attribute);
    let mut case = None;
    for entry in attr::entries(args, report) {
        match keys.accept(&entry, report) {
            Some(TypeKey::RenameAll) => case = item::rename_all(&entry, report),
            Some(TypeKey::Crate) => item::crate_path(&entry, report),
            None => {}
        }
    }
    case
}
