//! The entry points, from tokens to tokens.
//!
//! ```text
//! #[operation(service = "chime", ..)]      #[derive(::opsmith::Operation)]
//! pub struct CreateRoom { .. }         ->  #[op((service = "chime", ..) ())]
//!                                          pub struct CreateRoom { .. }
//! ```

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::DeriveInput;

use crate::attr::Private;
use crate::report::Report;
use crate::{docs, expand, fallback, parse};

/// The attribute macros that go on structs and enums.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Macro {
    Operation,
    Output,
    Shape,
}

impl Macro {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Macro::Operation => "operation",
            Macro::Output => "output",
            Macro::Shape => "shape",
        }
    }

    fn derive(self) -> &'static str {
        match self {
            Macro::Operation => "Operation",
            Macro::Output => "Output",
            Macro::Shape => "Shape",
        }
    }

    /// The derives whose impls the macro brings itself.
    fn conflicts(self) -> &'static [&'static str] {
        match self {
            Macro::Operation | Macro::Output => &["Debug"],
            Macro::Shape => &["Debug", "Serialize", "Deserialize"],
        }
    }
}

/// Re-emits the item with the derive that does the work.
pub(crate) fn attribute(kind: Macro, args: &TokenStream, item: TokenStream) -> TokenStream {
    let private = Private::find(args);
    let (root, private) = (private.root(), private.path());
    let report = Report::new();
    let mut attrs = TokenStream::new();
    let mut conflicts: Vec<Ident> = Vec::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(pound) =
        tokens.next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#'))
    {
        match tokens.next() {
            Some(TokenTree::Group(group)) => {
                if let Some(group) = filter_attribute(kind, group, &mut conflicts, &report) {
                    attrs.extend([pound, TokenTree::Group(group)]);
                }
            }
            other => attrs.extend([Some(pound), other].into_iter().flatten()),
        }
    }
    let rest: Vec<TokenTree> = tokens.collect();
    let keyword = rest.iter().find_map(|token| match token {
        TokenTree::Ident(word) if word != "pub" => Some(word),
        _ => None,
    });
    let derivable =
        keyword.is_some_and(|word| word == "struct" || word == "enum" || word == "union");
    let is_enum = keyword.is_some_and(|word| word == "enum");
    let rest: TokenStream = if is_enum {
        without_discriminants(&rest, &report)
    } else {
        rest.iter().cloned().collect()
    };
    if !derivable {
        let (span, what) = keyword.map_or((Span::call_site(), "this".to_owned()), |word| {
            (word.span(), item_kind(&word.to_string()))
        });
        report.at(span, misplaced(kind, &what));
        let errors = report.finish();
        return quote!(#attrs #rest #errors);
    }
    let derive = format_ident!("{}", kind.derive());
    let table_kind = format_ident!("{}", kind.name());
    let errors = report.finish();
    quote! {
        #[derive(#root::#derive)]
        #[op((#args) (#(#conflicts)*))]
        #attrs
        #[cfg_attr(doc, doc = #private::__wire_format!(#table_kind (#args) #attrs #rest))]
        #rest
        #errors
    }
}

/// Takes out of the item's other attributes what would only cause a second error.
fn filter_attribute(
    kind: Macro,
    group: Group,
    conflicts: &mut Vec<Ident>,
    report: &Report,
) -> Option<Group> {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(word), TokenTree::Group(list)] if word == "derive" => {
            let kept = filter_derives(kind, list.stream(), conflicts)?;
            let mut list_kept = Group::new(Delimiter::Parenthesis, kept);
            list_kept.set_span(list.span());
            let mut kept = Group::new(
                Delimiter::Bracket,
                [TokenTree::Ident(word.clone()), list_kept.into()]
                    .into_iter()
                    .collect(),
            );
            kept.set_span(group.span());
            Some(kept)
        }
        [TokenTree::Ident(word), rest @ ..]
            if ["operation", "output", "shape", "service"]
                .iter()
                .any(|name| word == name)
                && matches!(rest, [] | [TokenTree::Group(_)]) =>
        {
            let first = kind.name();
            report.at(
                word.span(),
                if word == first {
                    format!("`#[{first}]` is given twice; merge them into one")
                } else {
                    format!("`#[{word}]` beside `#[{first}]`: a type is one of them; remove one, or declare two types")
                },
            );
            None
        }
        _ => Some(group),
    }
}

/// The derives without those that conflict; `None` if all are to stay.
fn filter_derives(
    kind: Macro,
    derives: TokenStream,
    conflicts: &mut Vec<Ident>,
) -> Option<TokenStream> {
    let mut kept = TokenStream::new();
    let mut path: Vec<TokenTree> = Vec::new();
    let mut tokens = derives.into_iter();
    loop {
        let token = tokens.next();
        match token {
            Some(TokenTree::Punct(comma)) if comma.as_char() == ',' => {
                path.push(comma.into());
            }
            Some(token) => {
                path.push(token);
                continue;
            }
            None if path.is_empty() => return Some(kept),
            None => {}
        }
        let last = path.iter().rev().find_map(|token| match token {
            TokenTree::Ident(word) => Some(word),
            _ => None,
        });
        match last.filter(|word| kind.conflicts().iter().any(|name| *word == name)) {
            Some(word) => {
                conflicts.push(word.clone());
                path.clear();
            }
            None => kept.extend(path.drain(..)),
        }
    }
}

