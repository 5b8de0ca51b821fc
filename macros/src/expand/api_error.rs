//! `#[derive(ApiError)]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ast::ErrorEnum;
use crate::expand::parts::ImplHeader;
use crate::private::Private;

// const CHECKED_DECLARATION: P::usize = { let _ = <ChimeError as P::fmt::Debug>::fmt; 0 };
// P::checked_impl! { impl P::ApiError as ChimeError { const CODES; fn read; fn variant } }
pub(crate) fn api_error(private: &Private, item: &ErrorEnum<'_>) -> TokenStream {
    let codes = item.variants.iter().map(|variant| {
        let (code, status) = (&variant.code, variant.status);
        let retry = variant.retry.map_or_else(
            || quote!(#private::None),
            |kind| {
                let kind = Ident::new(kind, Span::call_site());
                quote!(#private::Some(#private::RetryKind::#kind))
            },
        );
        quote!(#private::ErrorCode { code: #code, status: #status, retry: #retry })
    });
    let indices: Vec<proc_macro2::Literal> = (0..item.variants.len())
        .map(proc_macro2::Literal::usize_unsuffixed)
        .collect();
    let idents: Vec<&Ident> = item.variants.iter().map(|variant| variant.ident).collect();
    // An error about the variant's type is reported there.
    let reads = item.variants.iter().map(|variant| {
        let here = crate::ty::start(variant.ty);
        let p = Private::at(here);
        quote::quote_spanned!(here=> #p::Output::read(__r)?)
    });
    let other = item.other;
    let traits = api_error_traits(private, &ImplHeader::new(item.input, &TokenStream::new()));
    let ident = &item.input.ident;
    quote! {
        const CHECKED_DECLARATION: #private::usize = {
            let _ = <#ident as #private::fmt::Debug>::fmt;
            0
        };
        #private::checked_impl! { impl #private::ApiError as #ident {
            const CHECKED: #private::usize = CHECKED_DECLARATION;
            const CODES: &'static [#private::ErrorCode] = &[#(#codes),*];
            fn read(__index: #private::Option<#private::usize>, __r: &mut #private::ResponseReader<'_>) -> #private::Result<Self, #private::DecodeError> {
                #private::Ok(match __index {
                    #(#private::Some(#indices) => Self::#idents(#reads),)*
                    _ => Self::#other(#private::Output::read(__r)?),
                })
            }
            fn variant(&self) -> (#private::Option<#private::usize>, &dyn #private::ErrorShape) {
                match self {
                    #(Self::#idents(__0) => (#private::Some(#indices), #private::error_shape(__0).get()),)*
                    Self::#other(__0) => (#private::None, #private::error_shape(__0).get()),
                }
            }
        }}
        #traits
    }
}

// impl P::fmt::Display for ChimeError { .. }
// P::checked_impl! { impl P::std::error::Error as ChimeError {} }
pub(crate) fn api_error_traits(private: &Private, header: &ImplHeader) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = header;
    let error = if params.is_empty() {
        quote!(#private::checked_impl! { impl #private::std::error::Error as #this {} })
    } else {
        quote!(impl #params #private::std::error::Error for #this #bounds {})
    };
    quote! {
        #[automatically_derived]
        impl #params #private::fmt::Display for #this #bounds {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt_api_error(self, __f)
            }
        }
        #error
    }
}
