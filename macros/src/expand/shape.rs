//! `#[shape]` on structs, and the dispatch to the other kinds of shapes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Location, Needs, Output, Shape};
use crate::expand::codec::{PayloadKind, codec};
use crate::expand::member::{finished, local, name};
use crate::expand::output::{body, struct_debug};
use crate::expand::parts::modeled;
use crate::expand::traits::described_slot;
use crate::expand::{enums, unions};
use crate::private::Private;
use crate::ty;

pub(crate) fn shape(private: &Private, shape: &Shape<'_>) -> TokenStream {
    let (impls, modeled) = match shape {
        Shape::Structure(structure) => (
            self::structure(private, structure),
            modeled(
                private,
                structure.input,
                &structure.shapes,
                &structure.needs,
            ),
        ),
        Shape::StringEnum(item) => (
            enums::string_enum(private, item),
            modeled(private, item.input, &item.shapes, &Needs::default()),
        ),
        Shape::IntEnum(item) => (
            enums::int_enum(private, item),
            modeled(private, item.input, &item.shapes, &Needs::default()),
        ),
        Shape::Union(item) => (
            unions::union(private, item),
            modeled(private, item.input, &item.shapes, &item.needs),
        ),
    };
    quote!(#impls #modeled)
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
            let slot = described_slot(private, &member.traits, slot);
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
