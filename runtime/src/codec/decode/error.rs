//! Why a response does not match its declaration.

use std::fmt::{self, Write};

use crate::redact::{secrets::SentSecrets, shown::Shown};

const MISSING: &str = "missing from the response; declare it as `Option` or `#[op(default)]` if the service may omit it";
#[cfg(feature = "__both-ends")]
const MISSING_IN_REQUEST: &str = "missing from the request";

/// Why a response does not match its declaration.
///
/// `Display` looks like `` `Room.CreatedTimestamp`: expected a timestamp, found a boolean ``. Values are not shown
/// because they may be secret.
pub struct DecodeError {
    /// The path to the member, innermost first.
    path: Vec<Segment>,
    reason: String,
    /// Whether the body is not in the protocol's format at all.
    syntax: bool,
}

#[derive(Debug)]
enum Segment {
    Member(String),
    Index(usize),
}

impl DecodeError {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self {
            path: Vec::new(),
            reason: reason.into(),
            syntax: false,
        }
    }

    /// The input is not in this format at all.
    pub(crate) fn syntax(format: &str, error: impl fmt::Display) -> Self {
        Self {
            syntax: true,
            ..Self::new(format!("not {format}: {error}"))
        }
    }

    pub(crate) fn mismatch(expected: &str, found: &str) -> Self {
        Self::new(format!("expected {expected}, found {found}"))
    }

    pub(crate) fn missing(name: &str) -> Self {
        Self::new(MISSING).within(name)
    }

    #[cfg(feature = "__both-ends")]
    pub(crate) fn missing_in_request(name: &str) -> Self {
        Self::new(MISSING_IN_REQUEST).within(name)
    }

    /// Whether a required member is missing.
    #[cfg(feature = "server")]
    pub(crate) fn is_missing(&self) -> bool {
        self.reason == MISSING || self.reason == MISSING_IN_REQUEST
    }

    /// Whether the input is not in the protocol's format at all.
    pub(crate) const fn is_syntax(&self) -> bool {
        self.syntax
    }

    /// Adds a note about what is wrong.
    #[must_use]
    pub(crate) fn with_note(mut self, note: &str) -> Self {
        self.reason.push_str("; ");
        self.reason.push_str(note);
        self
    }

    /// Removes the request's secrets: the keys of a map come from the service.
    #[must_use]
    pub(crate) fn without(mut self, secrets: &SentSecrets) -> Self {
        let names = self.path.iter_mut().filter_map(|segment| match segment {
            Segment::Member(name) => Some(name),
            Segment::Index(_) => None,
        });
        for text in names.chain([&mut self.reason]) {
            if let Some(redacted) = secrets.redact_text(text) {
                *text = redacted;
            }
        }
        self
    }

    /// Prefixes the path with a member.
    #[must_use]
    pub(crate) fn within(mut self, name: &str) -> Self {
        self.path.push(Segment::Member(name.to_owned()));
        self
    }

    pub(crate) fn at(mut self, index: usize) -> Self {
        self.path.push(Segment::Index(index));
        self
    }

    /// The JSON path of the member, such as `Rooms[3].CreatedTimestamp`; empty if the body itself does not match.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.path.iter().rev() {
            match segment {
                Segment::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Segment::Index(index) => {
                    // Writing to a `String` cannot fail.
                    let _ = write!(path, "[{index}]");
                }
            }
        }
        path
    }

    /// What is wrong there.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "`{}`: ", Shown(&self.path()))?;
        }
        fmt::Display::fmt(&Shown(&self.reason), f)
    }
}

/// The line of `Display`.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for DecodeError {}
