//! The pages of an operation whose model describes them.
//!
//! The operation's macro does not see which members its output declares, so the impls depend on the output: without the
//! token there is no `pages`, and without the items there is no `items`. `for<'__a>` defers the compiler's check, which
//! would otherwise reject operations whose pages are never used.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Interface, ModelPages, Output, PageMember};
use crate::expand::parts::{fnv, impl_keyword};
use crate::private::Private;
use crate::ty;

/// Distinguishes a member of the model from a field with the same name.
fn hash(member: &str) -> u64 {
    fnv(&format!("={member}"))
}

// impl P::Paginated for ListMaps where for<'__a> <Self as P::Operation>::Output: P::PageToken<HASH, String> { .. }
// impl P::PaginatedItems for ListMaps
// where for<'__a> <Self as P::Operation>::Output: P::PageToken<HASH, String> + P::PageItems<HASH> { .. }
// const __PAGES: P::bool = P::has_members(<<ListMaps as P::Operation>::Output as P::Output>::PAGES, &[HASH]);
// impl ListMaps { P::stream_methods!(pub, pages -> PagesInOutput<__PAGES>); }
pub(super) fn model_pages(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    let ModelPages::Of {
        token,
        ty,
        next,
        items,
    } = &interface.pages
    else {
        return None;
    };
    let (ident, vis) = (&interface.input.ident, &interface.input.vis);
    let output = quote!(<Self as #private::Operation>::Output);
    let declared = quote!(<<#ident as #private::Operation>::Output as #private::Output>::PAGES);
    let next = hash(next);
    let items = items.as_ref().map(|items| {
        let items = hash(items);
        quote! {
            #[automatically_derived]
            impl #private::PaginatedItems for #ident
            where
                for<'__a> #output: #private::PageToken<#next, #ty> + #private::PageItems<#items>,
            {
                type Items = <#output as #private::PageItems<#items>>::Items;
                fn page_items(__output: #output) -> Self::Items {
                    #private::PageItems::<#items>::page_items(__output)
                }
            }
            const __ITEMS: #private::bool = #private::has_members(#declared, &[#next, #items]);
            impl #ident {
                #private::stream_methods!(#vis, #[doc = " Returns a stream of the items of all pages."] items -> ItemsInOutput<__ITEMS>);
            }
        }
    });
    Some(quote! {
        #[automatically_derived]
        impl #private::Paginated for #ident
        where
            for<'__a> #output: #private::PageToken<#next, #ty>,
        {
            fn turn_page(&mut self, __output: &#output) -> #private::Option<#private::u64> {
                #private::PageToken::<#next, #ty>::turn_page(__output, &mut self.#token)
            }
        }
        const __PAGES: #private::bool = #private::has_members(#declared, &[#next]);
        impl #ident {
            #private::stream_methods!(#vis, #[doc = " Returns a stream of the pages."] pages -> PagesInOutput<__PAGES>);
        }
        #items
    })
}

// impl P::PageToken<HASH, String> for ListMapsOutput { .. }
// impl P::PageItems<HASH> for ListMapsOutput { .. }
/// The hashes of the members that an operation finds its pages in.
pub(super) fn page_hashes(private: &Private, output: &Output<'_>) -> Option<TokenStream> {
    let hashes: Vec<u64> = pages(output).map(|member| hash(&member.name)).collect();
    (!hashes.is_empty()).then(|| quote!(const PAGES: &'static [#private::u64] = &[#(#hashes),*];))
}

fn pages<'o, 'a>(output: &'o Output<'a>) -> impl Iterator<Item = &'o PageMember<'a>> {
    output.pages.members.iter().filter(|member| {
        let bare = ty::without_option(member.ty);
        if member.items {
            ty::is_list(bare)
        } else {
            member.map || ty::is_string(bare)
        }
    })
}

pub(crate) fn page_members(private: &Private, output: &Output<'_>) -> TokenStream {
    let this = &output.input.ident;
    let keyword = impl_keyword(output.input);
    let members = pages(output).map(|member| {
        let (ident, hash) = (member.ident, hash(&member.name));
        let bare = ty::without_option(member.ty);
        if member.items {
            let value = if ty::option(member.ty).is_some() {
                quote!(#private::Option::unwrap_or_default(self.#ident))
            } else {
                quote!(self.#ident)
            };
            quote! {
                #[automatically_derived]
                #keyword #private::PageItems<#hash> for #this {
                    type Items = #bare;
                    fn page_items(self) -> Self::Items {
                        #value
                    }
                }
            }
        } else {
            let next = if member.map && ty::option(member.ty).is_some() {
                quote!(#private::turn_map_page(__token, #private::Option::as_ref(&self.#ident)))
            } else if member.map {
                quote!(#private::turn_map_page(__token, #private::Some(&self.#ident)))
            } else {
                quote!(#private::turn_page(__token, #private::AsMessage::as_message(&self.#ident)))
            };
            quote! {
                #[automatically_derived]
                impl #private::PageToken<#hash, #bare> for #this {
                    fn turn_page(&self, __token: &mut #private::Option<#bare>) -> #private::Option<#private::u64> {
                        #next
                    }
                }
            }
        }
    });
    members.collect()
}
