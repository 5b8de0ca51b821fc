//! `#[output(..)]`

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::ast::Output;
use crate::attr::{self, Keys};
use crate::case::Case;
use crate::check;
use crate::keys::{self, Attribute, TypeKey};
use crate::parse::Place;
use crate::parse::item::{self, Arguments};
use crate::report::Report;

/// Reads an output; it is whole only when nothing was reported.
pub(crate) fn output<'a>(
    input: &'a DeriveInput,
    arguments: &Arguments,
    report: &Report,
) -> Option<Output<'a>> {
    let case = rename_all(keys::OUTPUT, arguments.args.clone(), report);
    item::check_conflicts(arguments, "output", report);
    item::check_generics(input, "output", true, report);
    let members = item::members(input, Place::Output, "output", report);
    check::members(&members, Place::Output, report);
    let members = check::output(&members, case, report);
    report.is_empty().then_some(Output { input, members })
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
