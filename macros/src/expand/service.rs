//! `#[service]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Meta};

use crate::ast::{ServiceItem, ServiceKind};
use crate::attr::Private;
use crate::expand::operation::service_constant;
use crate::expand::parts::Header;

pub(crate) fn service(private: &Private, item: &ServiceItem, input: &DeriveInput) -> TokenStream {
    let ServiceItem { ident, .. } = item;
    let meta = match &item.kind {
        ServiceKind::Aws(id) => {
            let constant = service_constant(&id.value);
            quote!(&#private::services::#constant)
        }
        ServiceKind::Own {
            signing_name,
            endpoint,
        } => {
            let (signing_name, endpoint) = (&signing_name.value, &endpoint.value);
            quote!(&#private::ServiceMeta::own(#signing_name, #endpoint))
        }
    };
    let case = item.case.map_or("Unchanged", crate::case::Case::variant);
    let case = Ident::new(case, Span::call_site());
    let error = item
        .error
        .as_ref()
        .map_or_else(|| quote!(#private::Unmodeled), ToTokens::to_token_stream);
    let header = Header::new(input, &TokenStream::new());
    let parts = service_parts(
        private,
        input,
        &header,
        &quote! {
            const META: &'static #private::ServiceMeta = #meta;
            const CASE: #private::Case = #private::Case::#case;
            type Error = #error;
        },
        &quote!(Self { client: #private::Clone::clone(client) }),
        &quote!(&self.client),
    );
    let clone = (!derives(input, "Clone")).then(|| {
        quote! {
            #[automatically_derived]
            impl #private::Clone for #ident {
                fn clone(&self) -> Self {
                    Self { client: #private::Clone::clone(&self.client) }
                }
            }
        }
    });
    let name = ident.to_string();
    let debug = (!derives(input, "Debug")).then(|| {
        quote! {
            #[automatically_derived]
            impl #private::fmt::Debug for #ident {
                fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                    #private::debug_struct(__f, #name, &[("client", &self.client)])
                }
            }
        }
    });
    quote! {
        #parts
        #clone
        #debug
    }
}

// pub struct Chime { client: ::opsmith::__private::Client }
pub(crate) fn service_struct(private: &Private, input: &DeriveInput) -> TokenStream {
    let DeriveInput {
        attrs, vis, ident, ..
    } = input;
    let path = private.path();
    quote! {
        #(#attrs)*
        #vis struct #ident {
            client: #path::Client,
        }
    }
}

// impl P::Service for Chime { .. }
// impl Chime { pub fn new(client: &P::Client) -> Self; pub fn client(&self) -> &P::Client }
pub(crate) fn service_parts(
    private: &Private,
    input: &DeriveInput,
    header: &Header,
    body: &TokenStream,
    new: &TokenStream,
    client: &TokenStream,
) -> TokenStream {
    let vis = &input.vis;
    let Header {
        params,
        this,
        bounds,
    } = header;
    quote! {
        #[automatically_derived]
        impl #params #private::Service for #this #bounds {
            #body
            fn client(&self) -> &#private::Client {
                #client
            }
        }
        impl #params #this #bounds {
            /// The service as this client calls it.
            #[must_use]
            #vis fn new(client: &#private::Client) -> Self {
                #new
            }
            /// The client.
            #[must_use]
            #vis fn client(&self) -> &#private::Client {
                #client
            }
        }
    }
}

/// Whether the user derives a trait that is generated otherwise.
fn derives(input: &DeriveInput, name: &str) -> bool {
    input.attrs.iter().any(|attr| match &attr.meta {
        Meta::List(list) if list.path.is_ident("derive") => list
            .tokens
            .clone()
            .into_iter()
            .any(|token| matches!(token, proc_macro2::TokenTree::Ident(word) if word == name)),
        _ => false,
    })
}
