//! `#[derive(ApiError)]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ast::ErrorEnum;
use crate::expand::parts::ImplHeader;
use crate::private::Private;

// impl P::ApiError for ChimeError { const CODES; fn read; fn variant }
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
        #[automatically_derived]
        impl #private::ApiError for #ident {
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
        }
        #traits
    }
}

// impl P::fmt::Display for ChimeError { .. }
// impl P::std::error::Error for ChimeError {}
pub(crate) fn api_error_traits(private: &Private, header: &ImplHeader) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = header;
    quote! {
        #[automatically_derived]
        impl #params #private::fmt::Display for #this #bounds {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt_api_error(self, __f)
            }
        }
        #[automatically_derived]
        impl #params #private::std::error::Error for #this #bounds {}
    }
}
