//! `#[shape]` on enums.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Enum, Union};
use crate::attr::Private;
use crate::expand::member::format;
use crate::expand::parts::{Header, allow, debug};
use crate::expand::shape::codec;

// impl P::StringEnum for E { fn as_str(&self) -> &str; fn from_string(_: P::String) -> Self }
pub(super) fn string_enum(private: &Private, item: &Enum<'_, String>) -> TokenStream {
    let Header {
        params,
        this,
        bounds,
    } = Header::new(item.input, &TokenStream::new());
    let allow = allow();
    let (idents, values): (Vec<&Ident>, Vec<&String>) = item
        .variants
        .iter()
        .map(|(ident, value)| (*ident, value))
        .unzip();
    let other = item.other;
    let codec = codec(
        private,
        item.input,
        &quote!(#private::enum_encode(#private::StringEnum::as_str(self), __w)),
        &quote!(#private::enum_decode(__r)),
        "Text",
    );
    let conversions = enum_conversions(private, item.input, true);
    let debug = debug(
        private,
        item.input,
        &quote!(#private::fmt::Debug::fmt(#private::StringEnum::as_str(self), __f)),
    );
    quote! {
        #allow
        impl #params #private::StringEnum for #this #bounds {
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #values,)*
                    Self::#other(__0) => __0,
                }
            }
            fn from_string(__0: #private::String) -> Self {
                match &*__0 {
                    #(#values => Self::#idents,)*
                    _ => Self::#other(__0),
                }
            }
        }
        #codec
        #conversions
        #debug
    }
}

// impl P::IntEnum for E { fn as_i32(&self) -> i32; fn from_i32(_: i32) -> Self }
pub(super) fn int_enum(private: &Private, item: &Enum<'_, i32>) -> TokenStream {
    let Header {
        params,
        this,
        bounds,
    } = Header::new(item.input, &TokenStream::new());
    let allow = allow();
    let (idents, values): (Vec<&Ident>, Vec<proc_macro2::Literal>) = item
        .variants
        .iter()
        .map(|(ident, value)| (*ident, proc_macro2::Literal::i32_unsuffixed(*value)))
        .unzip();
    let names = item
        .variants
        .iter()
        .map(|(ident, _)| ident.unraw().to_string());
    let other = item.other;
    let codec = codec(
        private,
        item.input,
        &quote!(#private::int_enum_encode(#private::IntEnum::as_i32(self), __w)),
        &quote!(#private::int_enum_decode(__r)),
        "Structure",
    );
    let conversions = enum_conversions(private, item.input, false);
    let other_name = other.unraw().to_string();
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
        #allow
        impl #params #private::IntEnum for #this #bounds {
            fn as_i32(&self) -> i32 {
                match self {
                    #(Self::#idents => #values,)*
                    Self::#other(__0) => *__0,
                }
            }
            fn from_i32(__0: i32) -> Self {
                match __0 {
                    #(#values => Self::#idents,)*
                    _ => Self::#other(__0),
                }
            }
        }
        #codec
        #conversions
        #debug
    }
}

