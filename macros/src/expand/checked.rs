//! The constant that checks everything that a declaration names.
//!
//! Where it fails, the types that depend on it are unknown, and the compiler says nothing about their uses. So an output
//! that is not one is reported where the operation names it, and nowhere else.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Type;
use syn::ext::IdentExt;

use crate::ast::{Interface, Service};
use crate::private::Private;
use crate::report::{About, Proof};
use crate::ty;

// const CHECKED_0: P::usize = { use P::NoModel as _; P::assert_shape(..) };
// const CHECKED_DECLARATION: P::usize = P::passed::<CHECKED_0>() + <ChimeError as P::ApiError>::CHECKED;
pub(super) fn checked(
    private: &Private,
    interface: &Interface<'_>,
    proofs: Vec<Proof>,
) -> Option<TokenStream> {
    let has_output = proofs.iter().any(|proof| proof.about == About::Output);
    let lists = list(interface);
    let has_output = has_output || lists.is_some();
    let about = |about| move |assertion| Proof { assertion, about };
    let own = unmodeled(interface).map(about(About::Type));
    let own = own.into_iter().chain(lists.map(about(About::Output)));
    let terms = terms(interface, !has_output);
    let constant = sum(
        private,
        &interface.input.ident,
        &terms,
        proofs.into_iter().chain(own),
    )?;
    let service = service(private, interface);
    Some(quote!(#constant #service))
}

/// The constant of an output or a shape, which names no other declaration.
pub(crate) fn proved(
    private: &Private,
    declared: &Ident,
    proofs: Vec<Proof>,
) -> Option<TokenStream> {
    sum(private, declared, &[], proofs)
}

/// Each assertion has its own constant, so that all that fail are reported. As an argument of `passed`, its failure is
/// that of a type: the compiler notes at the assertion that a constant failed, and not wherever the sum is used.
fn sum(
    private: &Private,
    declared: &Ident,
    terms: &[TokenStream],
    proofs: impl IntoIterator<Item = Proof>,
) -> Option<TokenStream> {
    let (mut constants, mut all) = (TokenStream::new(), Vec::new());
    for (index, Proof { assertion, about }) in proofs.into_iter().enumerate() {
        let mut name = format_ident!("CHECKED_{index}");
        // What the compiler suggests for a type that does not exist is where it is for the field.
        if about == About::Argument {
            name.set_span(declared.span());
        }
        constants.extend(quote!(const #name: #private::usize = { #assertion };));
        let here = assertion.into_iter().next();
        name.set_span(here.map_or_else(Span::call_site, |token| token.span()));
        all.push(quote!(#private::passed::<#name>()));
    }
    all.extend_from_slice(terms);
    (!all.is_empty())
        .then(|| quote!(#constants const CHECKED_DECLARATION: #private::usize = #(#all)+*;))
}

// type __Service = <Orders as P::Known<CHECKED_DECLARATION>>::Type;
fn service(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    let service = interface.service_type()?;
    Some(quote!(type __Service = <#service as #private::Known<CHECKED_DECLARATION>>::Type;))
}

/// The same with the first mistake of the declaration, which fails it in any case.
pub(crate) fn failed(
    private: &Private,
    interface: &Interface<'_>,
    first: &TokenStream,
    proofs: &[Proof],
) -> TokenStream {
    let generic = !interface.input.generics.params.is_empty();
    let terms = if generic {
        Vec::new()
    } else {
        let own = unmodeled(interface).into_iter().chain(list(interface));
        let own = own.map(|own| quote!({ #own }));
        terms(interface, true).into_iter().chain(own).collect()
    };
    let service = service(private, interface);
    let proofs = unproved(private, proofs);
    quote! {
        const CHECKED_DECLARATION: #private::usize = { #first } #(+ #terms)*;
        #service
        #proofs
    }
}

// const _: P::usize = { P::assert_shape(..) };
/// The assertions of a declaration that has failed already.
pub(crate) fn unproved(private: &Private, proofs: &[Proof]) -> TokenStream {
    let assertions = proofs.iter().map(|proof| &proof.assertion);
    quote!(#(const _: #private::usize = { #assertions };)*)
}

// <CreateRoomOutput as P::Output>::CHECKED
/// It is 0 if all is right.
pub(crate) fn constant(ty: &Type, of: &str) -> TokenStream {
    let here = ty::start(ty);
    let p = Private::at(here);
    let of = Ident::new(of, here);
    quote_spanned!(here=> <#ty as #p::#of>::CHECKED)
}

fn terms(interface: &Interface<'_>, with_output: bool) -> Vec<TokenStream> {
    let output = interface.output.as_ref().filter(|_| with_output);
    let mut terms = Vec::new();
    terms.extend(interface.service_type().map(|ty| constant(ty, "Service")));
    terms.extend(output.map(|ty| constant(ty, "Output")));
    terms.extend(interface.error.as_ref().map(|ty| constant(ty, "ApiError")));
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

// P::assert_list(<ListRoomsOutput as P::Output>::CHECKED, <ListRoomsOutput as P::Output>::LISTS, "rooms", "..")
fn list(interface: &Interface<'_>) -> Option<TokenStream> {
    let items = interface.paginate.as_ref()?.items.as_ref()?;
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
    // The lists of an output with mistakes are not known.
    let checked = constant(output, "Output");
    Some(quote_spanned!(here=> #p::assert_list(#checked, #lists, #name, #problem)))
}

// P::known_type!(Output = CreateRoomOutput, CHECKED_DECLARATION);
/// An associated type that is known if the constant is. The documentation shows the type itself.
pub(crate) fn associated(name: &str, ty: &Type) -> TokenStream {
    // A private type is reported at its name.
    let here = ty::start(ty);
    let p = Private::at(here);
    let (name, checked) = (
        Ident::new(name, here),
        Ident::new("CHECKED_DECLARATION", Span::call_site()),
    );
    quote_spanned!(here=> #p::known_type!(#name = #ty, #checked);)
}
