//! The entry points, from tokens to tokens.
//!
//! ```text
//! #[operation(service = "chime", ..)]      #[derive(::opsmith::Operation)]
//! pub struct CreateRoom { .. }         ->  #[op((service = "chime", ..) ())]
//!                                          pub struct CreateRoom { .. }
//! ```

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::DeriveInput;

use crate::ast::Shape;
use crate::macro_kind::Macro;
use crate::private::Private;
use crate::report::Report;
use crate::{borrowed, check, discriminants, docs, expand, fallback, half_typed, parse, unparsed};

/// Re-emits the item with the derive that does the work.
pub(crate) fn attribute(kind: Macro, args: &TokenStream, item: TokenStream) -> TokenStream {
    let report = Report::new();
    let mut tokens = item.into_iter().peekable();
    let mut found = Vec::new();
    while let Some(pound) =
        tokens.next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#'))
    {
        found.push((pound, tokens.next()));
    }
    let mut filter = Filter::new(kind, Private::find(args).root(), &found);
    let mut attrs = TokenStream::new();
    for (pound, attr) in found {
        match attr {
            Some(TokenTree::Group(group)) => {
                if let Some(group) = filter.attribute(group, &report) {
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
    let rest: TokenStream = rest.iter().cloned().collect();
    if !derivable {
        let (span, what) = keyword.map_or((Span::call_site(), "this".to_owned()), |word| {
            (word.span(), item_kind(&word.to_string()))
        });
        report.at(span, misplaced(kind, &what));
        let errors = report.finish();
        return quote!(#attrs #rest #errors);
    }
    if filter.is_error {
        let errors = report.finish();
        return quote!(#attrs #rest #errors);
    }
    let args = match &filter.both {
        Some((_, others)) => &merged(args, others),
        None => args,
    };
    let private = Private::find(args);
    let (root, private) = (private.root(), private.path());
    let output = filter.both.as_ref().map(|(output, _)| output);
    let (kind, conflicts) = (filter.kind, &filter.conflicts);
    let rest = borrowed::with_lifetimes(if kind == Macro::Shape {
        discriminants::replace(rest, &report)
    } else {
        rest
    });
    let derive = format_ident!("{}", kind.derive());
    let table_kind = format_ident!("{}", kind.name());
    let errors = report.finish();
    quote! {
        #[derive(#root::#derive)]
        #[op((#args) (#(#conflicts)*) (#output))]
        #attrs
        #[cfg_attr(doc, doc = #private::__wire_format!(#table_kind (#args) #attrs #rest))]
        #rest
        #errors
    }
}

/// Removes from the item's other attributes whatever would only cause a second error.
struct Filter {
    /// The attribute that is being expanded.
    first: &'static str,
    /// The kind of the item. A type that is both an output and a shape counts as a shape.
    kind: Macro,
    /// The user's name for the crate.
    name: Option<String>,
    /// The derives that the macro implements itself.
    conflicts: Vec<Ident>,
    /// For a type that is both: `output`, and the arguments of the second attribute.
    both: Option<(Ident, TokenStream)>,
    half_seen: bool,
    /// Whether the item derives `ApiError`, in which case it is an error enum.
    is_error: bool,
}

impl Filter {
    fn new(kind: Macro, root: &TokenStream, attrs: &[(TokenTree, Option<TokenTree>)]) -> Self {
        let name = root.clone().into_iter().last();
        let mut filter = Filter {
            first: kind.name(),
            kind,
            name: name.map(|name| name.to_string()),
            conflicts: Vec::new(),
            both: None,
            half_seen: false,
            is_error: false,
        };
        for (_, attr) in attrs {
            if let Some(TokenTree::Group(group)) = attr {
                filter.find_both(group);
            }
        }
        filter
    }

    // #[output(..)] #[shape(..)] struct Room { .. }
    fn find_both(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let Some(word) = self.other_macro(&tokens).filter(|_| self.both.is_none()) else {
            return;
        };
        let output = match self.kind {
            Macro::Output if word == "shape" => Ident::new("output", Span::call_site()),
            Macro::Shape if word == "output" => word.clone(),
            _ => return,
        };
        let args = match tokens.last() {
            Some(TokenTree::Group(args)) => args.stream(),
            _ => TokenStream::new(),
        };
        self.kind = Macro::Shape;
        self.both = Some((output, args));
    }

    /// The attribute, if it stays.
    fn attribute(&mut self, group: Group, report: &Report) -> Option<Group> {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        if let [TokenTree::Ident(word), TokenTree::Group(list)] = tokens.as_slice()
            && word == "derive"
        {
            let kept = self.derives(list.stream(), report);
            let mut list_kept = Group::new(Delimiter::Parenthesis, kept);
            list_kept.set_span(list.span());
            let tokens = [TokenTree::Ident(word.clone()), list_kept.into()];
            let mut kept = Group::new(Delimiter::Bracket, tokens.into_iter().collect());
            kept.set_span(group.span());
            return Some(kept);
        }
        let Some(word) = self.other_macro(&tokens) else {
            return Some(group);
        };
        let first = self.first;
        let is_half = self.both.is_some() && (word == "output" || word == "shape");
        if is_half && word != first && !std::mem::replace(&mut self.half_seen, true) {
            return None;
        }
        report.at(
            word.span(),
            if word == first || is_half {
                format!("`#[{word}]` is used twice; merge them into one")
            } else {
                format!("`#[{word}]` and `#[{first}]` cannot be on the same type; remove one, or declare two types")
            },
        );
        None
    }

    /// `output` of `#[output(..)]` and of `#[opsmith::output(..)]`.
    fn other_macro<'t>(&self, tokens: &'t [TokenTree]) -> Option<&'t Ident> {
        let ([path @ .., TokenTree::Group(_)] | path) = tokens;
        let mut words = path.iter().filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word),
            _ => None,
        });
        let word = match (words.next()?, words.next(), words.next()) {
            (word, None, None) => word,
            (name, Some(word), None) if Some(name.to_string()) == self.name => word,
            _ => return None,
        };
        ["operation", "output", "shape", "service"]
            .iter()
            .any(|name| word == name)
            .then_some(word)
    }

    /// The derives without those that conflict.
    fn derives(&mut self, derives: TokenStream, report: &Report) -> TokenStream {
        let error = derives.clone().into_iter().find_map(|token| match token {
            TokenTree::Ident(word) if word == "ApiError" => Some(word),
            _ => None,
        });
        if let Some(word) = error {
            let first = self.first;
            report.at(
                word.span(),
                format!("`ApiError` and `#[{first}]` cannot be on the same type; remove `#[{first}]` from an error enum"),
            );
            self.is_error = true;
            return derives;
        }
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
                None if path.is_empty() => return kept,
                None => {}
            }
            let last = path.iter().rev().find_map(|token| match token {
                TokenTree::Ident(word) => Some(word),
                _ => None,
            });
            let conflicts = self.kind.conflicts();
            match last.filter(|word| conflicts.iter().any(|name| *word == name)) {
                Some(word) => {
                    self.conflicts.push(word.clone());
                    path.clear();
                }
                None => kept.extend(path.drain(..)),
            }
        }
    }
}

