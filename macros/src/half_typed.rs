//! Items that do not parse because they are still being typed: `pub name:`.
//!
//! The compiler reports the syntax error and keeps the struct with the fields before it. It does not report missing
//! fields of such a struct. So the generated code refers to a field that no struct has, which fails silently if the
//! compiler reported a syntax error, and otherwise with an error.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser;
use syn::{DeriveInput, Field};

use crate::attr::is_punct;

/// The struct with the fields that could be read. A field that could not be read has a type with a failed constant.
pub(crate) fn recover(item: &TokenStream) -> Option<DeriveInput> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let is_struct = tokens
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(word) if word == "struct"));
    let Some(TokenTree::Group(body)) = tokens.last_mut().filter(|_| is_struct) else {
        return None;
    };
    if body.delimiter() != Delimiter::Brace {
        return None;
    }
    *body = Group::new(Delimiter::Brace, fields(body.stream()));
    syn::parse2(tokens.into_iter().collect()).ok()
}

/// A value for a constant, which fails without a further error.
pub(crate) fn failure(ident: &Ident) -> TokenStream {
    quote!(match (#ident { __does_not_parse: () }) { _ => 0 })
}

fn fields(body: TokenStream) -> TokenStream {
    let parts: Vec<TokenStream> = split(body);
    let mut fields = TokenStream::new();
    let mut at = 0;
    while at < parts.len() {
        // A comma may be inside angle brackets.
        let whole = (at + 1..=parts.len().min(at + 4)).find_map(|end| {
            let parts = &parts[at..end];
            let field = quote!(#(#parts),*);
            let parsed = Field::parse_named.parse2(field.clone());
            parsed.is_ok().then_some((field, end))
        });
        let (field, end) = whole.unwrap_or_else(|| (placeholder(&parts[at]), at + 1));
        at = end;
        if !field.is_empty() {
            fields.extend(quote!(#field,));
        }
    }
    fields
}

fn split(body: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in body {
        if is_punct(&token, ',') {
            parts.push(TokenStream::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend([token]);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `name: [(); __FAILED]` for `pub name:`
fn placeholder(part: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = part.clone().into_iter().collect();
    let colon = tokens.iter().position(|token| is_punct(token, ':'));
    match colon.and_then(|colon| tokens.get(colon.checked_sub(1)?)) {
        Some(TokenTree::Ident(name)) => quote!(#name: [(); __FAILED]),
        _ => TokenStream::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_around_a_half_typed_one_are_kept() {
        let item = "pub struct CreateRoom { account_id: String, pub name: , tags: HashMap<String, String>, pub }";
        let input = recover(&item.parse().unwrap()).unwrap();
        let syn::Data::Struct(data) = input.data else {
            panic!("a struct");
        };
        let shown: Vec<String> = data
            .fields
            .iter()
            .map(|field| quote!(#field).to_string().replace(' ', ""))
            .collect();
        assert_eq!(
            shown,
            [
                "account_id:String",
                "name:[();__FAILED]",
                "tags:HashMap<String,String>"
            ]
        );
    }

    #[test]
    fn enums_and_tokens_that_are_not_an_item_are_left_alone() {
        assert!(recover(&"enum Kind { A(String x) }".parse().unwrap()).is_none());
        assert!(recover(&"struct".parse().unwrap()).is_none());
    }
}
