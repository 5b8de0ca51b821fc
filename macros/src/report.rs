//! Collects all mistakes of a declaration and returns them in source order.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// An assertion that the compiler checks.
pub(crate) struct Proof {
    /// An expression that is 0, unless it panics.
    pub(crate) assertion: TokenStream,
    pub(crate) about: About,
}

/// What an assertion is about. It decides where the compiler suggests a type parameter for a type that does not exist.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// The operation's output, which it includes.
    Output,
    /// A type in an attribute, or the whole type of a field.
    Type,
    /// A type between the angle brackets of another one.
    Argument,
}

/// The mistakes found so far. A report must be consumed, by [`Report::finish`] for example.
pub(crate) struct Report {
    errors: RefCell<Option<Vec<syn::Error>>>,
    warnings: RefCell<TokenStream>,
    proofs: RefCell<Vec<Proof>>,
    items: RefCell<TokenStream>,
}

impl Report {
    pub(crate) fn new() -> Self {
        Report {
            errors: RefCell::new(Some(Vec::new())),
            warnings: RefCell::default(),
            proofs: RefCell::default(),
            items: RefCell::default(),
        }
    }

    /// A mistake at one token.
    pub(crate) fn at(&self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// A mistake that spans several tokens.
    pub(crate) fn on(&self, tokens: &dyn ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens.to_token_stream(), message));
    }

    pub(crate) fn push(&self, error: syn::Error) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    /// A warning at one token. On stable Rust, a macro can warn only by using a deprecated item.
    //
    // const _: () = { #[deprecated(note = "..")] const withdrawn: () = (); withdrawn };
    pub(crate) fn warn(&self, span: Span, name: &str, message: &str) {
        let name = Ident::new(name, span);
        self.warnings.borrow_mut().extend(quote! {
            const _: () = {
                #[deprecated(note = #message)]
                #[allow(non_upper_case_globals)]
                const #name: () = ();
                #name
            };
        });
    }

    /// An assertion that the compiler checks.
    pub(crate) fn prove(&self, proof: Proof) {
        self.proofs.borrow_mut().push(proof);
    }

    /// The assertions, for the constant that checks the declaration.
    pub(crate) fn take_proofs(&self) -> Vec<Proof> {
        self.proofs.take()
    }

    pub(crate) fn has_proofs(&self) -> bool {
        !self.proofs.borrow().is_empty()
    }

    /// An item that is emitted next to the impls.
    pub(crate) fn emit(&self, item: TokenStream) {
        self.items.borrow_mut().extend(item);
    }

    pub(crate) fn take_items(&self) -> TokenStream {
        self.items.take()
    }

    /// Takes over what another report has, except mistakes at a token that has one already.
    pub(crate) fn adopt(&self, other: &Report) {
        let known: Vec<_> = self
            .errors
            .borrow()
            .iter()
            .flatten()
            .map(|error| position(error.span()))
            .collect();
        let errors = other.errors.borrow_mut().take().unwrap_or_default();
        for error in errors {
            if !known.contains(&position(error.span())) {
                self.push(error);
            }
        }
        self.warnings.borrow_mut().extend(other.warnings.take());
        self.proofs.borrow_mut().extend(other.proofs.take());
        self.items.borrow_mut().extend(other.items.take());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn len(&self) -> usize {
        self.errors.borrow().as_ref().map_or(0, Vec::len)
    }

    /// The mistakes as `compile_error!` calls in source order; empty if there are none.
    pub(crate) fn finish(self) -> TokenStream {
        let errors = self.sorted().into_iter();
        let warnings = self.warnings.take();
        errors
            .map(syn::Error::into_compile_error)
            .chain([warnings])
            .collect()
    }

    /// The first mistake, which will fail a constant, and the others.
    pub(crate) fn split(self) -> (TokenStream, TokenStream) {
        let mut errors = self.sorted().into_iter();
        let first = errors.next().map(syn::Error::into_compile_error);
        let warnings = self.warnings.take();
        let others = errors.map(syn::Error::into_compile_error);
        (
            first.unwrap_or_default(),
            others.chain([warnings]).collect(),
        )
    }

    fn sorted(&self) -> Vec<syn::Error> {
        let mut errors = self.errors.borrow_mut().take().unwrap_or_default();
        errors.sort_by_key(|error| position(error.span()));
        errors
    }

    /// Discards the mistakes, which another expansion reports.
    pub(crate) fn dismiss(self) {
        self.errors.borrow_mut().take();
    }

    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        let errors = self.errors.borrow_mut().take().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        let read = std::thread::panicking() || self.errors.borrow().is_none();
        assert!(read, "a report was dropped unread");
    }
}

/// Line and column, if the code runs in a compiler.
fn position(span: Span) -> (usize, usize) {
    if proc_macro::is_available() {
        let span = span.unwrap();
        (span.line(), span.column())
    } else {
        (0, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_kept() {
        let report = Report::new();
        report.at(Span::call_site(), "first");
        report.at(Span::call_site(), "second");
        assert!(!report.is_empty());
        assert_eq!(report.messages(), ["first", "second"]);
    }

    #[test]
    #[should_panic(expected = "a report was dropped unread")]
    fn dropping_an_unread_report_panics() {
        drop(Report::new());
    }
}
