//! What a type's tokens alone reveal about it. Everything else is left to the compiler.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// The type without parentheses and the invisible groups of `macro_rules!`.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The type's last name: `HashMap` of `std::collections::HashMap<K, V>`.
pub(crate) fn name(ty: &Type) -> Option<String> {
    last_segment(ty).map(|segment| segment.ident.to_string())
}

fn is_named(ty: &Type, names: &[&str]) -> bool {
    last_segment(ty).is_some_and(|segment| names.iter().any(|name| segment.ident == name))
}

/// The types between the angle brackets of the last segment.
pub(crate) fn arguments(ty: &Type) -> Vec<&Type> {
    match last_segment(ty).map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether the type has arguments in angle brackets.
pub(crate) fn has_arguments(ty: &Type) -> bool {
    !arguments(ty).is_empty()
}

/// Whether the last segment has lifetimes in angle brackets.
pub(crate) fn has_lifetimes(ty: &Type) -> bool {
    match last_segment(ty).map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => arguments
            .args
            .iter()
            .any(|argument| matches!(argument, GenericArgument::Lifetime(_))),
        _ => false,
    }
}

/// `T` of `Option<T>`
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    if !is_named(ty, &["Option"]) {
        return None;
    }
    match arguments(ty).as_slice() {
        [inner] => Some(*inner),
        _ => None,
    }
}

/// `T` of `Option<T>`, otherwise the type itself.
pub(crate) fn without_option(ty: &Type) -> &Type {
    option(ty).unwrap_or(ty)
}

pub(crate) fn is_vec(ty: &Type) -> bool {
    is_named(ty, &["Vec"])
}

pub(crate) fn is_map(ty: &Type) -> bool {
    is_named(ty, &["HashMap", "BTreeMap"])
}

pub(crate) fn is_set(ty: &Type) -> bool {
    is_named(ty, &["HashSet", "BTreeSet"])
}

pub(crate) fn is_string(ty: &Type) -> bool {
    is_named(ty, &["String"])
}

pub(crate) fn is_float(ty: &Type) -> bool {
    is_named(ty, &["f32", "f64"])
}

/// A list or map, which the `items` of a pagination can name.
pub(crate) fn is_list(ty: &Type) -> bool {
    is_vec(ty) || is_map(ty)
}

/// Types that are passed by value, because `impl Into<i32>` would not determine the type of a literal.
pub(crate) fn is_primitive(ty: &Type) -> bool {
    is_named(
        ty,
        &[
            "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64",
            "u128", "usize", "f32", "f64",
        ],
    )
}

/// `Vec<u8>`
pub(crate) fn is_bytes(ty: &Type) -> bool {
    is_vec(ty) && matches!(arguments(ty).as_slice(), [inner] if is_named(inner, &["u8"]))
}

/// Whether a path is a single name without arguments.
pub(crate) fn is_single(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.get_ident().is_some())
}

/// The first of several names in a path: `chrono` in `chrono::DateTime`.
pub(crate) fn root(ty: &Type) -> Option<String> {
    match bare(ty) {
        Type::Path(path) if path.path.segments.len() > 1 => path
            .path
            .segments
            .first()
            .map(|first| first.ident.to_string()),
        _ => None,
    }
}

/// Whether the name may stand for an `Option`: a name without arguments that is not a type of the standard library or opsmith.
pub(crate) fn may_be_an_alias(ty: &Type) -> bool {
    let known = ["String", "Blob", "ByteStream", "Document", "Timestamp"];
    is_single(ty) && !is_primitive(ty) && !is_named(ty, &known)
}

/// Whether a type is probably a misspelt `Option<T>`, or what other languages call it. The compiler reports it; a member
/// of this type is an optional one.
pub(crate) fn is_meant_as_option(ty: &Type) -> bool {
    let Some(name) = name(ty).filter(|_| arguments(ty).len() == 1) else {
        return false;
    };
    ["Optional", "Optionnal", "Maybe"].contains(&name.as_str())
        || crate::suggest::is_typo_of(&name, "Option")
}

/// Whether two references point to the same part of a declaration.
pub(crate) fn same(a: &Type, b: &Type) -> bool {
    std::ptr::eq(bare(a), bare(b))
}

/// The type of a map's keys, if it is a primitive one.
pub(crate) fn primitive_key(ty: &Type) -> Option<&Type> {
    let arguments = arguments(ty);
    if is_map(ty)
        && let Some(key) = arguments.first()
        && is_primitive(key)
    {
        return Some(bare(key));
    }
    arguments.into_iter().find_map(primitive_key)
}

