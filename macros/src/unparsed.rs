//! What is emitted for an item that does not parse. The compiler reports the syntax error itself.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::macro_kind::Macro;
use crate::private::Private;
use crate::report::Report;
use crate::{check, expand, fallback, half_typed, parse};

/// The code for an item of which only a part can be read, or else the error.
pub(crate) fn item(kind: Macro, item: &TokenStream, error: &syn::Error) -> TokenStream {
    if let Some(input) = half_typed::recover(item) {
        return half_typed_struct(kind, &input);
    }
    let read = half_typed::recover_enum(item).filter(|_| kind == Macro::Shape);
    let Some(input) = read else {
        return error.to_compile_error();
    };
    let report = Report::new();
    let private = Private::find(&parse::arguments(&input, kind.name(), &report).args);
    report.dismiss();
    let impls = fallback::shape(&private, &input);
    let debug = fallback::debug(&private, &input);
    private.scope(&quote!(#impls #debug))
}

/// The code for an error enum, whose variants do not matter.
pub(crate) fn error_enum(item: &TokenStream, error: &syn::Error) -> TokenStream {
    let Some(input) = half_typed::recover_enum(item) else {
        return error.to_compile_error();
    };
    let private = Private::default();
    let impls = fallback::api_error(&private, &input);
    private.scope(&quote!(const CHECKED_DECLARATION: #private::usize = 0; #impls))
}

fn half_typed_struct(kind: Macro, input: &DeriveInput) -> TokenStream {
    let report = Report::new();
    let arguments = parse::arguments(input, kind.name(), &report);
    let private = Private::find(&arguments.args);
    let failure = half_typed::failure(&input.ident);
    let (constructor, impls) = match kind {
        Macro::Operation => {
            let raw = parse::operation(input, &arguments, &report);
            let (interface, _) = check::operation(raw, &arguments, &report);
            (
                None,
                fallback::operation(&private, &interface, &failure, &[]),
            )
        }
        Macro::Output => {
            let raw = parse::output(input, &arguments, &report);
            (raw.constructor(), fallback::output(&private, input))
        }
        Macro::Shape => {
            let raw = parse::shape(input, &arguments, &report);
            (raw.constructor(), fallback::shape(&private, input))
        }
    };
    report.dismiss();
    if kind == Macro::Operation {
        return private.scope(&impls);
    }
    let methods = expand::constructor(&private, input, &constructor, true);
    let debug = fallback::debug(&private, input);
    private.scope(&quote! {
        const CHECKED_DECLARATION: #private::usize = { #failure };
        #impls
        #debug
        #methods
    })
}
