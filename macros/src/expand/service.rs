//! `#[service]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Meta, Type};

use crate::ast::{ServiceItem, ServiceKind};
use crate::expand::checked::{associated, constant};
use crate::expand::parts::ImplHeader;
use crate::expand::service_meta::{aws_meta, own_meta};
use crate::private::Private;

pub(crate) fn service(private: &Private, item: &ServiceItem, input: &DeriveInput) -> TokenStream {
    let ServiceItem { ident, .. } = item;
    let meta = match &item.kind {
        ServiceKind::Aws(id) => aws_meta(private, &id.value),
        ServiceKind::Own {
            service, region, ..
        } => {
            let meta = own_meta(private, service);
            let region = region.as_ref().map(|region| {
                let region = &region.value;
                quote!(.in_region(#region))
            });
            quote!(#meta #region)
        }
    };
    let model = match &item.kind {
        ServiceKind::Aws(id) => Some(&id.value),
        ServiceKind::Own { model, .. } => model.as_ref(),
    };
    let model = model.map(|model| quote!(const MODEL: &'static #private::str = #model;));
    let region = region_check(private, &item.kind);
    let case = item.case.map_or("Unchanged", crate::case::Case::variant);
    let case = Ident::new(case, Span::call_site());
    // const CHECKED_DECLARATION: P::usize = <OrdersError as P::ApiError>::CHECKED;
    let checked = item.error.as_ref().map(|error| {
        let checked = constant(error, "ApiError");
        quote!(const CHECKED_DECLARATION: #private::usize = #checked;)
    });
    let depends =
        (checked.is_some()).then(|| quote!(const CHECKED: #private::usize = CHECKED_DECLARATION;));
    let error = service_error(private, item.error.as_ref());
    let header = ImplHeader::new(input, &TokenStream::new());
    let parts = service_parts(
        private,
        input,
        &header,
        &quote! {
            const META: &'static #private::ServiceMeta = #meta;
            #model
            const CASE: #private::Case = #private::Case::#case;
            #depends
            #error
            type Call<__O: #private::Operation> = #ident<#private::Call<__O>>;
        },
        &quote!(Self { inner: #private::Clone::clone(client) }),
        &quote!(&self.inner),
    );
    let calls = service_calls(private, input);
    let clone = (!derives(input, "Clone")).then(|| {
        quote! {
            #[automatically_derived]
            impl #private::Clone for #ident {
                fn clone(&self) -> Self {
                    Self { inner: #private::Clone::clone(&self.inner) }
                }
            }
        }
    });
    let name = ident.to_string();
    let debug = (!derives(input, "Debug")).then(|| {
        quote! {
            #[automatically_derived]
            impl<__T: #private::fmt::Debug> #private::fmt::Debug for #ident<__T> {
                fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                    __f.debug_tuple(#name).field(&self.inner).finish()
                }
            }
        }
    });
    quote! {
        #checked
        #parts
        #region
        #calls
        #clone
        #debug
    }
}

// P::known_type!(Error = OrdersError, CHECKED_DECLARATION);
/// The errors of the service. What is not an error is reported here, and not by each operation.
pub(crate) fn service_error(private: &Private, error: Option<&Type>) -> TokenStream {
    let Some(error) = error else {
        return quote!(type Error = #private::Unmodeled;);
    };
    associated("Error", error)
}

// const _: () = assert!(P::is_in_region("https://..", "eu-west-1"), "..");
fn region_check(private: &Private, kind: &ServiceKind) -> Option<TokenStream> {
    let ServiceKind::Own {
        service,
        region: Some(region),
        ..
    } = kind
    else {
        return None;
    };
    let message = format!(
        "`region` is `{}`, but the host of `endpoint` is in a different region; remove `region` to sign for the host's region",
        region.value
    );
    let (endpoint, value) = (&service.endpoint, &region.value);
    Some(quote_spanned! {region.span()=>
        const _: () = ::core::assert!(#private::is_in_region(#endpoint, #value), #message);
    })
}

// pub struct Chime<T = ::opsmith::__private::Client> { inner: T }
pub(crate) fn service_struct(private: &Private, input: &DeriveInput) -> TokenStream {
    let DeriveInput {
        attrs, vis, ident, ..
    } = input;
    let path = private.path();
    quote! {
        #(#attrs)*
        #vis struct #ident<T = #path::Client> {
            inner: T,
        }
    }
}

// impl<O: P::Operation> Chime<P::Call<O>> { with_metadata, timeout, .. }
// impl<O: P::Operation> P::std::convert::From<P::Call<O>> for Chime<P::Call<O>> { .. }
// impl<O: P::Operation> P::std::future::IntoFuture for Chime<P::Call<O>> { .. }
// impl<O: P::Operation> P::Sendable for Chime<P::Call<O>> { .. }
// impl<O: P::Operation> P::IntoCall for Chime<P::Call<O>> { .. }
pub(crate) fn service_calls(private: &Private, input: &DeriveInput) -> TokenStream {
    let DeriveInput { vis, ident, .. } = input;
    let header = quote!(<__O: #private::Operation>);
    let call = quote!(#private::Call<__O>);
    quote! {
        impl #header #ident<#call> {
            #private::service_call_methods!(#vis, __O);
        }
        #[automatically_derived]
        impl #header #private::std::convert::From<#call> for #ident<#call> {
            fn from(inner: #call) -> Self {
                Self { inner }
            }
        }
        #[automatically_derived]
        impl #header #private::std::future::IntoFuture for #ident<#call> {
            type Output = #private::Answered<__O, __O::Output>;
            type IntoFuture = #call;
            fn into_future(self) -> Self::IntoFuture {
                self.inner
            }
        }
        #[automatically_derived]
        impl #header #private::Sendable for #ident<#call> {
            type Operation = __O;
            type Output = __O::Output;
            fn into_sent(self, _: &#private::Client) -> impl #private::std::future::Future<Output = #private::Answered<__O, __O::Output>> {
                self.inner
            }
        }
        #[automatically_derived]
        impl #header #private::IntoCall for #ident<#call> {
            fn into_call(self, _: &#private::Client) -> #call {
                self.inner
            }
        }
    }
}

// impl P::Service for Chime { .. }
// impl Chime { pub fn new(client: &P::Client) -> Self; pub fn client(&self) -> &P::Client }
pub(crate) fn service_parts(
    private: &Private,
    input: &DeriveInput,
    header: &ImplHeader,
    body: &TokenStream,
    new: &TokenStream,
    client: &TokenStream,
) -> TokenStream {
    let vis = &input.vis;
    let ImplHeader {
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
            /// Creates a typed client of the service that sends its calls with `client`.
            #[must_use]
            #vis fn new(client: &#private::Client) -> Self {
                #new
            }
            /// Returns the client that sends the calls.
            #[must_use]
            #vis fn client(&self) -> &#private::Client {
                #client
            }
        }
    }
}

/// Whether the user derives a trait that would be generated otherwise.
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