/// The arguments of two attributes as those of one, without duplicates.
fn merged(args: &TokenStream, others: &TokenStream) -> TokenStream {
    let split = |tokens: &TokenStream| -> Vec<TokenStream> {
        let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        tokens
            .split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ','))
            .filter(|entry| !entry.is_empty())
            .map(|entry| entry.iter().cloned().collect())
            .collect()
    };
    let mut entries = split(args);
    for other in split(others) {
        let text = other.to_string();
        if !entries.iter().any(|entry| entry.to_string() == text) {
            entries.push(other);
        }
    }
    quote!(#(#entries),*)
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
pub(crate) fn derive(kind: Macro, item: &TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item.clone()) {
        Ok(input) => input,
        Err(error) => {
            return match half_typed::separated(item) {
                Some(separated) => derive(kind, &separated),
                None => unparsed::item(kind, item, &error),
            };
        }
    };
    let report = Report::new();
    let arguments = parse::arguments(&input, kind.name(), &report);
    let private = Private::find(&arguments.args);
    let is_whole: bool;
    let impls = match kind {
        Macro::Operation => {
            let (interface, binding) = check::operation(
                parse::operation(&input, &arguments, &report),
                &arguments,
                &report,
            );
            let Some(binding) = binding else {
                let (proofs, items) = (report.take_proofs(), report.take_items());
                let (first, others) = report.split();
                let impls = fallback::operation(&private, &interface, &first, &proofs);
                let impls = private.scope(&quote!(#impls #items));
                return quote!(#impls #others);
            };
            let impls = expand::operation(&private, &interface, &binding, report.take_proofs());
            let items = report.take_items();
            let impls = private.scope(&quote!(#impls #items));
            let errors = report.finish();
            return quote!(#impls #errors);
        }
        Macro::Output => {
            let raw = parse::output(&input, &arguments, &report);
            let constructor = raw.constructor();
            let output = check::output(&raw, &arguments, &report);
            is_whole = output.is_some();
            let methods = expand::constructor(&private, &input, &constructor, output.is_none());
            let modeled = output
                .as_ref()
                .map(|output| expand::page_members(&private, output));
            let (impls, debug) = match output {
                Some(output) => (
                    expand::output(&private, &output, report.has_proofs()),
                    expand::struct_debug(&private, &output),
                ),
                None => (
                    fallback::output(&private, &input),
                    fallback::debug(&private, &input),
                ),
            };
            // Only tests construct outputs, so these methods are compiled only for them.
            quote! {
                #impls
                #modeled
                #debug
                #private::testing_only! { #methods }
            }
        }
        Macro::Shape => {
            let raw = parse::shape(&input, &arguments, &report);
            let constructor = raw.constructor();
            let shape = check::shape(raw, &arguments, &report);
            is_whole = shape.is_some();
            let methods = expand::constructor(&private, &input, &constructor, shape.is_none());
            let is_output = arguments.output.is_some();
            let (impls, output) = if let Some(shape) = &shape {
                let output = match shape {
                    Shape::Structure(output) if is_output => {
                        Some(expand::output(&private, output, report.has_proofs()))
                    }
                    _ => None,
                };
                (expand::shape(&private, shape), output)
            } else {
                let debug = fallback::debug(&private, &input);
                let impls = fallback::shape(&private, &input);
                let output = is_output.then(|| fallback::output(&private, &input));
                (quote!(#impls #debug), output)
            };
            // No operation depends on them, so that each may fail on its own.
            let proofs =
                (is_whole && !is_output).then(|| expand::unproved(&private, &report.take_proofs()));
            quote!(#impls #output #methods #proofs)
        }
    };
    join(
        &private,
        &input,
        &TokenStream::new(),
        &impls,
        is_whole,
        report,
    )
}

/// `#[derive(ApiError)]`
pub(crate) fn api_error(item: &TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item.clone()) {
        Ok(input) => input,
        Err(error) => {
            return unparsed::error_enum(item, &error);
        }
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
    let error = check::api_error(&input, parse::api_error(&input, &report), &report);
    let impls = match &error {
        Some(error) => expand::api_error(&private, error),
        None => fallback::api_error(&private, &input),
    };
    join(
        &private,
        &input,
        &TokenStream::new(),
        &impls,
        error.is_some(),
        report,
    )
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
    let (service, error) =
        check::service(&input, parse::ServiceKeys::parse(args, &report), &report);
    let is_whole = service.is_some();
    let declared = fallback::service_item(&input);
    let (item, impls) = match service {
        Some(service) => (
            expand::service_struct(&private, &input),
            expand::service(&private, &service, &input),
        ),
        None => (
            expand::service_struct(&private, &declared),
            fallback::service(&private, &declared, error.as_ref()),
        ),
    };
    join(&private, &input, &item, &impls, is_whole, report)
}

/// The code of a declaration with what was reported about it. The first mistake of a declaration that is not whole fails
/// the constant that its types depend on.
fn join(
    private: &Private,
    input: &DeriveInput,
    outside: &TokenStream,
    impls: &TokenStream,
    is_whole: bool,
    report: Report,
) -> TokenStream {
    let (proofs, items) = (report.take_proofs(), report.take_items());
    let (checked, errors) = if is_whole {
        let checked = expand::proved(private, &input.ident, proofs);
        (checked, report.finish())
    } else {
        let (first, others) = report.split();
        let proofs = expand::unproved(private, &proofs);
        let failed = quote!(const CHECKED_DECLARATION: #private::usize = { #first }; #proofs);
        (Some(failed), others)
    };
    let impls = private.scope(&quote!(#checked #impls #items));
    quote!(#outside #impls #errors)
}
