//! The code for a declaration with mistakes: impls that do nothing, so that its uses still type-check and the mistakes
//! are the only errors. They never run, because the mistakes keep the program from compiling.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Fields};

use crate::ast::Interface;
use crate::check::types;
use crate::expand::{self, ImplHeader, IntParts, StringParts};
use crate::private::Private;
use crate::report::Proof;
use crate::ty;

/// The compiler does not report anything about a type that contains a failed constant, or about its uses. So the first
/// mistake fails a constant, and types that the declaration does not specify contain that constant.
pub(crate) fn operation(
    private: &Private,
    interface: &Interface<'_>,
    first: &TokenStream,
    proofs: &[Proof],
) -> TokenStream {
    // An operation is `'static`, regardless of its generics, which were rejected.
    let header = ImplHeader::of_self(interface.input, private);
    let ImplHeader {
        params,
        this,
        bounds,
    } = &header;
    let unknown = |name: &str| {
        let name = format_ident!("{name}");
        quote!(type #name = [(); CHECKED_DECLARATION];)
    };
    let output = interface.output.as_ref().map_or_else(
        || unknown("Output"),
        |output| expand::associated("Output", output),
    );
    let error = expand::error_type(private, interface).unwrap_or_else(|| unknown("Error"));
    let checked = expand::failed(private, interface, first, proofs);
    let methods = expand::operation_methods(private, interface, &header, true);
    let paginated = expand::paginated(private, interface, &header, true);
    let call = expand::call_methods(private, interface, &header, true);
    let streams = streams(private, interface);
    let debug = debug(private, interface.input);
    let members = written_members(private, interface);
    // With a failed constant in the bounds, the compiler does not report that a wrong member is not `Send`.
    let unchecked = if bounds.is_empty() {
        quote!(where [(); CHECKED_DECLARATION]:)
    } else {
        bounds.clone()
    };
    quote! {
        #checked
        #[automatically_derived]
        impl #params #private::Operation for #this #unchecked {
            const META: &'static #private::OperationMeta = &#private::OperationMeta::DEFAULT;
            #output
            #error
            fn write(&self, _: &mut #private::RequestWriter<'_>) {}
        }
        #paginated
        #debug
        #methods
        impl #params #this #bounds {
            #streams
            #members
        }
        #call
    }
}

/// The streams of a `paginate(..)` that does not name the members yet, because it is still being typed.
fn streams(private: &Private, interface: &Interface<'_>) -> TokenStream {
    let vis = &interface.input.vis;
    let stream = |name| {
        quote! {
            #vis fn #name(self, _: &#private::Client) -> [(); CHECKED_DECLARATION] {
                #private::std::unreachable!()
            }
        }
    };
    match &interface.paginate {
        None => [stream(quote!(pages)), stream(quote!(items))]
            .into_iter()
            .collect(),
        Some(paginate) if paginate.items.is_none() => stream(quote!(items)),
        Some(_) => TokenStream::new(),
    }
}

pub(crate) fn output(private: &Private, input: &DeriveInput) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::of_self(input, private);
    let members = fields(input).filter_map(|field| Some((field.ident.as_ref()?, &field.ty)));
    let items = expand::items(private, input, members, true);
    let members = read_members(private, input);
    quote! {
        #[automatically_derived]
        impl #params #private::Output for #this #bounds {
            const CHECKED: #private::usize = CHECKED_DECLARATION;
            fn read(_: &mut #private::ResponseReader<'_>) -> #private::Result<Self, #private::DecodeError> {
                #private::std::unreachable!()
            }
            fn write(&self, _: &mut #private::ResponseWriter) {}
        }
        #items
        #members
    }
}

pub(crate) fn shape(private: &Private, input: &DeriveInput) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &TokenStream::new());
    let nothing = || quote!(#private::std::unreachable!());
    let kind = enum_kind(input);
    let traits = match kind {
        Some(EnumKind::String) => {
            let (get, make) = (nothing(), nothing());
            expand::string_traits(private, input, &StringParts { get, make })
        }
        Some(EnumKind::Int) => {
            let (get, make) = (nothing(), nothing());
            expand::int_traits(private, input, &IntParts { get, make })
        }
        None => {
            let ImplHeader {
                params,
                this,
                bounds,
            } = ImplHeader::new(input, &quote!(#private::Encode + #private::Decode));
            let text = string_like(private, input);
            quote! {
                #[automatically_derived]
                impl #params #private::ShapePayload for #this #bounds {}
                #text
            }
        }
    };
    let serde = expand::serde_impls(private, input);
    let members = read_members(private, input);
    quote! {
        #[automatically_derived]
        impl #params #private::Encode for #this #bounds {
            fn encode(&self, _: &mut dyn #private::Writer) {}
        }
        #[automatically_derived]
        impl #params #private::Decode for #this #bounds {
            fn decode(_: &mut dyn #private::Reader) -> #private::Result<Self, #private::DecodeError> {
                #private::std::unreachable!()
            }
        }
        #serde
        #traits
        #members
    }
}

// impl P::Text for ScheduleState { .. }
// impl P::FromText for ScheduleState { .. }
/// A struct may have been declared for what is an enum in the model, and is a label or a query parameter elsewhere.
fn string_like(private: &Private, input: &DeriveInput) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &TokenStream::new());
    quote! {
        #[automatically_derived]
        impl #params #private::Text for #this #bounds {
            fn text(&self, _: &mut #private::String, _: #private::TimestampFormat) {}
        }
        #[automatically_derived]
        impl #params #private::FromText for #this #bounds {
            fn from_text(_: &#private::str) -> #private::Result<Self, #private::DecodeError> {
                #private::std::unreachable!()
            }
        }
    }
}

