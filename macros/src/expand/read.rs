//! `Operation::read`, the inverse of `write`, for fakes and servers. It is expanded only with the feature `both-ends`, so
//! that a program that only calls does not pay for it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::ast::{HttpBinding, Interface, Location, Member, Presence};
use crate::expand::member::{local, name};
use crate::expand::traits::described_slot;
use crate::private::Private;
use crate::ty;

/// Whether `read` is expanded. The tests of this crate compare the expansions of a client.
const EXPANDED: bool = cfg!(all(feature = "both-ends", not(test)));

/// [`read_always`], with the feature.
pub(super) fn read(
    private: &Private,
    interface: &Interface<'_>,
    binding: &HttpBinding<'_>,
) -> Option<TokenStream> {
    EXPANDED.then(|| read_always(private, interface, binding))
}

// P::both_ends! {
//     fn read(__r: &mut P::RequestReader<'_>) -> P::Result<Self, P::DecodeError> {
//         let mut __0 = P::absent(|__o: &Self| &__o.account_id);
//         let mut __1 = P::absent_option(|__o: &Self| &__o.room);
//         __r.label(0, "AccountId", &mut __0)?;
//         __r.body(&mut [("Room", P::from_body(&mut __1).slot())])?;
//         P::Ok(Self { account_id: P::present(__0, "AccountId")?, room: __1 })
//     }
// }
//
// The macro is empty without the feature in the runtime: Cargo builds one macro crate for a runtime with it and another
// one without it, if a build script depends on opsmith as well.
pub(crate) fn read_always(
    private: &Private,
    interface: &Interface<'_>,
    binding: &HttpBinding<'_>,
) -> TokenStream {
    let members = || binding.members.iter().enumerate();
    let locals = members().map(|(index, member)| {
        let (local, ident) = (local(index), member.ident);
        // The type is not named: the compiler would report one that does not exist again.
        let absent = Ident::new(
            match member.presence {
                Presence::Optional => "absent_option",
                Presence::Required | Presence::Defaulted => "absent",
            },
            Span::call_site(),
        );
        quote!(let mut #local = #private::#absent(|__o: &Self| &__o.#ident);)
    });
    let labels = binding
        .path
        .labels
        .iter()
        .zip(&binding.labels)
        .enumerate()
        .map(|(position, (label, index))| {
            let slot = slot(private, &binding.members[*index], *index, "from_header");
            let name = &label.name;
            quote!(__r.label(#position, #name, #slot)?;)
        });
    let parts = members().filter_map(|(index, member)| part(private, interface, member, index));
    let service = interface.service_type();
    let body: Vec<TokenStream> = members()
        .filter_map(|(index, member)| match &member.location {
            Location::Body(body) => {
                let name = name(private, body, service);
                let slot = slot(private, member, index, "from_body");
                let slot = described_slot(private, &member.traits, slot);
                Some(quote!((#name, #slot)))
            }
            _ => None,
        })
        .collect();
    let body = (!body.is_empty()).then(|| quote!(__r.body(&mut [#(#body),*])?;));
    let fields = members().map(|(index, member)| field(private, interface, member, index));
    let reader = if binding.members.is_empty() {
        quote!(_)
    } else {
        quote!(__r)
    };
    let greedy = binding.path.labels.iter().any(|label| label.greedy);
    let greedy = greedy.then(|| quote!(const GREEDY: #private::bool = true;));
    let content = content(private, binding)
        .map(|content| quote!(const CONTENT: #private::Content = #content;));
    quote! {
        #private::both_ends! {
            #content
            #greedy
            fn read(#reader: &mut #private::RequestReader<'_>) -> #private::Result<Self, #private::DecodeError> {
                #(#locals)*
                #(#labels)*
                #(#parts)*
                #body
                #private::Ok(Self { #(#fields),* })
            }
        }
    }
}

// P::Content::Members
/// What the body is, unless it is nothing.
fn content(private: &Private, binding: &HttpBinding<'_>) -> Option<TokenStream> {
    let declares_type = |member: &Member<'_>| matches!(&member.location, Location::Header(name) if name.eq_ignore_ascii_case("content-type"));
    if binding.members.iter().any(declares_type) {
        return Some(quote!(#private::Content::Any));
    }
    if let Some(payload) = payload_content(private, &binding.members) {
        return Some(payload);
    }
    let is_body = |member: &Member<'_>| matches!(member.location, Location::Body(_));
    let members = binding.empty_body || binding.members.iter().any(is_body);
    members.then(|| quote!(#private::Content::Members))
}

// P::Content::MediaType("image/jpeg")
/// The content of a payload, if there is one.
fn payload_content(private: &Private, members: &[Member<'_>]) -> Option<TokenStream> {
    let payload = members
        .iter()
        .find(|member| member.location == Location::Payload)?;
    Some(payload.media_type.as_ref().map_or_else(
        || quote!(#private::Content::Any),
        |media_type| quote!(#private::Content::MediaType(#media_type)),
    ))
}

// P::both_ends! { const CONTENT: P::Content = P::Content::Any; }
/// The content of an output, with the feature, unless it is members.
pub(super) fn output_content(private: &Private, members: &[Member<'_>]) -> Option<TokenStream> {
    let content = payload_content(private, members).filter(|_| EXPANDED)?;
    Some(quote!(#private::both_ends! { const CONTENT: #private::Content = #content; }))
}

// __r.query("max-results", &mut __2)?;
fn part(
    private: &Private,
    interface: &Interface<'_>,
    member: &Member<'_>,
    index: usize,
) -> Option<TokenStream> {
    let slot = |by| slot(private, member, index, by);
    let required = member.presence == Presence::Required;
    Some(match &member.location {
        Location::Query(query) => {
            let name = name(private, query, interface.service_type());
            let slot = slot("from_query");
            quote!(__r.query(#name, #required, #slot)?;)
        }
        Location::QueryMap => {
            let slot = slot("from_query_map");
            quote!(__r.query_map(#slot)?;)
        }
        Location::Header(name) => {
            let slot = slot("from_header");
            let method = Ident::new(
                if member.media_type.is_some() {
                    "media_type_header"
                } else {
                    "header"
                },
                Span::call_site(),
            );
            quote!(__r.#method(#name, #slot)?;)
        }
        Location::PrefixHeaders(prefix) => {
            let slot = slot("from_headers");
            quote!(__r.prefix_headers(#prefix, #slot)?;)
        }
        Location::Payload => {
            let slot = slot("from_payload");
            quote!(__r.payload(#required, #slot)?;)
        }
        Location::Label | Location::Status | Location::Body(_) => return None,
    })
}

/// `&mut __0`, or `P::from_body(&mut __0).slot()`, which accepts every type: one that can only be sent fails when it is
/// read.
fn slot(private: &Private, member: &Member<'_>, index: usize, by: &str) -> TokenStream {
    let local = local(index);
    let inner = ty::innermost(member.ty);
    let is_map = matches!(
        member.location,
        Location::PrefixHeaders(_) | Location::QueryMap
    );
    if !is_map && (ty::is_string(inner) || ty::is_primitive(inner)) {
        return quote!(&mut #local);
    }
    let by = format_ident!("{by}");
    quote!(#private::#by(&mut #local).slot())
}

// account_id: P::present(__0, "AccountId")?
fn field(
    private: &Private,
    interface: &Interface<'_>,
    member: &Member<'_>,
    index: usize,
) -> TokenStream {
    let (ident, local) = (member.ident, local(index));
    let value = match (member.presence, &member.location) {
        (Presence::Optional, _) => quote!(#local),
        // An empty map sends nothing.
        (Presence::Required, Location::PrefixHeaders(_) | Location::QueryMap)
        | (Presence::Defaulted, _) => quote!(#private::Option::unwrap_or_default(#local)),
        (Presence::Required, location) => {
            let name = match location {
                Location::Query(wire) | Location::Body(wire) => {
                    name(private, wire, interface.service_type())
                }
                Location::Header(wire) => quote!(#wire),
                _ => {
                    let name = ident.to_string();
                    quote!(#name)
                }
            };
            quote!(#private::present(#local, #name)?)
        }
    };
    quote!(#ident: #value)
}
