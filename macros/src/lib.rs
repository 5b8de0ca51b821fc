//! The macros of `opsmith`, which re-exports and documents them.
//!
//! An attribute macro emits its item unchanged, with a hidden derive that does the work. The item therefore survives
//! every mistake, `#[op(..)]` is allowed on fields, and `cfg`'d fields are gone before the derive sees them. See `entry`.

#![forbid(unsafe_code)]

mod ast;
mod attr;
mod borrowed;
mod case;
mod check;
mod discriminants;
mod docs;
mod entry;
mod expand;
mod fallback;
mod half_typed;
mod keys;
mod macro_kind;
mod model;
mod parse;
mod path;
mod private;
mod report;
#[cfg(test)]
mod snapshots;
mod suggest;
#[cfg(test)]
mod tests;
mod ty;
mod unparsed;

use macro_kind::Macro;
use proc_macro::TokenStream;

/// One operation of a service: the fields of the struct are the members of its request.
#[proc_macro_attribute]
pub fn operation(args: TokenStream, item: TokenStream) -> TokenStream {
    entry::attribute(Macro::Operation, &args.into(), item.into()).into()
}

/// The output of an operation: headers, status and body.
#[proc_macro_attribute]
pub fn output(args: TokenStream, item: TokenStream) -> TokenStream {
    entry::attribute(Macro::Output, &args.into(), item.into()).into()
}

/// A structure, string enum, int enum or union in a body.
#[proc_macro_attribute]
pub fn shape(args: TokenStream, item: TokenStream) -> TokenStream {
    entry::attribute(Macro::Shape, &args.into(), item.into()).into()
}

/// A service: an AWS service by its ID, or your own service.
#[proc_macro_attribute]
pub fn service(args: TokenStream, item: TokenStream) -> TokenStream {
    entry::service(args.into(), &item.into()).into()
}

/// The errors of a service, one variant for each code.
#[proc_macro_derive(ApiError, attributes(op, error, from, serde, source))]
pub fn api_error(item: TokenStream) -> TokenStream {
    entry::api_error(&item.into()).into()
}

// The attributes of serde and thiserror are declared so that we can reject them with our own message.
//
// The derives have the names of the traits, because the compiler's messages show them.
#[doc(hidden)]
#[proc_macro_derive(Operation, attributes(op, header, label, opsmith, payload, query))]
pub fn derive_operation(item: TokenStream) -> TokenStream {
    entry::derive(Macro::Operation, &item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(Output, attributes(op, header, label, opsmith, payload, query))]
pub fn derive_output(item: TokenStream) -> TokenStream {
    entry::derive(Macro::Output, &item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __wire_format(tokens: TokenStream) -> TokenStream {
    entry::wire_format(tokens.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn __reserved_header(name: TokenStream) -> TokenStream {
    check::reserved::lookup(&name.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(Shape, attributes(op, serde))]
pub fn derive_shape(item: TokenStream) -> TokenStream {
    entry::derive(Macro::Shape, &item.into()).into()
}
