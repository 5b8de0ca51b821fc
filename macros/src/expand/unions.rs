//! `#[shape]` on enums whose variants each hold one value.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use crate::ast::Union;
use crate::expand::codec::{PayloadKind, codec};
use crate::expand::member::{format, remembered};
use crate::expand::parts::debug;
use crate::expand::traits::{decode_described, described};
use crate::private::Private;
use crate::ty;

pub(super) fn union(private: &Private, item: &Union<'_>) -> TokenStream {
    let codec = codec(
        private,
        item.input,
        &encode(private, item),
        &decode(private, item),
        PayloadKind::Union,
    );
    let debug = debug(private, item.input, &debug_body(private, item));
    quote! {
        #codec
        #debug
    }
}

// match self { Self::Url(__0) => __w.union("url", P::body(__0).get()), Self::Other(__0) => __w.union_other(__0) }
fn encode(private: &Private, item: &Union<'_>) -> TokenStream {
    let arms = item.variants.iter().map(|variant| {
        let (ident, name) = (variant.ident, &variant.name);
        // An error about the variant's type is reported at the type.
        let local = Ident::new("__0", ty::start(variant.ty));
        let value = variant.timestamp.map_or_else(
            || {
                let inner = ty::innermost(variant.ty);
                if ty::is_string(inner) || ty::is_primitive(inner) {
                    quote!(#local)
                } else {
                    quote!(#private::body(#local).get())
                }
            },
            |timestamp| {
                let format = format(private, timestamp);
                quote!(&#private::As(#format, #local))
            },
        );
        let value = remembered(private, variant.sensitive, value);
        let value = described(private, &variant.traits, value);
        quote!(Self::#ident(#local) => __w.union(#name, #value),)
    });
    let other = item
        .other
        .map(|other| quote!(Self::#other(__0) => __w.union_other(__0),));
    quote! {
        match self {
            #(#arms)*
            #other
        }
    }
}

// P::read_union(__r, &mut |__tag, __r| {
//     P::Ok(P::Some(match __tag {
//         "url" => Self::Url(P::Decode::decode(__r)?),
//         _ => Self::Other(P::UnknownMember::read(__tag, __r)?),
//     }))
// })
fn decode(private: &Private, item: &Union<'_>) -> TokenStream {
    let arms = item.variants.iter().map(|variant| {
        let (ident, name) = (variant.ident, &variant.name);
        let here = ty::start(variant.ty);
        let p = Private::at(here);
        let value = decode_described(private, &variant.traits)
            .unwrap_or_else(|| quote_spanned!(here=> #p::Decode::decode(__r)?));
        quote!(#name => Self::#ident(#value),)
    });
    let other = item.other.map_or_else(
        || quote!(return #private::Ok(#private::None)),
        |other| quote!(Self::#other(#private::UnknownMember::read(__tag, __r)?)),
    );
    quote! {
        #private::read_union(__r, &mut |__tag, __r| {
            #private::Ok(#private::Some(match __tag {
                #(#arms)*
                _ => #other,
            }))
        })
    }
}

fn debug_body(private: &Private, item: &Union<'_>) -> TokenStream {
    let arms = item.variants.iter().map(|variant| {
        let (ident, shown) = (variant.ident, variant.ident.unraw().to_string());
        let (local, value) = if variant.sensitive {
            (quote!(_), quote!(&#private::Redacted))
        } else {
            (quote!(__0), quote!(#private::show(__0).get()))
        };
        quote!(Self::#ident(#local) => __f.debug_tuple(#shown).field(#value).finish(),)
    });
    let other = item.other.map(|other| {
        let shown = other.unraw().to_string();
        quote!(Self::#other(__0) => __f.debug_tuple(#shown).field(__0).finish(),)
    });
    quote! {
        match self {
            #(#arms)*
            #other
        }
    }
}
