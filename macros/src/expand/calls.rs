//! An operation as a method of its service: `chime.create_room(..)`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::ast::{Argument, Interface};
use crate::case::Case;
use crate::expand::methods::{
    OF_CALLS, OF_OPERATIONS, argument_type, arguments, required, settable, setter_docs, setter_name,
};
use crate::expand::parts::{ImplHeader, impl_keyword};
use crate::private::Private;
use crate::ty;

/// A service's typed client has a method for the operation, unless the operation is generic, which is rejected.
fn client_type<'f>(interface: &'f Interface<'_>) -> Option<&'f Type> {
    interface
        .service_type()
        .filter(|_| interface.input.generics.params.is_empty())
}

/// `Chime<P::Call<CreateRoom>>`, for a service that is named by a path.
///
/// The type of a call is the service's own type with a different argument, so that the macro adds no names to the user's
/// module.
fn call_type(service: &Type, ident: &Ident) -> Option<TokenStream> {
    let Type::Path(path) = ty::bare(service) else {
        return None;
    };
    let last = path.path.segments.last()?;
    // A mistake in the service is reported where the operation names it; the same span prevents a second report.
    let p = Private::at(service.span());
    last.arguments
        .is_none()
        .then(|| quote_spanned!(service.span()=> #path<#p::Call<#ident>>))
}

// impl Chime { pub fn create_room(&self, ..) -> <Chime as P::Service>::Call<CreateRoom> { .. } }
// impl Chime<P::Call<CreateRoom>> { setters }
pub(crate) fn call_methods(
    private: &Private,
    interface: &Interface<'_>,
    header: &ImplHeader,
    fallback: bool,
) -> TokenStream {
    let Some(service) = client_type(interface) else {
        return TokenStream::new();
    };
    let ident = &interface.input.ident;
    let vis = &interface.input.vis;
    let ImplHeader { bounds, .. } = header;
    let method = method_name(ident);
    let mut arguments = arguments(private, &interface.arguments);
    if fallback && !arguments.is_empty() {
        // What the method takes may depend on the mistake. Any number of arguments passes for one whose type failed.
        arguments = vec![quote!(_: [(); CHECKED_DECLARATION])];
    }
    let passed = required(&interface.arguments).map(|argument| argument.ident);
    let here = service.span();
    let p = Private::at(here);
    let this = Ident::new("self", here.resolved_at(Span::call_site()));
    let client = quote_spanned!(here=> <__Service as #p::Service>::client(#this));
    let method_doc = format!(
        " Calls [`{}`]. The call is sent when you await it.",
        ident.unraw()
    );
    let (nested, plain): (Vec<_>, Vec<_>) =
        settable(&interface.arguments).partition(|argument| ty::has_arguments(argument.ty));
    let setter = |argument: &Argument<'_>| {
        let docs = setter_docs(argument);
        let (name, own) = (
            setter_name(argument, OF_CALLS),
            setter_name(argument, OF_OPERATIONS),
        );
        let ty = argument_type(private, argument);
        quote! {
            #docs
            #[must_use]
            #vis fn #name(self, value: #ty) -> Self {
                #private::set_member(self, |__o| #ident::#own(__o, value))
            }
        }
    };
    // As in `Methods`: a type that does not exist is reported once.
    let setters = |keyword: &Ident, members: &[&Argument<'_>]| {
        let call = call_type(service, ident).filter(|_| !members.is_empty())?;
        let setters = members.iter().map(|argument| setter(argument));
        Some(quote! {
            #[allow(non_local_definitions)]
            #keyword #call {
                #(#setters)*
            }
        })
    };
    let spanned = impl_keyword(interface.input);
    let unspanned = Ident::new("impl", Span::call_site());
    let (nested, plain) = (setters(&spanned, &nested), setters(&unspanned, &plain));
    let keyword = if required(&interface.arguments).any(|argument| ty::has_arguments(argument.ty)) {
        spanned
    } else {
        unspanned
    };
    let body = if fallback {
        quote!(#private::std::unreachable!())
    } else {
        quote!(#private::std::convert::From::from(#private::Call::new(#ident::new(#(#passed),*), #client)))
    };
    let returned = quote_spanned!(here=> <__Service as #p::Service>::Call<#ident>);
    quote! {
        #[allow(non_local_definitions)]
        #keyword #service {
            #[doc = #method_doc]
            #[must_use = "calls do nothing unless you `.await` them"]
            #vis fn #method(&self, #(#arguments),*) -> #returned #bounds {
                #body
            }
        }
        #plain
        #nested
    }
}

/// `create_room` for `CreateRoom`, as a raw identifier if it is a keyword.
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
