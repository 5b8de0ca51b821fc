//! References without a lifetime in fields. The compiler would report them, too, and suggest a lifetime, which no
//! declaration takes. So they get one before it sees them.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::attr::is_punct;

// struct CreateRoom { account_id: &str, name: str, note: Option<&str> }
// becomes
// struct CreateRoom { account_id: &'static str, name: &'static str, note: Option<&'static str> }
pub(crate) fn with_lifetimes(item: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    if let Some(TokenTree::Group(body)) = tokens.last_mut()
        && body.delimiter() == Delimiter::Brace
    {
        // The same tokens in a new group would have other spans, with which the compiler reports syntax errors twice.
        let replaced = group(body);
        if replaced.to_string() != body.to_string() {
            *body = replaced;
        }
    }
    tokens.into_iter().collect()
}

fn group(body: &Group) -> Group {
    let mut replaced = Group::new(body.delimiter(), fields(body.stream()));
    replaced.set_span(body.span());
    replaced
}

fn fields(body: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let mut replaced = TokenStream::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let after_pound = before.is_some_and(|before| is_punct(before, '#'));
        match token {
            TokenTree::Group(inner) if !after_pound => {
                replaced.extend([TokenTree::Group(group(inner))]);
            }
            _ if is_punct(token, '&') => {
                replaced.extend([token.clone()]);
                if !tokens.get(at + 1).is_some_and(|next| is_punct(next, '\'')) {
                    replaced.extend(lifetime(token.span()));
                }
            }
            TokenTree::Ident(word) if word == "str" && is_bare(&tokens[..at]) => {
                let mut and = Punct::new('&', Spacing::Alone);
                and.set_span(word.span());
                replaced.extend([TokenTree::Punct(and)]);
                replaced.extend(lifetime(word.span()));
                replaced.extend([token.clone()]);
            }
            _ => replaced.extend([token.clone()]),
        }
    }
    replaced
}

// name: str
// Option<str>
/// Whether `str` is a whole type, or the one of an option or a list.
fn is_bare(before: &[TokenTree]) -> bool {
    match before {
        [.., a, b] if is_punct(b, ':') => !is_punct(a, ':'),
        [.., TokenTree::Ident(around), b] if is_punct(b, '<') => {
            around == "Option" || around == "Vec"
        }
        _ => false,
    }
}

fn lifetime(span: Span) -> [TokenTree; 2] {
    let mut quote = Punct::new('\'', Spacing::Joint);
    quote.set_span(span);
    [quote.into(), Ident::new("static", span).into()]
}

#[cfg(test)]
mod tests {
    use super::with_lifetimes;

    fn replaced(item: &str) -> String {
        let item = with_lifetimes(item.parse().unwrap());
        item.to_string().replace(' ', "")
    }

    #[test]
    fn references_get_a_lifetime() {
        assert_eq!(
            replaced(
                "struct A { a: &str, b: Option<&[B]>, c: (&i32, &'a u8), d: str, e: Vec<str> }"
            ),
            "structA{a:&'staticstr,b:Option<&'static[B]>,c:(&'statici32,&'au8),d:&'staticstr,e:Vec<&'staticstr>}"
        );
    }

    #[test]
    fn everything_else_is_left_alone() {
        for item in [
            "struct A<'a> { #[doc(x = & y)] a: &'a str, b: Box<str>, c: std::str::Chars, }",
            "struct A(&str);",
            "enum A { B(String), str }",
        ] {
            assert_eq!(replaced(item), item.replace(' ', ""));
        }
    }
}
