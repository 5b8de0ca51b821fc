//! `paginate(..)` of an operation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::ast::{Interface, Presence};
use crate::expand::parts::{ImplHeader, fnv};
use crate::private::Private;
use crate::ty;

// impl P::Paginated for ListRooms { .. }
// impl P::PaginatedItems for ListRooms { .. }
pub(crate) fn paginated(
    private: &Private,
    interface: &Interface<'_>,
    header: &ImplHeader,
    fallback: bool,
) -> TokenStream {
    let Some(paginate) = &interface.paginate else {
        return TokenStream::new();
    };
    let ImplHeader {
        params,
        this,
        bounds,
    } = header;
    let known = |token: &&Ident| {
        interface
            .arguments
            .iter()
            .any(|argument| argument.ident == *token)
    };
    let set = paginate.token.as_ref().filter(known).filter(|token| {
        interface
            .arguments
            .iter()
            .any(|argument| argument.ident == *token && argument.presence == Presence::Optional)
    });
    let set = set.filter(|_| !fallback);
    let next = paginate.output_token.as_ref().or(paginate.token.as_ref());
    let next = next.filter(|_| interface.output.is_some());
    let (turn, output) = match (set, next) {
        (Some(set), Some(field)) => {
            let output = Ident::new("__output", field.span().resolved_at(Span::call_site()));
            let here = field.span().resolved_at(Span::call_site());
            let p = Private::at(here);
            let argument = interface.arguments.iter().find(|one| one.ident == set);
            let turn = if argument.is_some_and(|token| ty::is_map(ty::without_option(token.ty))) {
                let next = quote_spanned!(here=> #p::Option::as_ref(&#output.#field));
                quote!(#private::turn_map_page(&mut self.#set, #next))
            } else {
                let next = quote_spanned!(here=> #p::AsMessage::as_message(&#output.#field));
                quote!(#private::turn_page(&mut self.#set, #next))
            };
            (turn, output.to_token_stream())
        }
        _ => (quote!(#private::None), quote!(_)),
    };
    let items = paginate
        .items
        .as_ref()
        .map(|items| paginated_items(items, header, interface.output.is_some()));
    quote! {
        #[automatically_derived]
        impl #params #private::Paginated for #this #bounds {
            fn turn_page(&mut self, #output: &<Self as #private::Operation>::Output) -> #private::Option<#private::u64> {
                #turn
            }
        }
        #items
    }
}

fn paginated_items(items: &Ident, header: &ImplHeader, of_output: bool) -> TokenStream {
    let ImplHeader {
        params,
        this,
        bounds,
    } = header;
    let hash = fnv(&items.unraw().to_string());
    // A wrong name is reported where it is written.
    let here = items.span().resolved_at(Span::call_site());
    let p = Private::at(here);
    if !of_output {
        return quote_spanned! {here=>
            impl #params #p::PaginatedItems for #this #bounds {
                type Items = #p::Vec<[(); CHECKED_DECLARATION]>;
                fn page_items(_: <Self as #p::Operation>::Output) -> Self::Items {
                    #p::std::unreachable!()
                }
            }
        };
    }
    quote_spanned! {here=>
        #[automatically_derived]
        impl #params #p::PaginatedItems for #this #bounds {
            type Items = <<Self as #p::Operation>::Output as #p::Items<#hash>>::Items;
            fn page_items(__output: <Self as #p::Operation>::Output) -> Self::Items {
                <<Self as #p::Operation>::Output as #p::Items<#hash>>::take_items(__output)
            }
        }
    }
}
