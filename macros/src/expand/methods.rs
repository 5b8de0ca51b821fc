//! The methods of an operation: `new`, the setters, `send`, `presign` and so on.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Argument, Constructor, Interface, ModelPages, Presence};
use crate::expand::parts::{ImplHeader, impl_keyword};
use crate::private::Private;
use crate::ty;

/// The names that the setters of an operation cannot have.
pub(super) const OF_OPERATIONS: &[&str] = &[
    "new", "send", "presign", "to_http", "to_curl", "pages", "items",
];

/// The names that the setters of a typed client's call cannot have.
pub(super) const OF_CALLS: &[&str] = &[
    "send",
    "presign",
    "to_http",
    "to_curl",
    "pages",
    "items",
    "region",
    "endpoint_url",
    "header",
    "retry",
    "timeouts",
    "timeout",
    "with_metadata",
    "new",
];

/// The member's name, prefixed with `set_` if the name is taken.
pub(super) fn setter_name(argument: &Argument<'_>, taken: &[&str]) -> Ident {
    let name = argument.ident.unraw();
    if taken.iter().any(|taken| name == taken) {
        format_ident!("set_{name}", span = argument.ident.span())
    } else {
        argument.ident.clone()
    }
}

/// `impl P::Into<String>`, or `i32`.
pub(super) fn argument_type(private: &Private, argument: &Argument<'_>) -> TokenStream {
    let ty = ty::without_option(argument.ty);
    if ty::is_passed_by_value(ty) {
        ty.to_token_stream()
    } else {
        quote!(impl #private::Into<#ty>)
    }
}

/// The argument, converted to the field's type.
fn converted(private: &Private, argument: &Argument<'_>, name: &Ident) -> TokenStream {
    if ty::is_passed_by_value(ty::without_option(argument.ty)) {
        name.to_token_stream()
    } else {
        quote!(#private::Into::into(#name))
    }
}

/// The arguments of `new`: `account_id: impl P::Into<String>`
pub(crate) fn arguments(private: &Private, members: &[Argument<'_>]) -> Vec<TokenStream> {
    required(members)
        .map(|argument| {
            let ident = argument.ident;
            let ty = argument_type(private, argument);
            quote!(#ident: #ty)
        })
        .collect()
}

pub(super) fn required<'m, 'a>(
    members: &'m [Argument<'a>],
) -> impl Iterator<Item = &'m Argument<'a>> {
    members
        .iter()
        .filter(|argument| argument.presence == Presence::Required)
}

pub(super) fn settable<'m, 'a>(
    members: &'m [Argument<'a>],
) -> impl Iterator<Item = &'m Argument<'a>> {
    members
        .iter()
        .filter(|argument| argument.presence != Presence::Required)
}

/// The field's own docs, or a line that says what the setter does.
pub(super) fn setter_docs(argument: &Argument<'_>) -> TokenStream {
    let mut docs = argument
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("doc"))
        .peekable();
    if docs.peek().is_none() {
        let line = format!(" Sets `{}`.", argument.ident.unraw());
        quote!(#[doc = #line])
    } else {
        quote!(#(#docs)*)
    }
}

/// `new` and the setters, in two impls.
struct Methods {
    plain: TokenStream,
    /// Those that name types with arguments. See `impl_keyword`: the compiler makes no suggestion for a type that is not
    /// an argument of another type.
    nested: TokenStream,
    aliases: Option<TokenStream>,
}

impl Methods {
    fn new(
        private: &Private,
        input: &DeriveInput,
        members: &[Argument<'_>],
        taken: &[&str],
        fallback: bool,
    ) -> Self {
        let new = new(private, input, members, fallback);
        let aliases = (!fallback).then(|| aliases(private, input, members));
        let (mut plain, mut nested) = (TokenStream::new(), TokenStream::new());
        if required(members).any(|argument| ty::has_arguments(argument.ty)) {
            nested.extend(new);
        } else {
            plain.extend(new);
        }
        for argument in settable(members) {
            let setter = setter(private, input, argument, taken, fallback);
            if ty::has_arguments(argument.ty) {
                nested.extend(setter);
            } else {
                plain.extend(setter);
            }
        }
        Methods {
            plain,
            nested,
            aliases: aliases.flatten(),
        }
    }

    fn impls(&self, input: &DeriveInput, header: &ImplHeader) -> TokenStream {
        let ImplHeader {
            params,
            this,
            bounds,
        } = header;
        let (plain, nested) = (&self.plain, &self.nested);
        let keyword = impl_keyword(input);
        let plain = (!plain.is_empty()).then(|| quote!(impl #params #this #bounds { #plain }));
        let nested =
            (!nested.is_empty()).then(|| quote!(#keyword #params #this #bounds { #nested }));
        let aliases = &self.aliases;
        quote!(#plain #nested #aliases)
    }
}

// const _: () = {
//     use P::NotOption as _;
//     { type __Alias = Maybe; P::std::assert!(!P::Alias::<__Alias>::IS_OPTION, ".."); }
// };
/// An alias of `Option` looks like a required member: `new` would ask for it.
fn aliases(
    private: &Private,
    input: &DeriveInput,
    members: &[Argument<'_>],
) -> Option<TokenStream> {
    let asserted: Vec<TokenStream> = required(members)
        .filter(|argument| ty::may_be_an_alias(argument.ty))
        .map(|argument| {
            let ty = argument.ty;
            let message = format!(
                "the type of `{}` is an alias of `Option`, which the macro cannot see; write `Option<..>` itself",
                argument.ident.unraw()
            );
            let here = ty::start(ty);
            let p = Private::at(here);
            quote_spanned! {here=>
                {
                    // If the type does not exist, this message is the same as the one about the field.
                    type __Alias = #ty;
                    #p::std::assert!(!#p::Alias::<__Alias>::IS_OPTION, #message);
                }
            }
        })
        .collect();
    (!asserted.is_empty() && input.generics.params.is_empty()).then(|| {
        quote! {
            const _: () = {
                use #private::NotOption as _;
                #(#asserted)*
            };
        }
    })
}

// impl Room { pub fn new(..) -> Self; setters }
pub(crate) fn constructor(
    private: &Private,
    input: &DeriveInput,
    constructor: &Constructor<'_>,
    fallback: bool,
) -> TokenStream {
    let Some(members) = constructor else {
        return TokenStream::new();
    };
    let header = ImplHeader::new(input, &TokenStream::new());
    Methods::new(private, input, members, &["new"], fallback).impls(input, &header)
}

// impl CreateRoom { pub fn new(..) -> Self; pub fn send(..); .. }
// impl CreateRoom { setters }
pub(crate) fn operation_methods(
    private: &Private,
    interface: &Interface<'_>,
    header: &ImplHeader,
    fallback: bool,
) -> TokenStream {
    let vis = &interface.input.vis;
    let pages = pages(private, interface, fallback);
    let mut methods = Methods::new(
        private,
        interface.input,
        &interface.arguments,
        OF_OPERATIONS,
        fallback,
    );
    methods.plain.extend(quote! {
        /// Returns a call that sends the operation when you await it.
        #vis fn send(self, client: &#private::Client) -> #private::Call<Self> {
            #private::Call::new(self, client)
        }
        #pages
        /// Returns a presigned URL, which works without credentials until it expires.
        #vis fn presign(&self, client: &#private::Client, expires_in: #private::Duration) -> #private::Presign<Self> {
            #private::presign(self, client, expires_in)
        }
        /// Returns the signed request without sending it.
        #vis fn to_http(&self, client: &#private::Client) -> #private::ToHttp<Self> {
            #private::to_http(self, client)
        }
        /// Returns the signed request as a `curl` command line without sending it.
        #vis fn to_curl(&self, client: &#private::Client, secrets: #private::Secrets) -> #private::ToCurl<Self> {
            #private::to_curl(self, client, secrets)
        }
    });
    methods.impls(interface.input, header)
}

/// `#[inline]` on a function without `impl Trait`, so that it is compiled only where it is used.
fn inline<'m, 'a: 'm>(
    mut arguments: impl Iterator<Item = &'m Argument<'a>>,
) -> Option<TokenStream> {
    arguments
        .all(|argument| ty::is_passed_by_value(ty::without_option(argument.ty)))
        .then(|| quote!(#[inline]))
}

// pub fn new(account_id: impl P::Into<String>) -> Self { Self { .. } }
fn new(
    private: &Private,
    input: &DeriveInput,
    members: &[Argument<'_>],
    fallback: bool,
) -> TokenStream {
    let vis = &input.vis;
    if fallback {
        // What it takes may depend on the mistake. Calling a constant whose type failed is not another error.
        return quote! {
            #[allow(non_upper_case_globals)]
            #vis const new: [(); CHECKED_DECLARATION] = [];
        };
    }
    let arguments = arguments(private, members);
    let body = {
        let fields = members.iter().map(|argument| {
            let ident = argument.ident;
            let value = match argument.presence {
                Presence::Required => converted(private, argument, ident),
                Presence::Optional => quote!(#private::None),
                Presence::Defaulted => {
                    // The spans are the same as where it is read, so that a mistake in the type is reported once.
                    let (start, end) = (ty::start(argument.ty), ty::end(argument.ty));
                    let p = Private::at(start);
                    let [option, unwrap, none] =
                        ["Option", "unwrap_or_default", "None"].map(|name| Ident::new(name, end));
                    quote_spanned!(start=> #p::#option::#unwrap(#p::#none))
                }
            };
            quote!(#ident: #value)
        });
        quote!(Self { #(#fields),* })
    };
    let inline = inline(required(members));
    let name = input.ident.unraw();
    let doc = if required(members).next().is_some() {
        format!(" Creates a new `{name}` from its required members.")
    } else {
        format!(" Creates a new `{name}`, which has no required members.")
    };
    quote! {
        #[doc = #doc]
        #[must_use]
        #inline
        #vis fn new(#(#arguments),*) -> Self {
            #body
        }
    }
}

// pub fn max_results(mut self, value: i32) -> Self { self.max_results = P::Some(value); self }
fn setter(
    private: &Private,
    input: &DeriveInput,
    argument: &Argument<'_>,
    taken: &[&str],
    fallback: bool,
) -> TokenStream {
    let vis = &input.vis;
    let inline = inline(std::iter::once(argument));
    let docs = setter_docs(argument);
    let ident = argument.ident;
    let name = setter_name(argument, taken);
    let ty = argument_type(private, argument);
    let value = Ident::new("value", Span::call_site());
    let by_value = ty::is_passed_by_value(ty::without_option(argument.ty));
    let converted = match (argument.presence, by_value) {
        (Presence::Optional, true) => quote!(#private::Some(#value)),
        (Presence::Optional, false) => quote!(#private::Some(#private::Into::into(#value))),
        _ => converted(private, argument, &value),
    };
    let body = if fallback {
        // The field may be missing from a half-typed item.
        quote!(#private::std::unreachable!())
    } else {
        quote! {
            self.#ident = #converted;
            self
        }
    };
    let mutable = (!fallback).then(|| quote!(mut));
    quote! {
        #docs
        #[must_use]
        #inline
        #vis fn #name(#mutable self, #value: #ty) -> Self {
            #body
        }
    }
}

// pub fn pages(self, client: &P::Client) -> P::Pages<Self>
// pub fn items(self, client: &P::Client) -> P::ItemStream<Self>
fn pages(private: &Private, interface: &Interface<'_>, fallback: bool) -> TokenStream {
    let vis = &interface.input.vis;
    let without = |methods: &[(&str, &str)]| {
        let methods = methods.iter().map(|(name, has)| {
            let (name, has) = (format_ident!("{name}"), format_ident!("{has}"));
            quote!(#name -> #has)
        });
        quote!(#private::not_paginated!(#vis, #(#methods),*);)
    };
    let Some(paginate) = &interface.paginate else {
        // The fallback has its own, and so does an operation whose pages are in the model.
        return match &interface.pages {
            _ if fallback => TokenStream::new(),
            ModelPages::Of { items: Some(_), .. } => TokenStream::new(),
            ModelPages::Of { .. } => without(&[("items", "HasItems")]),
            ModelPages::WithoutToken => without(&[("pages", "HasToken"), ("items", "HasToken")]),
            ModelPages::None => without(&[("pages", "HasPages"), ("items", "HasItems")]),
        };
    };
    let without_items =
        (!fallback && paginate.items.is_none()).then(|| without(&[("items", "HasItems")]));
    let items = paginate.items.as_ref().map(|items| {
        // A wrong name is reported where it is written.
        let here = items.span().resolved_at(Span::call_site());
        let p = Private::at(here);
        quote_spanned! {here=>
            /// Returns a stream of the items of all pages.
            #vis fn items(self, client: &#p::Client) -> #p::ItemStream<Self> {
                #p::ItemStream::new(self, client)
            }
        }
    });
    quote! {
        /// Returns a stream of the pages.
        #vis fn pages(self, client: &#private::Client) -> #private::Pages<Self> {
            #private::Pages::new(self, client)
        }
        #items
        #without_items
    }
}
