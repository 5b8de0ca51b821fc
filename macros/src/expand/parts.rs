//! The parts that every expansion needs.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Type};

use crate::ast::{ModelShape, Needs};
use crate::private::Private;
use crate::ty;

/// `impl`, with the span of the type's name.
///
/// If a field's type does not exist, the compiler reports it for both the declaration and the generated code. It shows
/// only one of two identical messages, and places its suggestion ("you might be missing a type parameter") after the
/// `impl`.
pub(crate) fn impl_keyword(input: &DeriveInput) -> Ident {
    Ident::new("impl", input.ident.span())
}

/// The header of an impl for the user's type.
pub(crate) struct ImplHeader {
    /// `<T: Bound>`
    pub(crate) params: TokenStream,
    /// `Type<T>`
    pub(crate) this: TokenStream,
    /// `where ..`
    pub(crate) bounds: TokenStream,
}

impl ImplHeader {
    /// The header with a bound on all type parameters.
    pub(crate) fn new(input: &DeriveInput, bound: &TokenStream) -> Self {
        ImplHeader::with_lifetime(input, bound, &TokenStream::new())
    }

    /// The header for a type that must be owned, although it has generics, which were rejected.
    pub(crate) fn of_self(input: &DeriveInput, private: &Private) -> Self {
        let mut header = ImplHeader::new(input, &TokenStream::new());
        if !input.generics.params.is_empty() {
            let this = &header.this;
            let marker = quote!(#private::std::marker);
            let bound = quote!(#this: #marker::Send + #marker::Sync + 'static);
            header.bounds = match &input.generics.where_clause {
                Some(clause) if clause.predicates.empty_or_trailing() => quote!(#clause #bound),
                Some(clause) => quote!(#clause, #bound),
                None => quote!(where #bound),
            };
        }
        header
    }

    /// The same header with an additional lifetime at the front.
    pub(crate) fn with_lifetime(
        input: &DeriveInput,
        bound: &TokenStream,
        lifetime: &TokenStream,
    ) -> Self {
        let ident = &input.ident;
        if input.generics.params.is_empty() {
            return ImplHeader {
                params: if lifetime.is_empty() {
                    TokenStream::new()
                } else {
                    quote!(<#lifetime>)
                },
                this: ident.to_token_stream(),
                bounds: input.generics.where_clause.to_token_stream(),
            };
        }
        let mut generics = input.generics.clone();
        let types: Vec<_> = input
            .generics
            .type_params()
            .map(|param| &param.ident)
            .collect();
        if !types.is_empty() && !bound.is_empty() {
            let clause = generics.make_where_clause();
            for ty in types {
                clause.predicates.push(syn::parse_quote!(#ty: #bound));
            }
        }
        if !lifetime.is_empty() {
            generics.params.insert(0, syn::parse_quote!(#lifetime));
        }
        let (_, this, _) = input.generics.split_for_impl();
        let (params, _, bounds) = generics.split_for_impl();
        ImplHeader {
            params: params.to_token_stream(),
            this: quote!(#ident #this),
            bounds: bounds.to_token_stream(),
        }
    }
}

// impl P::fmt::Debug for Room {
//     fn fmt(&self, __f: &mut P::fmt::Formatter<'_>) -> P::fmt::Result { .. }
// }
pub(crate) fn debug(private: &Private, input: &DeriveInput, body: &TokenStream) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &quote!(#private::fmt::Debug));
    quote! {
        #[automatically_derived]
        impl #params #private::fmt::Debug for #this #bounds {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #body
            }
        }
    }
}

// const SHAPES: &'static [(&'static P::str, &'static P::str)] = &[("chime", "Room")];
pub(super) fn shapes(private: &Private, shapes: &[ModelShape]) -> Option<TokenStream> {
    let pairs = shapes
        .iter()
        .map(|(service, name)| quote!((#service, #name)));
    let str = quote!(&'static #private::str);
    (!shapes.is_empty()).then(|| quote!(const SHAPES: &'static [(#str, #str)] = &[#(#pairs),*];))
}

// impl P::Modeled for Room { const SHAPES: &'static [(&'static str, &'static str)] = &[("chime", "Room")]; }
pub(crate) fn modeled(
    private: &Private,
    input: &DeriveInput,
    shapes: &[ModelShape],
    needs: &Needs<'_>,
) -> Option<TokenStream> {
    let shapes = self::shapes(private, shapes)?;
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &TokenStream::new());
    let (lacks, of_parts) = lacks(private, input, needs).unzip();
    Some(quote! {
        #of_parts
        #[automatically_derived]
        impl #params #private::Modeled for #this #bounds {
            #shapes
            #lacks
        }
    })
}

// const LACKS: &'static P::str = "ecs's Tag requires `key` ..";
//
// const LACKS: &'static P::str = __LACKS;
// const __LACKS: &P::str = { use P::NoModel as _; P::first_of(&[P::ShapeOf::<Tag>::LACKS]) };
/// What requests with the shape lack. The types of members are named outside of the impl, where the compiler suggests
/// nothing for those that do not exist.
fn lacks(
    private: &Private,
    input: &DeriveInput,
    needs: &Needs<'_>,
) -> Option<(TokenStream, TokenStream)> {
    let Needs { own, parts, circle } = needs;
    let str = quote!(&'static #private::str);
    if parts.is_empty() && circle.is_none() {
        let own = own.as_ref()?;
        return Some((quote!(const LACKS: #str = #own;), TokenStream::new()));
    }
    let own = own.iter().map(ToTokens::to_token_stream);
    let parts = parts
        .iter()
        .map(|ty| quote!(#private::ShapeOf::<#ty>::LACKS));
    let lacks = own.chain(parts);
    let ident = &input.ident;
    // What the compiler suggests for a type between angle brackets that does not exist is where it is for the field.
    let is_bare = |part: &&Type| match &input.data {
        Data::Struct(data) => data.fields.iter().any(|field| ty::same(&field.ty, part)),
        _ => false,
    };
    let mut name = Ident::new("__LACKS", Span::call_site());
    if !needs.parts.iter().any(is_bare) {
        name.set_span(ident.span());
    }
    let of_parts = if let Some(circle) = circle {
        quote!(#private::circle!(#ident, #name, [#(#lacks),*], [#(#circle),*]);)
    } else {
        let first = quote!(use #private::NoModel as _; #private::first_of(&[#(#lacks),*]));
        quote!(const #name: #str = { #first };)
    };
    Some((quote!(const LACKS: #str = __LACKS;), of_parts))
}

/// FNV-1a, 64 bits: distinguishes the members of an output in `Items`.
pub(crate) fn fnv(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::fnv;

    #[test]
    fn the_hash_is_that_of_fnv_1a() {
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
    }
}
