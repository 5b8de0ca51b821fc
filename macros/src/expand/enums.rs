//! `#[shape]` on enums of unit variants: strings and numbers on the wire.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::Enum;
use crate::expand::codec::{PayloadKind, codec};
use crate::expand::parts::{ImplHeader, debug};
use crate::private::Private;

/// The two directions of a string enum, as expressions and arms.
pub(crate) struct StringParts {
    /// The body of `as_str(&self) -> &str`.
    pub(crate) get: TokenStream,
    /// The body of `from(__0: String) -> Self`.
    pub(crate) make: TokenStream,
}

pub(super) fn string_enum(private: &Private, item: &Enum<'_, String>) -> TokenStream {
    let (idents, values): (Vec<&Ident>, Vec<&String>) = item
        .variants
        .iter()
        .map(|(ident, value)| (*ident, value))
        .unzip();
    let other = item.other;
    let parts = StringParts {
        get: quote! {
            match self {
                #(Self::#idents => #values,)*
                Self::#other(__0) => __0,
            }
        },
        make: quote! {
            match &*__0 {
                #(#values => Self::#idents,)*
                _ => Self::#other(__0),
            }
        },
    };
    let traits = string_traits(private, item.input, &parts);
    let codec = codec(
        private,
        item.input,
        &quote!(__w.string(self.as_str())),
        &quote!(#private::Ok(#private::std::convert::From::from(<#private::String as #private::Decode>::decode(__r)?))),
        PayloadKind::None,
    );
    let debug = debug(
        private,
        item.input,
        &quote!(#private::fmt::Debug::fmt(self.as_str(), __f)),
    );
    quote! {
        #traits
        #codec
        #debug
    }
}

// impl E { pub fn as_str(&self) -> &str { .. } }
// impl P::std::convert::From<P::String> for E { .. }
// impl P::std::convert::From<&str> for E { .. }
// impl P::fmt::Display for E { .. }
// impl P::Text for E { .. }
// impl P::FromText for E { .. }
// impl P::MapKey for E { .. }
// impl P::Payload for E { .. }
// impl P::FromPayload for E { .. }
pub(crate) fn string_traits(
    private: &Private,
    input: &DeriveInput,
    parts: &StringParts,
) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &TokenStream::new());
    let StringParts { get, make } = parts;
    let vis = &input.vis;
    let from = quote!(#private::std::convert::From);
    let outcome = quote!(#private::Result<Self, #private::DecodeError>);
    quote! {
        impl #params #this #bounds {
            /// Returns the value as it is sent.
            #[must_use]
            #vis fn as_str(&self) -> &#private::str {
                #get
            }
        }
        #[automatically_derived]
        impl #params #from<#private::String> for #this #bounds {
            fn from(__0: #private::String) -> Self {
                #make
            }
        }
        #[automatically_derived]
        impl #params #from<&#private::str> for #this #bounds {
            fn from(__0: &#private::str) -> Self {
                #from::from(#private::String::from(__0))
            }
        }
        #[automatically_derived]
        impl #params #private::fmt::Display for #this #bounds {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt::Display::fmt(self.as_str(), __f)
            }
        }
        #[automatically_derived]
        impl #params #private::Text for #this #bounds {
            fn text(&self, __out: &mut #private::String, _: #private::TimestampFormat) {
                __out.push_str(self.as_str());
            }
            fn with_text(&self, _: #private::TimestampFormat, __with: &mut dyn #private::std::ops::FnMut(&#private::str)) {
                __with(self.as_str());
            }
            fn quoted_in_list(&self) -> #private::bool {
                true
            }
        }
        #[automatically_derived]
        impl #params #private::FromText for #this #bounds {
            fn from_text(__text: &#private::str) -> #outcome {
                #private::Ok(#from::from(__text))
            }
        }
        #[automatically_derived]
        impl #params #private::MapKey for #this #bounds {
            fn as_key(&self) -> &#private::str {
                self.as_str()
            }
            fn from_key(__key: #private::String) -> Self {
                #from::from(__key)
            }
        }
        #[automatically_derived]
        impl #params #private::Payload for #this #bounds {
            fn write(&self, __w: &mut #private::PayloadWriter) {
                __w.text(self.as_str());
            }
        }
        #[automatically_derived]
        impl #params #private::FromPayload for #this #bounds {
            fn read(__body: #private::PayloadBody) -> #private::Result<#private::Option<Self>, #private::DecodeError> {
                #private::Ok(__body.into_text()?.map(#from::from))
            }
        }
    }
}

