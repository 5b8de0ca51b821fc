//! `#[operation]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::ast::{Auth, HttpBinding, Interface, Location, Member, Service};
use crate::expand::calls::call_methods;
use crate::expand::checked::{associated, checked};
use crate::expand::member::{debug_body, name, remembered, value};
use crate::expand::methods::operation_methods;
use crate::expand::model_pages::model_pages;
use crate::expand::pagination::paginated;
use crate::expand::parts::{ImplHeader, debug};
use crate::expand::read::read;
use crate::expand::service_meta::{aws_meta, own_meta};
use crate::expand::traits::{described, tag};
use crate::private::Private;
use crate::report::Proof;
use crate::ty;

pub(crate) fn operation(
    private: &Private,
    interface: &Interface<'_>,
    binding: &HttpBinding<'_>,
    proofs: Vec<Proof>,
) -> TokenStream {
    let header = ImplHeader::new(interface.input, &TokenStream::new());
    let ident = &interface.input.ident;
    let meta = meta(private, interface, binding);
    let checked = checked(private, interface, proofs);
    let types = associated_types(private, interface);
    let write = write(private, interface, binding);
    let read = read(private, interface, binding);
    let debug = debug(
        private,
        interface.input,
        &debug_body(private, ident, &binding.members),
    );
    let methods = operation_methods(private, interface, &header, false);
    let paginated = paginated(private, interface, &header, false);
    let pages = model_pages(private, interface);
    let call = call_methods(private, interface, &header, false);
    quote! {
        #checked
        #[automatically_derived]
        impl #private::Operation for #ident {
            #meta
            #types
            #write
            #read
        }
        #paginated
        #pages
        #debug
        #methods
        #call
    }
}

