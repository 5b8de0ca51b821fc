//! Paginators and waiters.

use std::borrow::Cow;

use crate::Mistake;
use crate::text::{Lines, pair, split, unquoted};

/// The pagination of an operation. Every value is a `JMESPath`, nearly always a member's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paginator<'a>(&'a str);

impl<'a> Paginator<'a> {
    pub(crate) fn parse(words: &'a str) -> Result<Paginator<'a>, Mistake<'a>> {
        for word in split(words) {
            match pair(word) {
                ("in" | "out" | "limit" | "items" | "more" | "also", Some(value)) => {
                    unquoted(value).ok_or(Mistake::Quotes(value))?;
                }
                _ => return Err(Mistake::Word(word)),
            }
        }
        Ok(Paginator(words))
    }

    fn values(self, key: &'static str) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        split(self.0).filter_map(move |word| match pair(word) {
            (here, Some(value)) if here == key => unquoted(value),
            _ => None,
        })
    }

    /// The members of the input that take the tokens. Three operations have several.
    pub fn input_tokens(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.values("in")
    }

    /// Where the tokens are in the output, in the same order.
    pub fn output_tokens(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.values("out")
    }

    /// Where the items are in the output; the first one is the main one.
    pub fn items(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.values("items")
    }

    /// What is the same on every page.
    pub fn non_aggregate_keys(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        self.values("also")
    }

    /// The input member with the number of items per page.
    #[must_use]
    pub fn limit(&self) -> Option<Cow<'a, str>> {
        self.values("limit").next()
    }

    /// The output boolean that says whether there are more pages.
    #[must_use]
    pub fn more_results(&self) -> Option<Cow<'a, str>> {
        self.values("more").next()
    }
}

/// A waiter: an operation that is polled until something has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiter<'a> {
    /// AWS's name for it.
    pub name: &'a str,
    /// The delay between two polls, in seconds.
    pub delay: u32,
    /// The maximum number of polls.
    pub attempts: Option<u32>,
    /// The maximum delay between two polls, in seconds (only Smithy's waiters have one).
    pub max_delay: Option<u32>,
    /// Whether AWS has deprecated it.
    pub deprecated: bool,
    lines: &'a str,
}

/// What a response means. The first acceptor that matches counts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acceptor<'a> {
    /// What it means.
    pub state: WaiterState,
    /// Which responses it matches.
    pub matcher: Matcher<'a>,
}

/// What a response means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    /// It has happened.
    Success,
    /// It will not happen.
    Failure,
    /// Poll again.
    Retry,
}

/// The responses that an acceptor matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher<'a> {
    /// Those with this status.
    Status(u16),
    /// The error with this code.
    Error(Cow<'a, str>),
    /// Any error, or any success.
    AnyError(bool),
    /// Those in which the path has the value.
    Path {
        /// Whether the path starts at `{"input": .., "output": ..}` instead of at the output.
        with_input: bool,
        /// How the value is compared.
        comparator: Comparator,
        /// What is expected.
        expected: Cow<'a, str>,
        /// A `JMESPath`.
        path: Cow<'a, str>,
    },
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are Smithy's.
pub enum Comparator {
    StringEquals,
    BooleanEquals,
    AllStringEquals,
    AnyStringEquals,
}

pub(crate) fn waiters(lines: &str) -> impl Iterator<Item = Waiter<'_>> + use<'_> {
    let mut rest = Lines(lines);
    std::iter::from_fn(move || {
        loop {
            let line = rest.next()?;
            if let Some(words) = line.strip_prefix("waiter ") {
                return Waiter::parse(words, rest.0).ok();
            }
        }
    })
}

impl<'a> Waiter<'a> {
    fn parse(line: &'a str, lines: &'a str) -> Result<Waiter<'a>, Mistake<'a>> {
        let mut words = split(line);
        let mut waiter = Waiter {
            name: words.next().unwrap_or_default(),
            delay: 0,
            attempts: None,
            max_delay: None,
            deprecated: false,
            lines,
        };
        for word in words {
            let number = |value: &'a str| value.parse().map_err(|_| Mistake::Word(word));
            match pair(word) {
                ("delay", Some(value)) => waiter.delay = number(value)?,
                ("attempts", Some(value)) => waiter.attempts = Some(number(value)?),
                ("max-delay", Some(value)) => waiter.max_delay = Some(number(value)?),
                ("deprecated", None) => waiter.deprecated = true,
                _ => return Err(Mistake::Word(word)),
            }
        }
        Ok(waiter)
    }

    pub(crate) fn check(line: &str) -> Result<(), Mistake<'_>> {
        Waiter::parse(line, "").map(|_| ())
    }

    pub(crate) fn check_acceptor(line: &str) -> Result<(), Mistake<'_>> {
        Acceptor::parse(line).map(|_| ())
    }

    /// Its acceptors, in the order in which they are checked.
    pub fn acceptors(&self) -> impl Iterator<Item = Acceptor<'a>> + use<'a> {
        Lines(self.lines)
            .take_while(|line| line.starts_with("  "))
            .filter_map(|line| Acceptor::parse(line).ok())
    }
}

impl<'a> Acceptor<'a> {
    fn parse(line: &'a str) -> Result<Acceptor<'a>, Mistake<'a>> {
        let mut words = split(line);
        let state = match words.next() {
            Some("success") => WaiterState::Success,
            Some("failure") => WaiterState::Failure,
            Some("retry") => WaiterState::Retry,
            _ => return Err(Mistake::Word(line)),
        };
        let kind = words.next().ok_or(Mistake::Word(line))?;
        let mut text = || {
            let word = words.next().ok_or(Mistake::Word(line))?;
            unquoted(word).ok_or(Mistake::Quotes(word))
        };
        let first = text()?;
        let matcher = match kind {
            "status" => Matcher::Status(first.parse().map_err(|_| Mistake::Word(line))?),
            "error" => Matcher::Error(first),
            "any-error" => Matcher::AnyError(first == "true"),
            "output" | "input-output" => Matcher::Path {
                with_input: kind == "input-output",
                comparator: match &*first {
                    "string-equals" => Comparator::StringEquals,
                    "boolean-equals" => Comparator::BooleanEquals,
                    "all-string-equals" => Comparator::AllStringEquals,
                    "any-string-equals" => Comparator::AnyStringEquals,
                    _ => return Err(Mistake::Word(line)),
                },
                expected: text()?,
                path: text()?,
            },
            _ => return Err(Mistake::Word(kind)),
        };
        match words.next() {
            Some(word) => Err(Mistake::Word(word)),
            None => Ok(Acceptor { state, matcher }),
        }
    }
}
