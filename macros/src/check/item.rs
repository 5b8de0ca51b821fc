//! The rules of the item as a whole: its derives and its generics.

use syn::{DeriveInput, GenericParam};

use crate::parse::Arguments;
use crate::report::Report;

// #[operation(..)] #[derive(Debug)] struct CreateRoom { .. }
pub(crate) fn check_conflicts(arguments: &Arguments, macro_name: &str, report: &Report) {
    for derive in &arguments.conflicts {
        let reason = match derive.to_string().as_str() {
            "Debug" => "hides `sensitive` members",
            _ => "uses the wire names",
        };
        report.at(
            derive.span(),
            format!("`#[{macro_name}]` implements `{derive}` itself, which {reason}; remove `{derive}` from the derives"),
        );
    }
}

// #[operation(..)] struct CreateRoom<'a> { .. }
pub(crate) fn check_generics(input: &DeriveInput, macro_name: &str, types: bool, report: &Report) {
    for param in &input.generics.params {
        match param {
            GenericParam::Lifetime(param) => report.at(
                param.lifetime.span(),
                format!(
                    "`#[{macro_name}]` does not take the lifetime `{}`: requests are kept for retries, and outputs outlive the response; use owned types such as `String`",
                    param.lifetime
                ),
            ),
            GenericParam::Const(param) => report.at(
                param.ident.span(),
                format!("`#[{macro_name}]` does not take the const parameter `{}`: no type on the wire has a fixed length; use `Vec`", param.ident),
            ),
            GenericParam::Type(param) if !types => report.at(
                param.ident.span(),
                format!(
                    "`#[{macro_name}]` does not take the type parameter `{}`: an operation has one wire format; write the type itself, or make the `#[shape]` in the field generic",
                    param.ident
                ),
            ),
            GenericParam::Type(_) => {}
        }
    }
}
