//! The methods of an operation: `new`, setters, `send` and what else there is to do with it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;

use crate::ast::{Argument, Face, Presence};
use crate::attr::Private;
use crate::expand::operation::service_type;
use crate::expand::parts::Header;
use crate::ty;

/// Names that a setter cannot have.
const GENERATED: [&str; 7] = [
    "new", "send", "presign", "to_http", "to_curl", "pages", "items",
];

pub(super) fn setter_name(argument: &Argument<'_>, of_service: bool) -> Ident {
    let name = argument.ident.unraw();
    let taken = GENERATED.iter().any(|taken| name == taken) || (of_service && name == "customize");
    if taken {
        format_ident!("set_{name}", span = argument.ident.span())
    } else {
        argument.ident.clone()
    }
}

/// `impl P::Into<String>`, or `i32`.
pub(super) fn argument_type(private: &Private, argument: &Argument<'_>) -> TokenStream {
    let ty = ty::without_option(argument.ty);
    if ty::is_passed_by_value(ty) {
        ty.to_token_stream()
    } else {
        quote!(impl #private::Into<#ty>)
    }
}

/// The argument as the field's type.
fn converted(private: &Private, argument: &Argument<'_>, name: &Ident) -> TokenStream {
    if ty::is_passed_by_value(ty::without_option(argument.ty)) {
        name.to_token_stream()
    } else {
        quote!(#private::Into::into(#name))
    }
}

/// The arguments of `new`: `account_id: impl P::Into<String>`
pub(crate) fn arguments(private: &Private, face: &Face<'_>) -> Vec<TokenStream> {
    required(face)
        .map(|argument| {
            let ident = argument.ident;
            let ty = argument_type(private, argument);
            quote!(#ident: #ty)
        })
        .collect()
}

pub(super) fn required<'f, 'a>(face: &'f Face<'a>) -> impl Iterator<Item = &'f Argument<'a>> {
    face.arguments
        .iter()
        .filter(|argument| argument.presence == Presence::Required)
}

pub(super) fn settable<'f, 'a>(face: &'f Face<'a>) -> impl Iterator<Item = &'f Argument<'a>> {
    face.arguments
        .iter()
        .filter(|argument| argument.presence != Presence::Required)
}

/// The field's own docs, or a line that says what the setter does.
pub(super) fn setter_docs(argument: &Argument<'_>) -> TokenStream {
    let mut docs = argument
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("doc"))
        .peekable();
    if docs.peek().is_none() {
        let line = format!(" Sets `{}`.", argument.ident.unraw());
        quote!(#[doc = #line])
    } else {
        quote!(#(#docs)*)
    }
}

// impl CreateRoom { pub fn new(..) -> Self; setters; pub fn send(..); .. }
pub(crate) fn operation_methods(
    private: &Private,
    face: &Face<'_>,
    header: &Header,
    fallback: bool,
) -> TokenStream {
    let Header {
        params,
        this,
        bounds,
    } = header;
    let vis = &face.input.vis;
    let arguments = arguments(private, face);
    let fields = face.arguments.iter().map(|argument| {
        let ident = argument.ident;
        let value = match argument.presence {
            Presence::Required => converted(private, argument, ident),
            Presence::Optional => quote!(#private::None),
            Presence::Defaulted => quote!(#private::Default::default()),
        };
        quote!(#ident: #value)
    });
    let new = if fallback {
        // The item may be no struct at all.
        quote!(#private::std::unreachable!())
    } else {
        quote!(Self { #(#fields),* })
    };
    let new_doc = if required(face).next().is_some() {
        " Takes the required members."
    } else {
        " No member is required."
    };
    let of_service = service_type(face).is_some();
    let value = Ident::new("value", Span::call_site());
    let setters = settable(face).map(|argument| {
        let docs = setter_docs(argument);
        let ident = argument.ident;
        let name = setter_name(argument, of_service);
        let ty = argument_type(private, argument);
        let mut converted = converted(private, argument, &value);
        if argument.presence == Presence::Optional {
            converted = quote!(#private::Some(#converted));
        }
        quote! {
            #docs
            #[must_use]
            #vis fn #name(mut self, #value: #ty) -> Self {
                self.#ident = #converted;
                self
            }
        }
    });
    let pages = face.paginate.as_ref().map(|paginate| {
        let items = paginate.items.as_ref().map(|_| {
            quote! {
                /// Streams the items of all pages.
                #vis fn items(self, client: &#private::Client) -> #private::ItemStream<Self> {
                    #private::ItemStream::new(self, client)
                }
            }
        });
        quote! {
            /// Streams the pages.
            #vis fn pages(self, client: &#private::Client) -> #private::Pages<Self> {
                #private::Pages::new(self, client)
            }
            #items
        }
    });
    quote! {
        impl #params #this #bounds {
            #[doc = #new_doc]
            #[must_use]
            #vis fn new(#(#arguments),*) -> Self {
                #new
            }
            #(#setters)*
            /// Sends the operation, when awaited.
            #vis fn send(self, client: &#private::Client) -> #private::Call<Self> {
                #private::Call::new(self, client)
            }
            #pages
            /// Signs a URL that sends the operation without credentials until it expires.
            #vis fn presign(&self, client: &#private::Client, expires_in: #private::Duration) -> #private::Presign<Self> {
                #private::presign(self, client, expires_in)
            }
            /// The signed request, without sending it.
            #vis fn to_http(&self, client: &#private::Client) -> #private::ToHttp<Self> {
                #private::to_http(self, client)
            }
            /// The signed request as a command line, without sending it.
            #vis fn to_curl(&self, client: &#private::Client, secrets: #private::Secrets) -> #private::ToCurl<Self> {
                #private::to_curl(self, client, secrets)
            }
        }
    }
}
