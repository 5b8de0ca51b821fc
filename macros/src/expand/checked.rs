//! The constant that checks everything that an operation names.
//!
//! Where it fails, the types that depend on it are unknown, and the compiler says nothing about their uses. So an output
//! that is not one is reported where the operation names it, and nowhere else.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;

use crate::ast::{Interface, Service};
use crate::private::Private;
use crate::ty;

// const CHECKED_DECLARATION: P::usize = <CreateRoomOutput as P::Output>::CHECKED + <ChimeError as P::ApiError>::CHECKED;
pub(super) fn checked(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    let terms = terms(interface);
    let service = service(private, interface);
    (!terms.is_empty())
        .then(|| quote!(const CHECKED_DECLARATION: #private::usize = #(#terms)+*; #service))
}

// type __Service = <Orders as P::Known<CHECKED_DECLARATION>>::Type;
fn service(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    let service = interface.service_type()?;
    let known = known(private, interface, service);
    Some(quote!(type __Service = #known;))
}

/// The same with the first mistake of the declaration, which fails it in any case.
pub(crate) fn failed(
    private: &Private,
    interface: &Interface<'_>,
    first: &TokenStream,
) -> TokenStream {
    let generic = !interface.input.generics.params.is_empty();
    let terms = if generic {
        Vec::new()
    } else {
        terms(interface)
    };
    let service = service(private, interface);
    quote!(const CHECKED_DECLARATION: #private::usize = { #first } #(+ #terms)*; #service)
}

/// Each is 0 if all is right.
fn terms(interface: &Interface<'_>) -> Vec<TokenStream> {
    let constant = |ty: &Type, of: &str| {
        let here = ty::start(ty);
        let p = Private::at(here);
        let of = syn::Ident::new(of, here);
        quote_spanned!(here=> <#ty as #p::#of>::CHECKED)
    };
    let mut terms = Vec::new();
    terms.extend(interface.service_type().map(|ty| constant(ty, "Service")));
    terms.extend(unmodeled(interface));
    terms.extend(interface.output.as_ref().map(|ty| constant(ty, "Output")));
    terms.extend(interface.error.as_ref().map(|ty| constant(ty, "ApiError")));
    terms.extend(list(interface));
    terms
}

// P::assert_unmodeled(<Orders as P::Service>::MODEL, "Orders")
/// An operation of `service = Type` is not looked up in a model, so the service must not have one.
fn unmodeled(interface: &Interface<'_>) -> Option<TokenStream> {
    let Some(Service::Type(ty)) = &interface.service else {
        return None;
    };
    let here = ty::start(ty);
    let (p, name) = (Private::at(here), ty::display(ty));
    Some(quote_spanned!(here=> #p::assert_unmodeled(<#ty as #p::Service>::MODEL, #name)))
}

// P::assert_list(<ListRoomsOutput as P::Output>::LISTS, "rooms", "..")
fn list(interface: &Interface<'_>) -> Option<TokenStream> {
    let items = items(interface)?;
    let output = interface.output.as_ref()?;
    let name = items.unraw().to_string();
    let problem = format!(
        "`{}` has no list or map named `{name}`",
        ty::display(output)
    );
    // A wrong name is shown where it stands.
    let here = items.span().resolved_at(Span::call_site());
    let p = Private::at(here);
    let lists = quote_spanned!(here=> <#output as #p::Output>::LISTS);
    Some(quote_spanned!(here=> #p::assert_list(#lists, #name, #problem)))
}

/// `<CreateRoomOutput as P::Known<CHECKED_DECLARATION>>::Type`
fn known(private: &Private, interface: &Interface<'_>, ty: &dyn ToTokens) -> TokenStream {
    // Where `items` are not there, the compiler notes at their name that the constant failed.
    let here = items(interface).map_or_else(Span::call_site, |items| {
        items.span().resolved_at(Span::call_site())
    });
    let checked = syn::Ident::new("CHECKED_DECLARATION", here);
    quote!(<#ty as #private::Known<#checked>>::Type)
}

fn items<'i>(interface: &'i Interface<'_>) -> Option<&'i syn::Ident> {
    interface.paginate.as_ref()?.items.as_ref()
}

// P::known_type!(Output = CreateRoomOutput, CHECKED_DECLARATION);
/// An associated type that is known if the constant is. The documentation shows the type itself.
pub(crate) fn associated(
    private: &Private,
    interface: &Interface<'_>,
    name: &str,
    ty: &dyn ToTokens,
) -> TokenStream {
    let name = syn::Ident::new(name, Span::call_site());
    if items(interface).is_none() {
        return quote!(#private::known_type!(#name = #ty, CHECKED_DECLARATION););
    }
    // The compiler would repeat its note about `items` for the macro.
    let known = known(private, interface, ty);
    quote! {
        #[cfg(not(doc))]
        type #name = #known;
        #[cfg(doc)]
        type #name = #ty;
    }
}
