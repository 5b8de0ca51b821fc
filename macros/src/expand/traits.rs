//! The traits of members that XML and queries need.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ast::{Tag, Traits};
use crate::private::Private;

// P::Tag { name: "item", ..P::Tag::DEFAULT }
pub(super) fn tag(private: &Private, tag: &Tag) -> TokenStream {
    let fields = [
        ("name", &tag.name),
        ("namespace", &tag.namespace),
        ("prefix", &tag.prefix),
    ];
    let fields = fields.into_iter().filter(|(_, text)| !text.is_empty());
    let fields = fields.map(|(name, text)| {
        let name = Ident::new(name, Span::call_site());
        quote!(#name: #text,)
    });
    quote!(#private::Tag { #(#fields)* ..#private::Tag::DEFAULT })
}

// &P::Traits { flattened: true, item: P::Tag { .. }, ..P::Traits::DEFAULT }
fn constant(private: &Private, traits: &Traits) -> TokenStream {
    let name = |name: &str| Ident::new(name, Span::call_site());
    let on = [
        ("attribute", traits.attribute),
        ("flattened", traits.flattened),
        ("is_id", traits.is_id),
    ];
    let on = on.into_iter().filter(|(_, on)| *on).map(|(flag, _)| {
        let flag = name(flag);
        quote!(#flag: true,)
    });
    let tags = [
        ("tag", &traits.tag),
        ("item", &traits.item),
        ("key", &traits.key),
        ("value", &traits.value),
    ];
    let tags = tags.into_iter().filter(|(_, it)| **it != Tag::default());
    let tags = tags.map(|(field, it)| {
        let (field, it) = (name(field), tag(private, it));
        quote!(#field: #it,)
    });
    let ec2 = (!traits.ec2.is_empty()).then(|| {
        let ec2 = &traits.ec2;
        quote!(ec2: #ec2,)
    });
    let inner = traits.inner.as_ref().map(|inner| {
        let inner = constant(private, inner);
        quote!(inner: #private::Some(#inner),)
    });
    quote!(&#private::Traits { #(#on)* #(#tags)* #ec2 #inner ..#private::Traits::DEFAULT })
}

/// `&self.tags`, or `&P::Described(&P::Traits { .. }, &self.tags)`
pub(super) fn described(private: &Private, traits: &Traits, value: TokenStream) -> TokenStream {
    if *traits == Traits::default() {
        return value;
    }
    let traits = constant(private, traits);
    quote!(&#private::Described(#traits, #value))
}

/// `&mut __0`, or `&mut P::DescribedSlot(&P::Traits { .. }, &mut __0)`
pub(super) fn described_slot(private: &Private, traits: &Traits, slot: TokenStream) -> TokenStream {
    if *traits == Traits::default() {
        return slot;
    }
    let traits = constant(private, traits);
    quote!(&mut #private::DescribedSlot(#traits, #slot))
}

/// `P::decode_described(&P::Traits { .. }, __r)?`, if there are any.
pub(super) fn decode_described(private: &Private, traits: &Traits) -> Option<TokenStream> {
    (*traits != Traits::default()).then(|| {
        let traits = constant(private, traits);
        quote!(#private::decode_described(#traits, __r)?)
    })
}
