//! What is wrong with a text, and what to do.

use std::fmt;

use crate::{FORMAT, Mistake};

/// Why a text is not a valid model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A byte that is not UTF-8.
    NotUtf8,
    /// A character that is not ASCII, or a control character.
    NotAscii(char),
    /// The first line is not `opsmith-model 1`.
    MissingHeader,
    /// A format that this version does not support.
    NewerVersion(String),
    /// A required property of the service is missing.
    MissingFact(&'static str),
    /// The text ends before its end mark.
    Cut,
    /// Something follows the end mark.
    AfterEnd,
    /// A block that should come before the one above it.
    NotSorted(String),
    /// A duplicate name.
    Duplicate(String),
    /// A word that the format does not allow there.
    UnknownWord(String),
    /// A type that does not exist in the format.
    NotAType(String),
    /// Unterminated quotes, an unknown escape, or quotes that are not allowed there.
    Quotes(String),
    /// A line in a block that is empty or not indented by two spaces.
    Indent,
    /// A reference to a block that does not exist or has a different kind.
    Unresolved {
        /// The name.
        name: String,
        /// The kind it must have.
        expected: &'static str,
        /// The kind of the block with this name, if there is one.
        found: Option<&'static str>,
    },
    /// A path label without a member in the input, or the other way around.
    Label(String),
    /// A label of the path or host that may be absent, or that is more than one value.
    LabelMember(String),
    /// An input member that would go into the body of a `HEAD` request.
    HeadBody(String),
    /// An idempotency token that is not a string.
    Token(String),
    /// Two members that would be at the same place of the same request.
    SamePlace {
        /// The second.
        name: String,
        /// The first.
        other: String,
    },
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.problem {
            Problem::NotUtf8 => write!(f, "the text is not UTF-8; save it as ASCII"),
            Problem::NotAscii('\r') => {
                write!(f, "the line ends in CR LF; save the file with LF line ends")
            }
            Problem::NotAscii('\u{feff}') => write!(
                f,
                "the file starts with a byte order mark; save it as ASCII"
            ),
            Problem::NotAscii(c) if c.is_control() => write!(
                f,
                "the line has the control character `{}`; remove it",
                c.escape_default()
            ),
            Problem::NotAscii(c) => {
                let escape = c.escape_unicode();
                if c.is_alphanumeric() {
                    write!(f, "`{c}` is not ASCII; write it as `{escape}`, in quotes")
                } else {
                    write!(f, "`{escape}` is not ASCII; write that, in quotes")
                }
            }
            Problem::MissingHeader => {
                write!(f, "a model starts with the line `opsmith-model {FORMAT}`")
            }
            Problem::NewerVersion(version) => write!(
                f,
                "the format `{version}` is newer than `{FORMAT}`, which this version of opsmith reads; update opsmith"
            ),
            Problem::MissingFact(fact) => write!(f, "the header has no `{fact} ..` line; add one"),
            Problem::Cut => write!(f, "the text is truncated: its last line must be `# ~`"),
            Problem::AfterEnd => write!(f, "`# ~` ends the model; remove what follows it"),
            Problem::NotSorted(name) => write!(
                f,
                "`{name}` must come before the block above it; blocks are sorted by the bytes of their names"
            ),
            Problem::Duplicate(name) => write!(f, "`{name}` is a duplicate; remove one of them"),
            Problem::UnknownWord(word) if word.is_empty() => {
                write!(f, "a word is missing at the end of the line; add it")
            }
            Problem::UnknownWord(word) => {
                write!(f, "`{word}` is not allowed here; correct or remove it")
            }
            Problem::NotAType(text) if text.is_empty() => {
                write!(f, "the member has no type; add one, such as `string`")
            }
            Problem::NotAType(text) => write!(
                f,
                "`{text}` is not a type; types are written as `string`, `Room`, `enum/State`, `[T]` and `{{string:T}}`"
            ),
            Problem::Quotes(text) => write!(
                f,
                "`{text}`: the quotes are unterminated, contain an unknown escape, or are not allowed here"
            ),
            Problem::Indent => write!(
                f,
                "a line of a block must start with two spaces and contain a word"
            ),
            Problem::Unresolved {
                name,
                expected,
                found: Some(found),
            } => write!(
                f,
                "`{name}` is of the kind `{found}`, not `{expected}`; refer to it as that, or change its block"
            ),
            Problem::Unresolved { name, expected, .. } => {
                write!(
                    f,
                    "the model has no {expected} `{name}`; correct the name, or add `# {name} {expected}`"
                )
            }
            Problem::Label(name) => write!(
                f,
                "label `{name}` must be both in the path and an input member marked `label`"
            ),
            Problem::LabelMember(name) => write!(
                f,
                "label `{name}` must be a required member of the input, and a string, number, boolean, timestamp or enum"
            ),
            Problem::HeadBody(name) => write!(
                f,
                "`{name}` would go into the body, but a `HEAD` request has none; mark it `query` or `header`, or use another method"
            ),
            Problem::Token(name) => write!(
                f,
                "`{name}` is marked `token`, but an idempotency token is a string; write `{name} string token`, or remove `token`"
            ),
            Problem::SamePlace { name, other } => write!(
                f,
                "`{name}` has the place of `{other}` in the request or response; change one of them"
            ),
        }
    }
}

impl std::error::Error for ParseError {}

impl From<Mistake<'_>> for Problem {
    fn from(mistake: Mistake<'_>) -> Problem {
        match mistake {
            Mistake::Word(word) => Problem::UnknownWord(word.to_owned()),
            Mistake::NotAType(text) => Problem::NotAType(text.to_owned()),
            Mistake::Quotes(text) => Problem::Quotes(text.to_owned()),
        }
    }
}
