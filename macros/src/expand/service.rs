//! `#[service]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{DeriveInput, Meta};

use crate::ast::{ServiceItem, ServiceKind};
use crate::attr::Private;
use crate::expand::operation::service_constant;
use crate::expand::parts::{Header, allow};

pub(crate) fn service(private: &Private, item: &ServiceItem, input: &DeriveInput) -> TokenStream {
    let ServiceItem { ident, vis, .. } = item;
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
    let error = match &item.error {
        Some(error) => error.to_token_stream(),
        None => quote!(#private::Unmodeled),
    };
    let attrs = &input.attrs;
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
    let allow = allow();
    let clone = (!derives(input, "Clone")).then(|| {
        quote! {
            #allow
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
            #allow
            impl #private::fmt::Debug for #ident {
                fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                    #private::debug_struct(__f, #name, &[("client", &self.client)])
                }
            }
        }
    });
    quote! {
        #(#attrs)*
        #vis struct #ident {
            client: #private::Client,
        }
        #parts
        #clone
        #debug
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
    let allow = allow();
    quote! {
        #allow
        impl #params #private::Service for #this #bounds {
            #body
        }
        #[allow(dead_code, unreachable_pub, unused_variables, clippy::all, clippy::pedantic, clippy::nursery)]
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
