//! An operation as a method of its service: `chime.create_room(..)`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::ast::Face;
use crate::attr::Private;
use crate::case::Case;
use crate::expand::methods::{
    argument_type, arguments, required, settable, setter_docs, setter_name,
};
use crate::expand::operation::service_type;
use crate::expand::parts::{Header, impl_keyword};

/// A service's typed client has a method for the operation, unless generics make that impossible; they are refused.
fn client_type<'f>(face: &'f Face<'_>) -> Option<&'f syn::Type> {
    service_type(face).filter(|_| face.input.generics.params.is_empty())
}

fn call_ident(ident: &Ident) -> Ident {
    format_ident!("{}Call", ident.unraw(), span = ident.span())
}

// pub struct CreateRoomCall(::opsmith::__private::Call<CreateRoom>);
pub(crate) fn call_struct(private: &Private, face: &Face<'_>) -> TokenStream {
    if client_type(face).is_none() {
        return TokenStream::new();
    }
    let ident = &face.input.ident;
    let vis = &face.input.vis;
    let call = call_ident(ident);
    let path = private.path();
    let doc = format!(" A call of [`{}`]; awaiting it sends it.", ident.unraw());
    quote! {
        #[doc = #doc]
        #[must_use = "a call does nothing until it is awaited"]
        #vis struct #call(#path::Call<#ident>);
    }
}

// impl Chime { pub fn create_room(&self, ..) -> CreateRoomCall { .. } }
// impl CreateRoomCall { .. }
// impl P::std::future::IntoFuture for CreateRoomCall { .. }
pub(crate) fn call_methods(private: &Private, face: &Face<'_>, header: &Header) -> TokenStream {
    let Some(service) = client_type(face) else {
        return TokenStream::new();
    };
    let ident = &face.input.ident;
    let vis = &face.input.vis;
    let Header { bounds, .. } = header;
    let call = call_ident(ident);
    let method = method_name(ident);
    let nested = impl_keyword(face.input);
    let arguments = arguments(private, face);
    let passed = required(face).map(|argument| argument.ident);
    // What is wrong with the service is said where the operation names it, and at the same place not again.
    let here = service.span();
    let p = Private::at(here);
    let this = Ident::new("self", here.resolved_at(Span::call_site()));
    let client = quote_spanned!(here=> <#service as #p::Service>::client(#this));
    let method_doc = format!(" Calls [`{}`]; awaiting the call sends it.", ident.unraw());
    let setters = settable(face).map(|argument| {
        let docs = setter_docs(argument);
        let name = setter_name(argument, true);
        let ty = argument_type(private, argument);
        quote! {
            #docs
            #[must_use]
            #vis fn #name(self, value: #ty) -> Self {
                Self(self.0.map_operation(|__o| #ident::#name(__o, value)))
            }
        }
    });
    let pages = face.paginate.as_ref().map(|paginate| {
        let items = paginate.items.as_ref().map(|_| {
            quote! {
                /// Streams the items of all pages.
                #vis fn items(self) -> #private::ItemStream<#ident> {
                    #private::ItemStream::from_call(self.0)
                }
            }
        });
        quote! {
            /// Streams the pages.
            #vis fn pages(self) -> #private::Pages<#ident> {
                #private::Pages::from_call(self.0)
            }
            #items
        }
    });
    quote! {
        #[allow(non_local_definitions)]
        impl #service {
            #[doc = #method_doc]
            #vis fn #method(&self, #(#arguments),*) -> #call #bounds {
                #call(#private::Call::new(#ident::new(#(#passed),*), #client))
            }
        }
        #nested #call {
            #(#setters)*
            /// Changes the options of this call.
            #[must_use]
            #vis fn customize(self, change: impl #private::std::ops::FnOnce(#private::Call<#ident>) -> #private::Call<#ident>) -> Self {
                Self(change(self.0))
            }
            #pages
        }
        #[automatically_derived]
        impl #private::std::future::IntoFuture for #call {
            type Output = <#private::Call<#ident> as #private::std::future::Future>::Output;
            type IntoFuture = #private::Call<#ident>;
            fn into_future(self) -> Self::IntoFuture {
                self.0
            }
        }
        #[automatically_derived]
        impl #private::fmt::Debug for #call {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt::Debug::fmt(&self.0, __f)
            }
        }
    }
}

/// `create_room` of `CreateRoom`, raw where that is a keyword.
fn method_name(ident: &Ident) -> Ident {
    let name = Case::Snake.apply(&ident.unraw().to_string());
    match syn::parse_str::<Ident>(&name) {
        Ok(mut method) => {
            method.set_span(ident.span());
            method
        }
        Err(_) if matches!(name.as_str(), "self" | "super" | "crate" | "") => {
            format_ident!("{name}_", span = ident.span())
        }
        Err(_) => Ident::new_raw(&name, ident.span()),
    }
}
