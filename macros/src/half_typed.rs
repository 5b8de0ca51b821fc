//! Items that do not parse because they are still being typed: `pub name:`.
//!
//! The compiler reports the syntax error and keeps the struct with the fields before it. It does not report missing
//! fields of such a struct. So the generated code refers to a field that no struct has, which fails silently if the
//! compiler reported a syntax error, and otherwise with an error.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{DeriveInput, Field, Variant};

use crate::attr::is_punct;

/// The item with commas where only they are missing: the compiler reports that, and keeps all fields.
pub(crate) fn separated(item: &TokenStream) -> Option<TokenStream> {
    let item = with_body(item, "struct", separate::<Named>)?;
    syn::parse2::<DeriveInput>(item.clone())
        .is_ok()
        .then_some(item)
}

/// An enum with the variants that could be read, or else with none.
pub(crate) fn recover_enum(item: &TokenStream) -> Option<DeriveInput> {
    let separated = with_body(item, "enum", separate::<Variant>)?;
    let read = syn::parse2(separated).ok();
    read.or_else(|| syn::parse2(with_body(item, "enum", |_| TokenStream::new())?).ok())
}

/// A field with a name.
struct Named;

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Field::parse_named(input).map(|_| Named)
    }
}

fn with_body(
    item: &TokenStream,
    keyword: &str,
    fields: fn(TokenStream) -> TokenStream,
) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let is_struct = tokens
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(word) if word == keyword));
    let Some(TokenTree::Group(body)) = tokens.last_mut().filter(|_| is_struct) else {
        return None;
    };
    if body.delimiter() != Delimiter::Brace {
        return None;
    }
    *body = Group::new(Delimiter::Brace, fields(body.stream()));
    Some(tokens.into_iter().collect())
}

// pub name: String pub kind: Kind;
// Open #[op(other)] Other(String)
fn separate<T: Parse>(body: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let (mut separated, mut part) = (TokenStream::new(), TokenStream::new());
    for (at, token) in tokens.iter().enumerate() {
        // A comma may be inside angle brackets.
        let ends = is_punct(token, ',') || is_punct(token, ';');
        let is_whole = || syn::parse2::<T>(part.clone()).is_ok();
        if (ends || starts_part(token, tokens.get(at + 1))) && is_whole() {
            separated.extend(std::mem::take(&mut part));
            separated.extend(quote!(,));
            if ends {
                continue;
            }
        }
        part.extend([token.clone()]);
    }
    separated.extend(part);
    separated
}

/// Whether a field or a variant may start with a token.
fn starts_part(token: &TokenTree, next: Option<&TokenTree>) -> bool {
    let before = |c| next.is_some_and(|next| is_punct(next, c));
    match token {
        TokenTree::Ident(word) => {
            let before_group = matches!(next, Some(TokenTree::Group(_)));
            word == "pub" || before(':') || before(',') || before_group
        }
        token => is_punct(token, '#'),
    }
}

/// The struct with the fields that could be read. A field that could not be read has a type with a failed constant.
pub(crate) fn recover(item: &TokenStream) -> Option<DeriveInput> {
    syn::parse2(with_body(item, "struct", fields)?).ok()
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

/// `name: [(); CHECKED_DECLARATION]` for `pub name:`
fn placeholder(part: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = part.clone().into_iter().collect();
    let colon = tokens.iter().position(|token| is_punct(token, ':'));
    match colon.and_then(|colon| tokens.get(colon.checked_sub(1)?)) {
        Some(TokenTree::Ident(name)) => quote!(#name: [(); CHECKED_DECLARATION]),
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
                "name:[();CHECKED_DECLARATION]",
                "tags:HashMap<String,String>"
            ]
        );
    }

    #[test]
    fn fields_without_a_comma_between_them_are_separated() {
        let item = "struct A { pub a: Vec<String> pub b: HashMap<String, i32>; #[op(query)] c: i32 d: x::Y, }";
        let separated = separated(&item.parse().unwrap()).unwrap();
        let input: DeriveInput = syn::parse2(separated).unwrap();
        let syn::Data::Struct(data) = input.data else {
            panic!("a struct");
        };
        assert_eq!(data.fields.len(), 4);
    }

    #[test]
    fn variants_without_a_comma_between_them_are_separated() {
        let item = "enum A { B(String) #[op(other)] C(String) D, }";
        let input = recover_enum(&item.parse().unwrap()).unwrap();
        let syn::Data::Enum(data) = input.data else {
            panic!("an enum");
        };
        assert_eq!(data.variants.len(), 3);
        let item = "enum A { B(String x) }";
        assert!(recover_enum(&item.parse().unwrap()).is_some());
    }

    #[test]
    fn enums_and_tokens_that_are_not_an_item_are_left_alone() {
        assert!(recover(&"enum Kind { A(String x) }".parse().unwrap()).is_none());
        assert!(recover(&"struct".parse().unwrap()).is_none());
    }
}