// P::known_type!(Output = CreateRoomOutput, CHECKED_DECLARATION);
// P::known_type!(Error = ChimeError, CHECKED_DECLARATION);
fn associated_types(private: &Private, interface: &Interface<'_>) -> TokenStream {
    let output = interface.output.as_ref().map_or_else(
        || {
            let unit = ty::unit();
            quote!(type Output = #unit;)
        },
        |output| associated("Output", output),
    );
    let error =
        error_type(private, interface).unwrap_or_else(|| quote!(type Error = #private::Unmodeled;));
    quote!(#output #error)
}

// type Error = <ChimeError as P::Known<CHECKED_DECLARATION>>::Type;
// type Error = <__Service as P::Service>::Error;
/// The operation's own error, or otherwise that of its service's type.
pub(crate) fn error_type(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    if let Some(error) = &interface.error {
        return Some(associated("Error", error));
    }
    let service = interface.service_type()?;
    Some(quote! {
        #[cfg(not(doc))]
        type Error = <__Service as #private::Service>::Error;
        #[cfg(doc)]
        type Error = <#service as #private::Service>::Error;
    })
}

// const META: &'static P::OperationMeta = &P::OperationMeta { name: "CreateRoom", .. };
fn meta(private: &Private, interface: &Interface<'_>, binding: &HttpBinding<'_>) -> TokenStream {
    let name = &binding.name;
    let service = match (interface.service_type(), &interface.service) {
        _ if let Some(row) = &binding.endpoint => aws_meta(private, row),
        (Some(ty), _) => {
            let here = ty.span();
            let p = Private::at(here);
            quote_spanned!(here=> <__Service as #p::Service>::META)
        }
        (None, Some(Service::Id(id))) => aws_meta(private, &id.value),
        (None, Some(Service::Own(own))) => own_meta(private, own),
        (None, Some(Service::Type(_)) | None) => TokenStream::new(),
    };
    // A mistake in the service's type is reported where it is named; the same span prevents a second report.
    let here = interface
        .service_type()
        .map_or_else(Span::call_site, Spanned::span);
    let p = Private::at(here);
    let codes = quote_spanned!(here=> #p::codes::<Self>());
    let method = Ident::new(binding.method, Span::call_site());
    let pieces = &binding.path.pieces;
    let query = (!binding.path.query.is_empty()).then(|| {
        let query = &binding.path.query;
        quote!(query: #query,)
    });
    let host = binding.host.as_ref().map(|host| {
        let pieces = &host.pieces;
        quote!(host_prefix: &[#(#pieces),*],)
    });
    let flags = [
        ("md5", binding.flags.md5),
        ("compression", binding.flags.compression),
        ("unsigned_payload", binding.flags.unsigned_payload),
        ("sensitive_url", sensitive_url(binding)),
    ]
    .into_iter()
    .filter(|(_, on)| *on)
    .map(|(flag, _)| Ident::new(flag, Span::call_site()));
    let auth = match binding.flags.auth {
        Auth::SigV4 => None,
        Auth::Bearer => Some("Bearer"),
        Auth::SigV4OrBearer => Some("SigV4OrBearer"),
        Auth::None => Some("None"),
    };
    let auth = auth.map(|auth| {
        let auth = Ident::new(auth, Span::call_site());
        quote!(auth: #private::Auth::#auth,)
    });
    let root = binding.root.as_ref().map(|root| {
        let root = tag(private, root);
        quote!(root: #root,)
    });
    quote! {
        const META: &'static #private::OperationMeta = &#private::OperationMeta {
            name: #name,
            service: #service,
            method: #private::Method::#method,
            path: &[#(#pieces),*],
            #query
            #host
            errors: #codes,
            #auth
            #(#flags: true,)*
            #root
            ..#private::OperationMeta::DEFAULT
        };
    }
}

// __r.sensitive_headers("X-Amz-Token");
fn sensitive_headers(member: &Member<'_>, name: &str) -> Option<TokenStream> {
    member
        .sensitive
        .then(|| quote!(__r.sensitive_headers(#name);))
}

// __r.sensitive_query();
fn sensitive(member: &Member<'_>, method: &str) -> Option<TokenStream> {
    let method = Ident::new(method, Span::call_site());
    member.sensitive.then(|| quote!(__r.#method();))
}

/// `label`, `greedy_label`, or `id_label` of an ID of Route 53.
fn label_method(member: &Member<'_>, greedy: bool) -> Ident {
    let method = match member.traits.is_id {
        true => "id_label",
        false if greedy => "greedy_label",
        false => "label",
    };
    Ident::new(method, Span::call_site())
}

/// `query`, or `id_query` of an ID of Route 53.
fn query_method(member: &Member<'_>) -> Ident {
    let method = if member.traits.is_id {
        "id_query"
    } else {
        "query"
    };
    Ident::new(method, Span::call_site())
}

/// Whether the path, the host or the query shows a sensitive member.
fn sensitive_url(binding: &HttpBinding<'_>) -> bool {
    let shown = |(index, member): (usize, &Member<'_>)| {
        member.sensitive
            && (binding.host_labels.contains(&index)
                || matches!(
                    member.location,
                    Location::Label | Location::Query(_) | Location::QueryMap
                ))
    };
    binding.members.iter().enumerate().any(shown)
}

// fn write(&self, __r: &mut P::RequestWriter<'_>) {
//     __r.label("AccountId", &self.account_id);
//     __r.body(&[("Name", &self.name)]);
// }
fn write(private: &Private, interface: &Interface<'_>, binding: &HttpBinding<'_>) -> TokenStream {
    let service = interface.service_type();
    let token = binding
        .members
        .iter()
        .find(|member| member.idempotency_token);
    let token_statement = token.map(|member| {
        let ident = member.ident;
        quote!(let __token = __r.idempotency_token(&self.#ident);)
    });
    let value = |member: &Member<'_>| {
        if member.idempotency_token {
            quote!(&__token)
        } else {
            value(private, member)
        }
    };
    let labels = binding
        .path
        .labels
        .iter()
        .zip(&binding.labels)
        .map(|(label, index)| {
            let value = value(&binding.members[*index]);
            let name = &label.name;
            let method = label_method(&binding.members[*index], label.greedy);
            let sensitive = sensitive(&binding.members[*index], "sensitive_label");
            quote!(__r.#method(#name, #value); #sensitive)
        });
    let host_labels = binding
        .host
        .iter()
        .flat_map(|host| &host.labels)
        .zip(&binding.host_labels)
        .map(|(label, index)| {
            let value = ty::place(binding.members[*index].ty, binding.members[*index].ident);
            let name = &label.name;
            quote!(__r.host_label(#name, #value);)
        });
    let parts = binding.members.iter().filter_map(|member| {
        let value = || value(member);
        Some(match &member.location {
            Location::Query(query) => {
                let (name, value) = (name(private, query, service), value());
                let sensitive = sensitive(member, "sensitive_query");
                let method = query_method(member);
                quote!(__r.#method(#name, #value); #sensitive)
            }
            Location::QueryMap => {
                let (value, sensitive) = (value(), sensitive(member, "sensitive_query"));
                quote!(__r.query_map(#value); #sensitive)
            }
            Location::Header(name) => {
                let (value, sensitive) = (value(), sensitive_headers(member, name));
                quote!(__r.header(#name, #value); #sensitive)
            }
            Location::PrefixHeaders(prefix) => {
                let (value, sensitive) = (value(), sensitive_headers(member, prefix));
                quote!(__r.prefix_headers(#prefix, #value); #sensitive)
            }
            Location::Payload => {
                let value = value();
                let media_type = member.media_type.as_deref().unwrap_or_default();
                let sensitive = sensitive(member, "sensitive_payload");
                quote!(__r.payload(#value, #media_type); #sensitive)
            }
            Location::Label | Location::Status | Location::Body(_) => return None,
        })
    });
    let body: Vec<TokenStream> = binding
        .members
        .iter()
        .filter_map(|member| match &member.location {
            Location::Body(body) => {
                let (name, value) = (name(private, body, service), value(member));
                let value = remembered(private, member.sensitive, value);
                let value = described(private, &member.traits, value);
                Some(quote!((#name, #value)))
            }
            _ => None,
        })
        .collect();
    let body = (!body.is_empty() || binding.empty_body).then(|| quote!(__r.body(&[#(#body),*]);));
    let writer = if binding.members.is_empty() && !binding.empty_body {
        quote!(_)
    } else {
        quote!(__r)
    };
    quote! {
        fn write(&self, #writer: &mut #private::RequestWriter<'_>) {
            #token_statement
            #(#labels)*
            #(#host_labels)*
            #(#parts)*
            #body
        }
    }
}
