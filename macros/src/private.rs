//! How generated code names the runtime.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};
use syn::Lit;

use crate::attr::{is_punct, literal};

/// The name of the runtime in generated code: `__p`, which stands for `::opsmith::__private`, or for the same module in
/// `crate = path`.
#[derive(Clone)]
pub(crate) struct Private {
    root: TokenStream,
    path: TokenStream,
    name: Ident,
}

impl Private {
    fn new(root: TokenStream) -> Self {
        Private {
            path: quote!(#root::__private),
            root,
            name: Private::at(Span::call_site()),
        }
    }

    /// Finds `crate = path` among tokens, because it must be known even if the attribute does not parse.
    pub(crate) fn find(args: &TokenStream) -> Self {
        let mut tokens = args.clone().into_iter().peekable();
        while let Some(token) = tokens.next() {
            let is_crate = matches!(&token, TokenTree::Ident(word) if word == "crate");
            if is_crate && tokens.next_if(|next| is_punct(next, '=')).is_some() {
                let path: Vec<TokenTree> =
                    tokens.take_while(|token| !is_punct(token, ',')).collect();
                let path = match literal(&path) {
                    // It is rejected, but the meaning is clear.
                    Some(Lit::Str(string)) => string.parse(),
                    _ => syn::parse2::<syn::Path>(path.into_iter().collect()),
                };
                return match path {
                    Ok(path) => Private::new(path.to_token_stream()),
                    Err(_) => Private::default(),
                };
            }
        }
        Private::default()
    }

    /// The crate. The hidden derives are named through it, because the compiler's messages show the name.
    pub(crate) fn root(&self) -> &TokenStream {
        &self.root
    }

    /// The path itself, for code outside [`Private::scope`].
    pub(crate) fn path(&self) -> &TokenStream {
        &self.path
    }

    /// `__p` with the span of the user's tokens, so that an error about them is reported there.
    pub(crate) fn at(span: Span) -> Ident {
        Ident::new("__p", span)
    }

    /// Puts generated impls in a scope where `__p` is defined and the user's lints are silent.
    //
    // #[allow(..)]
    // const _: () = {
    //     use ::opsmith::__private as __p;
    //     ..
    // };
    pub(crate) fn scope(&self, impls: &TokenStream) -> TokenStream {
        let path = &self.path;
        quote! {
            #[allow(dead_code, deprecated, private_bounds, private_interfaces)]
            #[allow(unreachable_pub, unused_imports, unused_variables)]
            #[allow(clippy::all, clippy::pedantic)]
            const _: () = {
                use #path as __p;
                #impls
            };
        }
    }
}

impl Default for Private {
    fn default() -> Self {
        Private::new(quote!(::opsmith))
    }
}

impl ToTokens for Private {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(self.name.clone());
    }
}