// impl P::Text for E { .. }
// impl P::FromText for E { .. }
// impl P::fmt::Display for E { .. }
// impl P::From<&str> for E { .. }
// impl E { pub fn as_str(&self) -> &str { .. } }
pub(crate) fn enum_conversions(
    private: &Private,
    input: &DeriveInput,
    string: bool,
) -> TokenStream {
    let Header {
        params,
        this,
        bounds,
    } = Header::new(input, &TokenStream::new());
    let (text, from_text, from, convert, method, doc, get);
    if string {
        text = quote!(#private::enum_text(#private::StringEnum::as_str(self), __out));
        from_text = quote!(#private::enum_from_text(__text));
        from = quote!(&str);
        convert = quote!(#private::StringEnum::from_string(#private::String::from(__value)));
        method = quote!(as_str(&self) -> &str);
        doc = " The value on the wire.";
        get = quote!(#private::StringEnum::as_str(self));
    } else {
        text = quote!(#private::int_enum_text(#private::IntEnum::as_i32(self), __out));
        from_text = quote!(#private::int_enum_from_text(__text));
        from = quote!(i32);
        convert = quote!(#private::IntEnum::from_i32(__value));
        method = quote!(as_i32(&self) -> i32);
        doc = " The number on the wire.";
        get = quote!(#private::IntEnum::as_i32(self));
    }
    let vis = &input.vis;
    let allow = allow();
    quote! {
        #allow
        impl #params #private::Text for #this #bounds {
            fn text(&self, __out: &mut #private::String, _: #private::TimestampFormat) {
                #text
            }
        }
        #allow
        impl #params #private::FromText for #this #bounds {
            fn from_text(__text: &str) -> #private::Result<Self, #private::DecodeError> {
                #from_text
            }
        }
        #allow
        impl #params #private::fmt::Display for #this #bounds {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt::Display::fmt(&#get, __f)
            }
        }
        #allow
        impl #params #private::From<#from> for #this #bounds {
            fn from(__value: #from) -> Self {
                #convert
            }
        }
        #[allow(dead_code, deprecated, unreachable_pub, clippy::all, clippy::pedantic, clippy::nursery)]
        impl #params #this #bounds {
            #[doc = #doc]
            #[must_use]
            #vis fn #method {
                #get
            }
        }
    }
}

// impl P::Encode for U { match self { Self::A(__0) => __w.union("a", __0), Self::Other(__0) => __w.union_other(__0) } }
// impl P::Decode for U { P::read_union(__r, "U", &mut |__tag, __r| { .. }) }
pub(super) fn union(private: &Private, item: &Union<'_>) -> TokenStream {
    let idents: Vec<&Ident> = item.variants.iter().map(|variant| variant.ident).collect();
    let names: Vec<&String> = item.variants.iter().map(|variant| &variant.name).collect();
    let shown = idents.iter().map(|ident| ident.unraw().to_string());
    let values = item.variants.iter().map(|variant| match variant.timestamp {
        Some(timestamp) => {
            let format = format(private, timestamp);
            quote!(&#private::As(#format, __0))
        }
        None => quote!(__0),
    });
    // An error about the variant's type is shown there.
    let decoded = item.variants.iter().map(|variant| {
        let here = crate::ty::ends(variant.ty)
            .0
            .resolved_at(proc_macro2::Span::call_site());
        quote::quote_spanned!(here=> #private::Decode::decode(__r)?)
    });
    let debugged = item.variants.iter().map(|variant| {
        if variant.sensitive {
            quote!(&#private::Redacted)
        } else {
            quote!(__0)
        }
    });
    let bound_names = item.variants.iter().map(|variant| {
        if variant.sensitive {
            quote!(_)
        } else {
            quote!(__0)
        }
    });
    let (encode_other, decode_other, debug_other) = match item.other {
        Some(other) => {
            let name = other.unraw().to_string();
            (
                quote!(Self::#other(__0) => __w.union_other(__0),),
                quote!(Self::#other(#private::UnknownMember::read(__tag, __r)?)),
                quote!(Self::#other(__0) => __f.debug_tuple(#name).field(__0).finish(),),
            )
        }
        None => (
            TokenStream::new(),
            quote!(return #private::Ok(#private::None)),
            TokenStream::new(),
        ),
    };
    let name = item.input.ident.unraw().to_string();
    let encode = quote! {
        match self {
            #(Self::#idents(__0) => __w.union(#names, #values),)*
            #encode_other
        }
    };
    let decode = quote! {
        #private::read_union(__r, #name, &mut |__tag, __r| {
            #private::Ok(#private::Some(match __tag {
                #(#names => Self::#idents(#decoded),)*
                _ => #decode_other,
            }))
        })
    };
    let codec = codec(private, item.input, &encode, &decode, "Union");
    let debug = debug(
        private,
        item.input,
        &quote! {
            match self {
                #(Self::#idents(#bound_names) => __f.debug_tuple(#shown).field(#debugged).finish(),)*
                #debug_other
            }
        },
    );
    quote! {
        #codec
        #debug
    }
}
