//! Discriminants of an enum. The compiler rejects them if a variant such as `other` holds a value, so they are removed
//! before it sees them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::report::Report;

// enum Priority { Low = 1, #[op(other)] Other(i32) }
// becomes
// enum Priority { #[op(value = 1)] Low, #[op(other)] Other(i32) }
pub(crate) fn replace(item: TokenStream, report: &Report) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    let is_enum = tokens
        .iter()
        .any(|token| matches!(token, TokenTree::Ident(word) if word == "enum"));
    if is_enum
        && let Some(TokenTree::Group(body)) = tokens.last_mut()
        && body.delimiter() == Delimiter::Brace
    {
        let mut replaced = Group::new(Delimiter::Brace, variants(body.stream(), report));
        replaced.set_span(body.span());
        *body = replaced;
    }
    tokens.into_iter().collect()
}

// enum Kind { Open = 1, #[op(other)] Other(String) }
/// Whether a variant holds a `String`, as `other` of a string enum does.
fn holds_string(body: &TokenStream) -> bool {
    body.clone().into_iter().any(|token| {
        matches!(token, TokenTree::Group(value) if value.delimiter() == Delimiter::Parenthesis
            && value.stream().to_string() == "String")
    })
}

fn variants(body: TokenStream, report: &Report) -> TokenStream {
    let holds_string = holds_string(&body);
    let mut tokens = body.into_iter().peekable();
    let mut replaced = TokenStream::new();
    while tokens.peek().is_some() {
        let mut variant: Vec<TokenTree> = Vec::new();
        let mut value: Option<TokenStream> = None;
        let mut comma = None;
        for token in tokens.by_ref() {
            match (&token, &mut value) {
                (TokenTree::Punct(punct), _) if punct.as_char() == ',' => {
                    comma = Some(token);
                    break;
                }
                (TokenTree::Punct(punct), None) if punct.as_char() == '=' => {
                    value = Some(TokenStream::new());
                }
                (_, Some(value)) => value.extend([token]),
                (_, None) => variant.push(token),
            }
        }
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let name = variant.iter().rev().find_map(|token| match token {
                TokenTree::Ident(name) => Some(name.to_string()),
                _ => None,
            });
            let name = name.unwrap_or_default();
            report.on(
                &value,
                if holds_string {
                    format!("discriminants are not sent, and a string enum has no numbers; write `{name}`")
                } else {
                    format!("discriminants are not sent; write `#[op(value = {value})] {name}`")
                },
            );
            let has_value = variant.iter().any(|token| {
                matches!(token, TokenTree::Group(attribute) if attribute.delimiter() == Delimiter::Bracket
                    && attribute.stream().to_string().contains("value"))
            });
            if !has_value && !holds_string {
                replaced.extend(quote!(#[op(value = #value)]));
            }
        }
        replaced.extend(variant);
        replaced.extend(comma);
    }
    replaced
}
