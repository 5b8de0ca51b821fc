//! `#[shape]` on structs, and what all shapes have in common.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::ast::{Location, Output, Shape};
use crate::expand::member::{finished, local, name};
use crate::expand::output::{body, struct_debug};
use crate::expand::parts::Header;
use crate::expand::{enums, unions};
use crate::private::Private;
use crate::ty;

pub(crate) fn shape(private: &Private, shape: &Shape<'_>) -> TokenStream {
    match shape {
        Shape::Structure(structure) => self::structure(private, structure),
        Shape::StringEnum(item) => enums::string_enum(private, item),
        Shape::IntEnum(item) => enums::int_enum(private, item),
        Shape::Union(item) => unions::union(private, item),
    }
}

fn structure(private: &Private, structure: &Output<'_>) -> TokenStream {
    let input = structure.input;
    let members = body(private, &structure.members);
    let encode = quote!(__w.structure(&[#(#members),*]));
    let decode = decode(private, structure);
    let debug = struct_debug(private, structure);
    let codec = codec(private, input, &encode, &decode, PayloadKind::Structure);
    quote! {
        #codec
        #debug
    }
}

// let mut __0 = P::None;
// P::read_structure(__r, &mut [("RoomId", &mut __0)])?;
// P::Ok(Self { room_id: __0 })
fn decode(private: &Private, structure: &Output<'_>) -> TokenStream {
    let members = || structure.members.iter().enumerate();
    let locals = members().map(|(index, _)| {
        let local = local(index);
        quote!(let mut #local = #private::None;)
    });
    let slots = members().filter_map(|(index, member)| match &member.location {
        Location::Body(body) => {
            let name = name(private, body, None);
            let slot = ty::slot(member.ty, &local(index));
            Some(quote!((#name, #slot)))
        }
        _ => None,
    });
    let fields = members().map(|(index, member)| finished(member, &local(index)));
    quote! {
        #(#locals)*
        #private::read_structure(__r, &mut [#(#slots),*])?;
        #private::Ok(Self { #(#fields),* })
    }
}

/// What a shape is when it is the whole body.
#[derive(Clone, Copy)]
pub(super) enum PayloadKind {
    /// JSON, `{}` when it is absent.
    Structure,
    /// JSON, nothing when it is absent.
    Union,
    /// Something else, or nothing that can be one.
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
    let encoded = Header::new(input, &quote!(#private::Encode));
    let decoded = Header::new(input, &quote!(#private::Decode));
    let both = Header::new(input, &quote!(#private::Encode + #private::Decode));
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
            fn encode(&self, __w: &mut #private::Writer) {
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
    let write = Header::new(input, &quote!(#private::Encode));
    let read = Header::with_lifetime(input, &quote!(#private::Decode), &lifetime);
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