/// Whether a member is certainly in the body, and only the compiler can judge its type.
fn is_judged(attrs: &[syn::Attribute], ty: &syn::Type) -> bool {
    let inner = ty::innermost(ty);
    !attrs.iter().any(|attr| attr.path().is_ident("op"))
        && matches!(ty::bare(inner), syn::Type::Path(_))
        && !ty::is_string(inner)
        && !ty::is_primitive(inner)
        && ty::name(inner).as_deref() != Some("ByteStream")
        && types::problem(ty).is_none()
}

// fn __members(&self) { let _: &[&dyn P::Encode] = &[&self.room]; }
/// Reports mistakes in the types of members together with the other mistakes.
fn written_members(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    let places: Vec<TokenStream> = interface
        .arguments
        .iter()
        .filter(|argument| is_judged(argument.attrs, argument.ty))
        .map(|argument| ty::place(argument.ty, argument.ident))
        .collect();
    let judged = !places.is_empty() && interface.input.generics.params.is_empty();
    judged.then(|| {
        quote! {
            fn __members(&self) {
                let _: &[&dyn #private::Encode] = &[#(#places),*];
            }
        }
    })
}

// fn __members() { let mut __0: P::Option<Room> = P::None; let _: &mut dyn P::Slot = &mut __0; }
fn read_members(private: &Private, input: &DeriveInput) -> Option<TokenStream> {
    let slots: Vec<TokenStream> = fields(input)
        .filter(|field| is_judged(&field.attrs, &field.ty))
        .map(|field| {
            let slot = ty::slot(&field.ty, &format_ident!("__0"));
            let ty = ty::without_option(&field.ty);
            quote! {
                let mut __0: #private::Option<#ty> = #private::None;
                let _: &mut dyn #private::Slot = #slot;
            }
        })
        .collect();
    let judged = !slots.is_empty() && input.generics.params.is_empty();
    judged.then(|| quote!(fn __members() { #(#slots)* }))
}

/// The wire representation of an enum of unit variants.
enum EnumKind {
    String,
    Int,
}

/// The probable kind of an enum that is not a union.
fn enum_kind(input: &DeriveInput) -> Option<EnumKind> {
    let Data::Enum(data) = &input.data else {
        return None;
    };
    let fields = data.variants.iter().flat_map(|variant| &variant.fields);
    let mut values = fields.map(|field| &field.ty);
    match (values.next(), values.next()) {
        (None, _) => Some(EnumKind::String),
        (Some(one), None) if ty::is_string(one) => Some(EnumKind::String),
        (Some(one), None) if ty::is_primitive(one) => Some(EnumKind::Int),
        _ => None,
    }
}

pub(crate) fn api_error(private: &Private, input: &DeriveInput) -> TokenStream {
    let mut header = ImplHeader::of_self(input, private);
    if !input.generics.params.is_empty() {
        // The user's `Debug` has its own bounds.
        let (this, bounds) = (&header.this, &header.bounds);
        header.bounds = quote!(#bounds, #this: #private::fmt::Debug);
    }
    let traits = expand::api_error_traits(private, &header);
    let ImplHeader {
        params,
        this,
        bounds,
    } = &header;
    quote! {
        #[automatically_derived]
        impl #params #private::ApiError for #this #bounds {
            const CHECKED: #private::usize = CHECKED_DECLARATION;
            const CODES: &'static [#private::ErrorCode] = &[];
            fn read(_: #private::Option<#private::usize>, _: &mut #private::ResponseReader<'_>) -> #private::Result<Self, #private::DecodeError> {
                #private::std::unreachable!()
            }
            fn variant(&self) -> (#private::Option<#private::usize>, &dyn #private::ErrorShape) {
                #private::std::unreachable!()
            }
        }
        #traits
    }
}

pub(crate) fn service(
    private: &Private,
    input: &DeriveInput,
    error: Option<&syn::Type>,
) -> TokenStream {
    let header = ImplHeader::new(input, &TokenStream::new());
    let ident = &input.ident;
    let error_checked = error.map(|error| {
        let checked = expand::constant(error, "ApiError");
        quote!(const _: #private::usize = #checked;)
    });
    let calls = expand::service_calls(private, input);
    let error = expand::service_error(private, error);
    let parts = expand::service_parts(
        private,
        input,
        &header,
        &quote! {
            const CHECKED: #private::usize = CHECKED_DECLARATION;
            const META: &'static #private::ServiceMeta = &#private::ServiceMeta::own("", "");
            const MODEL: &'static #private::str = #private::UNKNOWN_MODEL;
            const CASE: #private::Case = #private::Case::Unchanged;
            #error
            type Call<__O: #private::Operation> = #ident<#private::Call<__O>>;
        },
        &quote!(#private::std::unreachable!()),
        &quote!(#private::std::unreachable!()),
    );
    quote!(#error_checked #parts #calls)
}

/// The item in the form that its operations expect: a struct without parameters.
pub(crate) fn service_item(input: &DeriveInput) -> DeriveInput {
    DeriveInput {
        generics: syn::Generics::default(),
        ..input.clone()
    }
}

fn fields(input: &DeriveInput) -> impl Iterator<Item = &syn::Field> {
    let fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        _ => None,
    };
    fields.into_iter().flat_map(Fields::iter)
}

/// Leaves out the fields, because their types may not implement `Debug`.
pub(crate) fn debug(private: &Private, input: &DeriveInput) -> TokenStream {
    let name = input.ident.to_string();
    expand::debug(
        private,
        input,
        &quote!(#private::debug_struct(__f, #name, &[])),
    )
}
