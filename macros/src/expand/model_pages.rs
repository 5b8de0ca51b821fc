//! The pages that an operation has by its model.
//!
//! The operation's macro does not see which members its output declares. So the impls depend on what the output has:
//! without the token, or without the items, there are no `pages` and no `items`. `for<'__a>` keeps the compiler from
//! deciding that at once, which would be an error for an operation whose pages nobody asks for.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ast::{Interface, ModelPages, Output};
use crate::expand::parts::fnv;
use crate::private::Private;
use crate::ty;

/// Tells a member of the model from a field of the same name.
fn hash(member: &str) -> u64 {
    fnv(&format!("={member}"))
}

// impl P::Paginated for ListMaps where for<'__a> <Self as P::Operation>::Output: P::PageToken<HASH> { .. }
// impl P::PaginatedItems for ListMaps where for<'__a> <Self as P::Operation>::Output: P::PageToken<HASH> + P::PageItems<HASH> { .. }
// impl ListMaps { pub fn pages(self, ..) -> P::Pages<Self> where for<'__a> Self: P::Paginated { .. } }
pub(super) fn model_pages(private: &Private, interface: &Interface<'_>) -> Option<TokenStream> {
    let ModelPages { token, next, items } = interface.pages.as_ref()?;
    let (ident, vis) = (&interface.input.ident, &interface.input.vis);
    let output = quote!(<Self as #private::Operation>::Output);
    let next = hash(next);
    let items = items.as_ref().map(|items| {
        let items = hash(items);
        quote! {
            #[automatically_derived]
            impl #private::PaginatedItems for #ident
            where
                for<'__a> #output: #private::PageToken<#next> + #private::PageItems<#items>,
            {
                type Items = <#output as #private::PageItems<#items>>::Items;
                fn page_items(__output: #output) -> Self::Items {
                    #private::PageItems::<#items>::page_items(__output)
                }
            }
            impl #ident {
                /// Streams the items of all pages.
                #vis fn items(self, client: &#private::Client) -> #private::ItemStream<Self>
                where
                    for<'__a> Self: #private::PaginatedItems,
                {
                    #private::ItemStream::new(self, client)
                }
            }
        }
    });
    Some(quote! {
        #[automatically_derived]
        impl #private::Paginated for #ident
        where
            for<'__a> #output: #private::PageToken<#next>,
        {
            fn next_token(__output: &#output) -> #private::Option<&#private::str> {
                #private::PageToken::<#next>::page_token(__output)
            }
            fn set_token(&mut self, __token: #private::String) {
                self.#token = #private::Some(__token);
            }
        }
        impl #ident {
            /// Streams the pages.
            #vis fn pages(self, client: &#private::Client) -> #private::Pages<Self>
            where
                for<'__a> Self: #private::Paginated,
            {
                #private::Pages::new(self, client)
            }
        }
        #items
    })
}

// impl P::PageToken<HASH> for ListMapsOutput { .. }
// impl P::PageItems<HASH> for ListMapsOutput { .. }
pub(crate) fn page_members(private: &Private, output: &Output<'_>) -> TokenStream {
    let this = &output.input.ident;
    let members = output.pages.iter().filter_map(|member| {
        let (ident, hash) = (member.ident, hash(&member.name));
        let bare = ty::without_option(member.ty);
        if member.items && ty::is_list(bare) {
            let value = if ty::option(member.ty).is_some() {
                quote!(#private::Option::unwrap_or_default(self.#ident))
            } else {
                quote!(self.#ident)
            };
            Some(quote! {
                #[automatically_derived]
                impl #private::PageItems<#hash> for #this {
                    type Items = #bare;
                    fn page_items(self) -> Self::Items {
                        #value
                    }
                }
            })
        } else if !member.items && ty::is_string(bare) {
            Some(quote! {
                #[automatically_derived]
                impl #private::PageToken<#hash> for #this {
                    fn page_token(&self) -> #private::Option<&#private::str> {
                        #private::AsMessage::as_message(&self.#ident)
                    }
                }
            })
        } else {
            None
        }
    });
    members.collect()
}