// enum Level { Low = 1, High = 2 }
/// The enum without its discriminants, which are reported: beside variants with data they would be a second error.
fn without_discriminants(item: &[TokenTree], report: &Report) -> TokenStream {
    let Some((TokenTree::Group(body), head)) = item.split_last() else {
        return item.iter().cloned().collect();
    };
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut variant = String::new();
    let mut skipping = false;
    for token in body.stream() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => skipping = false,
            TokenTree::Punct(punct) if punct.as_char() == '=' && !skipping => {
                skipping = true;
                report.at(
                    punct.span(),
                    format!(
                        "the discriminant of `{variant}` is not sent; write `#[op(value = ..)] {variant}` instead"
                    ),
                );
            }
            TokenTree::Ident(word) if !skipping => variant = word.to_string(),
            _ => {}
        }
        if !skipping {
            kept.push(token);
        }
    }
    let mut kept = Group::new(body.delimiter(), kept.into_iter().collect());
    kept.set_span(body.span());
    head.iter()
        .cloned()
        .chain([TokenTree::Group(kept)])
        .collect()
}

fn item_kind(keyword: &str) -> String {
    match keyword {
        "fn" | "async" | "unsafe" => "a function".to_owned(),
        "impl" => "an impl".to_owned(),
        "mod" => "a module".to_owned(),
        "trait" => "a trait".to_owned(),
        "type" => "a type alias".to_owned(),
        "const" | "static" => format!("a {keyword}"),
        _ => "this item".to_owned(),
    }
}

fn misplaced(kind: Macro, what: &str) -> String {
    let name = kind.name();
    let (on, advice) = match (kind, what) {
        (Macro::Operation, "an impl" | "a trait" | "a module") => (
            "a struct",
            "an operation is a struct, and a service is a unit struct with `#[service]`",
        ),
        (Macro::Operation, _) => (
            "a struct",
            "declare `struct CreateRoom { .. }`, its fields are the members of the request",
        ),
        (Macro::Output, _) => (
            "a struct",
            "declare `struct CreateRoomOutput { .. }`, its fields are the members of the response",
        ),
        (Macro::Shape, _) => (
            "a struct or an enum",
            "declare `struct Room { .. }`, its fields are the members of the structure",
        ),
    };
    format!("`#[{name}]` goes on {on}, not on {what}; {advice}")
}

/// `__wire_format!(operation (args) item)`: the table that ends the item's rustdoc. Only rustdoc expands it.
pub(crate) fn wire_format(tokens: TokenStream) -> TokenStream {
    let mut tokens = tokens.into_iter();
    let kind = tokens.next().map(|kind| kind.to_string());
    let kind = [Macro::Operation, Macro::Output, Macro::Shape]
        .into_iter()
        .find(|known| kind.as_deref() == Some(known.name()));
    let table = match (kind, tokens.next()) {
        (Some(kind), Some(TokenTree::Group(args))) => {
            docs::table(kind, args.stream(), tokens.collect())
        }
        _ => String::new(),
    };
    quote!(#table)
}

/// The hidden derives.
pub(crate) fn derive(kind: Macro, item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let report = Report::new();
    let arguments = parse::arguments(&input, kind.name(), &report);
    let private = Private::find(&arguments.args);
    let mut outside = TokenStream::new();
    let impls = match kind {
        Macro::Operation => {
            let (face, wire) = parse::operation(&input, &arguments, &report);
            outside = expand::call_struct(&private, &face);
            match wire {
                Some(wire) => expand::operation(&private, &face, &wire),
                None => fallback::operation(&private, &face),
            }
        }
        Macro::Output => match parse::output(&input, &arguments, &report) {
            Some(output) => expand::output(&private, &output),
            None => fallback::output(&private, &input),
        },
        Macro::Shape => match parse::shape(&input, &arguments, &report) {
            Some(shape) => expand::shape(&private, &shape),
            None => fallback::shape(&private, &input),
        },
    };
    join(&private, &outside, &impls, report)
}

/// `#[derive(ApiError)]`
pub(crate) fn api_error(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let report = Report::new();
    let private = input
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("op"))
        .find_map(|attr| match &attr.meta {
            syn::Meta::List(list) => Some(Private::find(&list.tokens)),
            _ => None,
        })
        .unwrap_or_default();
    let impls = match parse::api_error(&input, &report) {
        Some(error) => expand::api_error(&private, &error),
        None => fallback::api_error(&private, &input),
    };
    join(&private, &TokenStream::new(), &impls, report)
}

/// `#[service]`: the unit struct becomes one that holds the client.
pub(crate) fn service(args: TokenStream, item: &TokenStream) -> TokenStream {
    let private = Private::find(&args);
    let Ok(input) = syn::parse2::<DeriveInput>(item.clone()) else {
        let keyword = item.clone().into_iter().find_map(|token| match token {
            TokenTree::Ident(word) if word != "pub" => Some(word.span()),
            _ => None,
        });
        let error = syn::Error::new(
            keyword.unwrap_or_else(Span::call_site),
            "`#[service]` goes on a unit struct; write `pub struct Chime;`, and `#[operation]` for its operations",
        )
        .into_compile_error();
        return quote!(#item #error);
    };
    let report = Report::new();
    let (service, error) = parse::service(&input, args, &report);
    let (item, impls) = match service {
        Some(service) => (
            expand::service_struct(&private, &input),
            expand::service(&private, &service, &input),
        ),
        None => (
            input.to_token_stream(),
            fallback::service(&private, &input, error.as_ref()),
        ),
    };
    join(&private, &item, &impls, report)
}

fn join(
    private: &Private,
    outside: &TokenStream,
    impls: &TokenStream,
    report: Report,
) -> TokenStream {
    let impls = private.scope(impls);
    let errors = report.finish();
    quote!(#outside #impls #errors)
}
