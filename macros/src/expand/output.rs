//! `#[output]`

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::DeriveInput;
use syn::ext::IdentExt;

use crate::ast::{Location, Member, Output};
use crate::expand::member::{debug_body, finished, local, name, remembered, written};
use crate::expand::model_pages::page_hashes;
use crate::expand::parts::{ImplHeader, debug, fnv, impl_keyword, shapes};
use crate::expand::read::output_content;
use crate::expand::traits::{described, described_slot};
use crate::private::Private;
use crate::ty;

/// The output's constant is in the same scope if it is `checked`.
pub(crate) fn output(private: &Private, output: &Output<'_>, checked: bool) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(output.input, &bound(private));
    // A payload type that does not exist is reported once.
    let nested = payload(output).is_some_and(|payload| ty::has_arguments(payload.ty));
    let keyword = if nested {
        impl_keyword(output.input)
    } else {
        syn::Ident::new("impl", proc_macro2::Span::call_site())
    };
    let streaming = streaming(private, output);
    let content = output_content(private, &output.members);
    let checked = checked.then(|| quote!(const CHECKED: #private::usize = CHECKED_DECLARATION;));
    let read = read(private, output);
    let write = write(private, output);
    let message = message(private, output);
    let members = output
        .members
        .iter()
        .map(|member| (member.ident, member.ty));
    let lists = lists(private, members.clone());
    let pages = page_hashes(private, output);
    let shapes = shapes(private, &output.shapes);
    let items = items(private, output.input, members, false);
    let renamed = renamed(private, output);
    quote! {
        #[automatically_derived]
        #keyword #params #private::Output for #this #bounds {
            #checked
            #streaming
            #content
            #lists
            #renamed
            #shapes
            #pages
            #read
            #write
            #message
        }
        #items
    }
}

/// `Debug` of an output or a structure.
pub(crate) fn struct_debug(private: &Private, output: &Output<'_>) -> TokenStream {
    let body = debug_body(private, &output.input.ident, &output.members);
    debug(private, output.input, &body)
}

/// The bounds of an output's type parameter.
pub(crate) fn bound(private: &Private) -> TokenStream {
    quote!(#private::Encode + #private::Decode + #private::std::marker::Send + 'static)
}

// const LISTS: &'static [&'static P::str] = &["rooms"];
/// The names that `paginate(items = ..)` may have.
fn lists<'a>(
    private: &Private,
    members: impl Iterator<Item = (&'a syn::Ident, &'a syn::Type)>,
) -> Option<TokenStream> {
    let names: Vec<String> = members
        .filter(|(_, ty)| ty::is_list(ty::without_option(ty)))
        .map(|(ident, _)| ident.unraw().to_string())
        .collect();
    let str = quote!(&'static #private::str);
    (!names.is_empty()).then(|| quote!(const LISTS: &'static [#str] = &[#(#names),*];))
}

// const RENAMED: &'static [(&'static P::str, &'static P::str)] = &[("marker", "NextMarker")];
/// The members that `paginate(..)` would not find by the words of the field.
fn renamed(private: &Private, output: &Output<'_>) -> Option<TokenStream> {
    let renamed = &output.pages.renamed;
    let pairs = renamed.iter().map(|(ident, member)| {
        let field = ident.unraw().to_string();
        quote!((#field, #member))
    });
    let str = quote!(&'static #private::str);
    (!renamed.is_empty()).then(|| quote!(const RENAMED: &'static [(#str, #str)] = &[#(#pairs),*];))
}

// const STREAMING: bool = { use P::NotStreaming as _; P::Streaming::<Blob>::IS };
fn streaming(private: &Private, output: &Output<'_>) -> Option<TokenStream> {
    let payload = payload(output)?;
    let ty = ty::without_option(payload.ty);
    Some(quote! {
        const STREAMING: #private::bool = {
            use #private::NotStreaming as _;
            #private::Streaming::<#ty>::IS
        };
    })
}

fn payload<'o, 'a>(output: &'o Output<'a>) -> Option<&'o Member<'a>> {
    output
        .members
        .iter()
        .find(|member| member.location == Location::Payload)
}

// let (mut __0, mut __1) = (P::None, P::None);
// __r.header("x-foo", &mut __1)?;
// __r.body(&mut [("Room", &mut __0)])?;
// P::Ok(Self { room: __0, foo: P::required_header(&mut __1, "x-foo")? })
fn read(private: &Private, output: &Output<'_>) -> TokenStream {
    let members = || output.members.iter().enumerate();
    let locals = members().map(|(index, _)| {
        let local = local(index);
        quote!(let mut #local = #private::None;)
    });
    let parts = members().filter_map(|(index, member)| {
        let slot = ty::slot(member.ty, &local(index));
        Some(match &member.location {
            Location::Header(name) if member.media_type.is_some() => {
                quote!(__r.media_type_header(#name, #slot)?;)
            }
            Location::Header(name) => quote!(__r.header(#name, #slot)?;),
            Location::PrefixHeaders(prefix) => quote!(__r.prefix_headers(#prefix, #slot)?;),
            Location::Status => quote!(__r.status(#slot)?;),
            Location::Payload => quote!(__r.payload(#slot)?;),
            _ => return None,
        })
    });
    let body: Vec<TokenStream> = members()
        .filter_map(|(index, member)| match &member.location {
            Location::Body(body) => {
                let name = name(private, body, None);
                let slot = ty::slot(member.ty, &local(index));
                let slot = described_slot(private, &member.traits, slot);
                Some(quote!((#name, #slot)))
            }
            _ => None,
        })
        .collect();
    let body = (!body.is_empty()).then(|| quote!(__r.body(&mut [#(#body),*])?;));
    let fields = members().map(|(index, member)| finished(member, &local(index)));
    let reader = if output.members.is_empty() {
        quote!(_)
    } else {
        quote!(__r)
    };
    quote! {
        fn read(#reader: &mut #private::ResponseReader<'_>) -> #private::Result<Self, #private::DecodeError> {
            #(#locals)*
            #(#parts)*
            #body
            #private::Ok(Self { #(#fields),* })
        }
    }
}

// fn write(&self, __w: &mut P::ResponseWriter) { __w.header("x-foo", &self.foo); .. }
fn write(private: &Private, output: &Output<'_>) -> TokenStream {
    let parts = output.members.iter().filter_map(|member| {
        let value = written(private, member);
        Some(match &member.location {
            Location::Header(name) => quote!(__w.header(#name, #value);),
            Location::PrefixHeaders(prefix) => quote!(__w.prefix_headers(#prefix, #value);),
            Location::Status => quote!(__w.status(#value);),
            Location::Payload => {
                let media_type = member.media_type.as_deref().unwrap_or_default();
                quote!(__w.payload(#value, #media_type);)
            }
            _ => return None,
        })
    });
    let body = body(private, &output.members);
    let body = (!body.is_empty()).then(|| quote!(__w.body(&[#(#body),*]);));
    let writer = if output.members.is_empty() {
        quote!(_)
    } else {
        quote!(__w)
    };
    quote! {
        fn write(&self, #writer: &mut #private::ResponseWriter) {
            #(#parts)*
            #body
        }
    }
}

/// `("RoomId", &self.room_id)` for each body member.
pub(super) fn body(private: &Private, members: &[Member<'_>]) -> Vec<TokenStream> {
    members
        .iter()
        .filter_map(|member| match &member.location {
            Location::Body(body) => {
                let (name, value) = (name(private, body, None), written(private, member));
                let value = remembered(private, member.sensitive, value);
                let value = described(private, &member.traits, value);
                Some(quote!((#name, #value)))
            }
            _ => None,
        })
        .collect()
}

// fn message(&self) -> P::Option<&str> { P::AsMessage::as_message(&self.message) }
fn message(private: &Private, output: &Output<'_>) -> Option<TokenStream> {
    let member = output.members.iter().find(|member| {
        let text = ty::is_string(ty::without_option(member.ty));
        let named = matches!(&member.location, Location::Body(name) if name.shown().eq_ignore_ascii_case("message"));
        text && named && !member.sensitive
    })?;
    let ident = member.ident;
    Some(quote! {
        fn message(&self) -> #private::Option<&#private::str> {
            #private::AsMessage::as_message(&self.#ident)
        }
    })
}

// impl P::Items<HASH> for ListRoomsOutput { type Items = Vec<Room>; fn take_items(self) -> Self::Items { self.rooms } }
pub(crate) fn items<'a>(
    private: &Private,
    input: &DeriveInput,
    members: impl Iterator<Item = (&'a syn::Ident, &'a syn::Type)>,
    fallback: bool,
) -> TokenStream {
    let lists: Vec<_> = members
        .filter(|(_, ty)| ty::is_list(ty::without_option(ty)))
        .collect();
    if lists.is_empty() {
        return TokenStream::new();
    }
    let ImplHeader {
        params,
        this,
        bounds,
    } = ImplHeader::new(input, &bound(private));
    let keyword = impl_keyword(input);
    lists
        .into_iter()
        .map(|(ident, ty)| {
            let hash = fnv(&ident.unraw().to_string());
            let value = match ty::option(ty) {
                _ if fallback => quote!(#private::std::unreachable!()),
                Some(_) => quote!(#private::Option::unwrap_or_default(self.#ident)),
                None => quote!(self.#ident),
            };
            let list = ty::without_option(ty).to_token_stream();
            quote! {
                #[automatically_derived]
                #keyword #params #private::Items<#hash> for #this #bounds {
                    type Items = #list;
                    fn take_items(self) -> Self::Items {
                        #value
                    }
                }
            }
        })
        .collect()
}