pub(crate) fn is_passed_by_value(ty: &Type) -> bool {
    is_primitive(ty) || (is_vec(ty) && arguments(ty).iter().all(|inner| is_primitive(inner)))
}

/// The names of lists, maps, sets, boxes and options.
const AROUND: &[&str] = &[
    "Option", "Vec", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "Box",
];

/// The types inside a list, map, set, box or option.
pub(crate) fn wrapped(ty: &Type) -> Vec<&Type> {
    if is_named(ty, AROUND) {
        arguments(ty)
    } else {
        Vec::new()
    }
}

/// The innermost type inside lists, maps, sets, boxes and options.
pub(crate) fn innermost(ty: &Type) -> &Type {
    wrapped(ty).last().map_or(ty, |inner| innermost(inner))
}

/// A type as a user would write it, for messages and docs.
pub(crate) fn display(ty: &Type) -> String {
    let spaced = ty.to_token_stream().to_string();
    let mut text = String::with_capacity(spaced.len());
    let mut chars = spaced.chars().peekable();
    while let Some(c) = chars.next() {
        let after_opening = text.ends_with(['<', '(', '[', '&', ':']) && !text.ends_with(": ");
        let before_closing = chars
            .peek()
            .is_none_or(|next| matches!(next, '<' | '>' | ')' | ']' | ',' | ':' | ';'));
        if c == ' ' && (after_opening || before_closing || text.is_empty()) {
            continue;
        }
        text.push(c);
    }
    text
}

/// `&self.name` with the span of the type, so that an error about the type is reported there.
pub(crate) fn place(ty: &Type, field: &Ident) -> TokenStream {
    let (start, end) = (start(ty), end(ty));
    // All tokens of an expression need the same hygiene; otherwise the compiler does not join their spans.
    let mut field = field.clone();
    field.set_span(end);
    let this = Ident::new("self", start);
    quote_spanned!(start=> &#this.#field)
}

/// `&mut __0` with the span of the type.
pub(crate) fn slot(ty: &Type, local: &Ident) -> TokenStream {
    let mut local = local.clone();
    local.set_span(end(ty));
    quote_spanned!(start(ty)=> &mut #local)
}

/// The start of the type, as a span for generated tokens.
pub(crate) fn start(ty: &Type) -> Span {
    ends(ty).0.resolved_at(Span::call_site())
}

/// The end of the type, as a span for generated tokens.
pub(crate) fn end(ty: &Type) -> Span {
    ends(ty).1.resolved_at(Span::call_site())
}

/// The spans of the first and the last token.
fn ends(ty: &Type) -> (Span, Span) {
    if let Type::Path(path) = ty
        && path.qself.is_none()
        && let (Some(first), Some(last)) = (path.path.segments.first(), path.path.segments.last())
    {
        let start = match &path.path.leading_colon {
            Some(colons) => colons.spans[0],
            None => first.ident.span(),
        };
        let end = match &last.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.gt_token.span(),
            PathArguments::None => last.ident.span(),
            PathArguments::Parenthesized(arguments) => arguments.span(),
        };
        return (start, end);
    }
    let mut tokens = ty.to_token_stream().into_iter();
    let Some(first) = tokens.next() else {
        return (Span::call_site(), Span::call_site());
    };
    let first = first.span();
    (first, tokens.last().map_or(first, |token| token.span()))
}

/// The unit type, for whatever was left out.
pub(crate) fn unit() -> TokenStream {
    quote!(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ty(text: &str) -> Type {
        syn::parse_str(text).unwrap()
    }

    #[test]
    fn options_are_found_by_their_last_segment() {
        assert!(option(&ty("Option<String>")).is_some());
        assert!(option(&ty("::std::option::Option<String>")).is_some());
        assert!(option(&ty("Option")).is_none());
        assert!(option(&ty("Optional<String>")).is_none());
    }

    #[test]
    fn the_innermost_type_is_found() {
        assert_eq!(
            display(innermost(&ty(
                "Option<Vec<HashMap<String, my::Timestamp>>>"
            ))),
            "my::Timestamp"
        );
        assert_eq!(display(innermost(&ty("String"))), "String");
    }

    #[test]
    fn types_are_shown_as_written() {
        for text in [
            "Option<String>",
            "std::collections::HashMap<String, Vec<u8>>",
            "()",
            "(String, i32)",
            "[u8; 4]",
        ] {
            assert_eq!(display(&ty(text)), text);
        }
    }

    #[test]
    fn literals_are_passed_by_value() {
        assert!(is_passed_by_value(&ty("i32")));
        assert!(is_passed_by_value(&ty("Vec<u8>")));
        assert!(!is_passed_by_value(&ty("Vec<String>")));
        assert!(!is_passed_by_value(&ty("String")));
    }
}
