//! Collects every mistake of a declaration, and gives them back in source order.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far. It has to be consumed by [`Report::finish`].
pub(crate) struct Report(RefCell<Option<Vec<syn::Error>>>);

impl Report {
    pub(crate) fn new() -> Self {
        Report(RefCell::new(Some(Vec::new())))
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
        if let Some(errors) = self.0.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().as_ref().is_none_or(Vec::is_empty)
    }

    /// The mistakes as `compile_error!` calls, first in the source first; empty if there is none.
    pub(crate) fn finish(self) -> TokenStream {
        self.sorted()
            .into_iter()
            .map(syn::Error::into_compile_error)
            .collect()
    }

    /// The first mistake, which fails a constant, and the others.
    pub(crate) fn split(self) -> (TokenStream, TokenStream) {
        let mut errors = self.sorted().into_iter();
        let first = errors.next().map(syn::Error::into_compile_error);
        (
            first.unwrap_or_default(),
            errors.map(syn::Error::into_compile_error).collect(),
        )
    }

    fn sorted(&self) -> Vec<syn::Error> {
        let mut errors = self.0.borrow_mut().take().unwrap_or_default();
        errors.sort_by_key(|error| position(error.span()));
        errors
    }

    /// Forgets the mistakes: they are reported by another expansion.
    pub(crate) fn dismiss(self) {
        self.0.borrow_mut().take();
    }

    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        let errors = self.0.borrow_mut().take().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect()
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        let read = std::thread::panicking() || self.0.borrow().is_none();
        assert!(read, "a report was dropped unread");
    }
}

/// Line and column, where there is a compiler to ask.
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
    fn an_unread_report_is_a_defect_of_the_macro() {
        drop(Report::new());
    }
}