/// The two directions of an int enum.
pub(crate) struct IntParts {
    /// The body of `as_i32(&self) -> i32`.
    pub(crate) get: TokenStream,
    /// The body of `from(__0: i32) -> Self`.
    pub(crate) make: TokenStream,
}

pub(super) fn int_enum(private: &Private, item: &Enum<'_, i32>) -> TokenStream {
    let (idents, values): (Vec<&Ident>, Vec<Literal>) = item
        .variants
        .iter()
        .map(|(ident, value)| (*ident, Literal::i32_unsuffixed(*value)))
        .unzip();
    let names = item
        .variants
        .iter()
        .map(|(ident, _)| ident.unraw().to_string());
    let other = item.other;
    let other_name = other.unraw().to_string();
    let parts = IntParts {
        get: quote! {
            match self {
                #(Self::#idents => #values,)*
                Self::#other(__0) => *__0,
            }
        },
        make: quote! {
            match __0 {
                #(#values => Self::#idents,)*
                _ => Self::#other(__0),
            }
        },
    };
    let traits = int_traits(private, item.input, &parts);
    let codec = codec(
        private,
        item.input,
        &quote!(#private::Encode::encode(&self.as_i32(), __w)),
        &quote!(#private::Ok(#private::std::convert::From::from(<#private::i32 as #private::Decode>::decode(__r)?))),
        PayloadKind::None,
    );
    let debug = debug(
        private,
        item.input,
        &quote! {
            match self {
                #(Self::#idents => __f.write_str(#names),)*
                Self::#other(__0) => __f.debug_tuple(#other_name).field(__0).finish(),
            }
        },
    );
    quote! {
        #traits
        #codec
        #debug
    }
}

// impl E { pub fn as_i32(&self) -> i32 { .. } }
// impl P::std::convert::From<i32> for E { .. }
// impl P::fmt::Display for E { .. }
// impl P::Text for E { .. }
// impl P::FromText for E { .. }
pub(crate) fn int_traits(private: &Private, input: &DeriveInput, parts: &IntParts) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &TokenStream::new());
    let IntParts { get, make } = parts;
    let vis = &input.vis;
    let from = quote!(#private::std::convert::From);
    quote! {
        impl #params #this #bounds {
            /// Returns the number that is sent.
            #[must_use]
            #vis fn as_i32(&self) -> #private::i32 {
                #get
            }
        }
        #[automatically_derived]
        impl #params #from<#private::i32> for #this #bounds {
            fn from(__0: #private::i32) -> Self {
                #make
            }
        }
        #[automatically_derived]
        impl #params #private::fmt::Display for #this #bounds {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt::Display::fmt(&self.as_i32(), __f)
            }
        }
        #[automatically_derived]
        impl #params #private::Text for #this #bounds {
            fn text(&self, __out: &mut #private::String, __format: #private::TimestampFormat) {
                #private::Text::text(&self.as_i32(), __out, __format);
            }
        }
        #[automatically_derived]
        impl #params #private::FromText for #this #bounds {
            fn from_text(__text: &#private::str) -> #private::Result<Self, #private::DecodeError> {
                #private::Ok(#from::from(<#private::i32 as #private::FromText>::from_text(__text)?))
            }
        }
    }
}
