//! The code that all shapes share: reading and writing, as a member and as the whole body.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::expand::parts::ImplHeader;
use crate::private::Private;

/// How a shape is written as the whole body.
#[derive(Clone, Copy)]
pub(super) enum PayloadKind {
    /// JSON; `{}` if it is absent.
    Structure,
    /// JSON; nothing if it is absent.
    Union,
    /// Not as JSON, or it cannot be a payload.
    None,
}

// impl P::Encode for Room { .. }
// impl P::Decode for Room { .. }
// impl P::ShapePayload for Room {}
// impl P::serde::Serialize for Room { .. }
// impl P::serde::Deserialize for Room { .. }
pub(super) fn codec(
    private: &Private,
    input: &DeriveInput,
    encode: &TokenStream,
    decode: &TokenStream,
    kind: PayloadKind,
) -> TokenStream {
    let encoded = ImplHeader::new(input, &quote!(#private::Encode));
    let decoded = ImplHeader::new(input, &quote!(#private::Decode));
    let both = ImplHeader::new(input, &quote!(#private::Encode + #private::Decode));
    let (e_params, e_this, e_bounds) = (encoded.params, encoded.this, encoded.bounds);
    let (d_params, d_this, d_bounds) = (decoded.params, decoded.this, decoded.bounds);
    let (b_params, b_this, b_bounds) = (both.params, both.this, both.bounds);
    let serde = serde_impls(private, input);
    let payload = match kind {
        PayloadKind::None => TokenStream::new(),
        PayloadKind::Structure => quote! {
            #[automatically_derived]
            impl #b_params #private::ShapePayload for #b_this #b_bounds {}
        },
        PayloadKind::Union => quote! {
            #[automatically_derived]
            impl #b_params #private::ShapePayload for #b_this #b_bounds {
                const KIND: #private::ShapeKind = #private::ShapeKind::Union;
            }
        },
    };
    quote! {
        #[automatically_derived]
        impl #e_params #private::Encode for #e_this #e_bounds {
            fn encode(&self, __w: &mut dyn #private::Writer) {
                #encode
            }
        }
        #[automatically_derived]
        impl #d_params #private::Decode for #d_this #d_bounds {
            fn decode(__r: &mut dyn #private::Reader) -> #private::Result<Self, #private::DecodeError> {
                #decode
            }
        }
        #payload
        #serde
    }
}

pub(crate) fn serde_impls(private: &Private, input: &DeriveInput) -> TokenStream {
    let lifetime = quote!('de);
    let write = ImplHeader::new(input, &quote!(#private::Encode));
    let read = ImplHeader::with_lifetime(input, &quote!(#private::Decode), &lifetime);
    let (w_params, w_this, w_bounds) = (write.params, write.this, write.bounds);
    let (r_params, r_this, r_bounds) = (read.params, read.this, read.bounds);
    quote! {
        #[automatically_derived]
        impl #w_params #private::serde::Serialize for #w_this #w_bounds {
            fn serialize<__S: #private::serde::Serializer>(&self, __s: __S) -> #private::Result<__S::Ok, __S::Error> {
                #private::serialize(self, __s)
            }
        }
        #[automatically_derived]
        impl #r_params #private::serde::Deserialize<'de> for #r_this #r_bounds {
            fn deserialize<__D: #private::serde::Deserializer<'de>>(__d: __D) -> #private::Result<Self, __D::Error> {
                #private::deserialize(__d)
            }
        }
    }
}
