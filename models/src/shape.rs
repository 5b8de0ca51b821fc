//! Shapes: structures, unions, errors, enums and event streams.

use std::borrow::Cow;

use crate::Mistake;
use crate::member::Member;
use crate::text::{self, Lines, pair, same_words, split, unquoted};

/// A named shape: one that is not inlined into the type of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shape<'a> {
    /// AWS's name for it.
    pub name: &'a str,
    /// What it is.
    pub kind: ShapeKind<'a>,
    /// Whether it must not be logged.
    pub sensitive: bool,
    /// Whether it is an event of an event stream.
    pub event: bool,
    /// Whether AWS has deprecated it.
    pub deprecated: bool,
    /// The version of the models in which AWS no longer has it.
    pub gone: Option<&'a str>,
    lines: &'a str,
}

/// What a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are Smithy's.
pub enum ShapeKind<'a> {
    Structure,
    Union,
    Error(ErrorTraits<'a>),
    Enum,
    IntEnum,
    EventStream,
}

/// The traits of an error shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorTraits<'a> {
    /// Its HTTP status, if the model specifies one.
    pub status: Option<u16>,
    /// Who caused it, if the model specifies that.
    pub fault: Option<Fault>,
    /// Whether the model marks it as retryable.
    pub retryable: bool,
    /// Whether the model marks it as throttling; `retryable` is set as well.
    pub throttling: bool,
    code: Option<&'a str>,
}

/// Who caused an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are self-explanatory.
pub enum Fault {
    Sender,
    Server,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EnumValue<'a> {
    /// The wire value; for an enum of integers, a decimal number.
    pub value: Cow<'a, str>,
    /// The name of the member. AWS's enums of strings have none.
    pub name: Option<&'a str>,
    /// The version of the models in which AWS no longer has it.
    pub gone: Option<&'a str>,
}

impl<'a> Shape<'a> {
    pub(crate) fn parse(block: &'a str) -> Result<Shape<'a>, Mistake<'a>> {
        let line = text::first_line(block);
        let mut words = split(line);
        let name = words.next().unwrap_or_default();
        let kind = words.next().unwrap_or_default();
        let mut shape = Shape {
            name,
            kind: match kind {
                "structure" => ShapeKind::Structure,
                "union" => ShapeKind::Union,
                "error" => ShapeKind::Error(ErrorTraits::default()),
                "enum" => ShapeKind::Enum,
                "int-enum" => ShapeKind::IntEnum,
                "events" => ShapeKind::EventStream,
                _ => return Err(Mistake::Word(kind)),
            },
            sensitive: false,
            event: false,
            deprecated: false,
            gone: None,
            lines: text::body(block).0,
        };
        for word in words {
            match (pair(word), &mut shape.kind) {
                (("sensitive", None), _) => shape.sensitive = true,
                (("event", None), _) => shape.event = true,
                (("deprecated", None), _) => shape.deprecated = true,
                (("gone", Some(version)), _) => shape.gone = Some(version),
                (_, ShapeKind::Error(error)) => error.set(word)?,
                _ => return Err(Mistake::Word(word)),
            }
        }
        Ok(shape)
    }

    /// Its members, in AWS's order. Enums have none.
    pub fn members(&self) -> impl Iterator<Item = Member<'a>> + use<'a> {
        self.lines_of(!self.is_enum())
            .filter_map(|line| Member::parse(line).ok())
    }

    /// The member with the same words, regardless of case and separators. If there are several, the one whose name is
    /// exactly `name`, otherwise the first ([`Shape::members_like`] returns all of them; no AWS shape has two).
    #[must_use]
    pub fn member(&self, name: &str) -> Option<Member<'a>> {
        let mut found = None;
        // Compare before parsing: most lines do not match.
        for line in self.lines_of(!self.is_enum()) {
            let here = split(line).next().unwrap_or_default();
            if here == name {
                return Member::parse(line).ok();
            }
            if found.is_none() && same_words(here, name) {
                found = Some(line);
            }
        }
        found.and_then(|line| Member::parse(line).ok())
    }

    /// All members with the same words.
    pub fn members_like<'s>(
        &self,
        name: &'s str,
    ) -> impl Iterator<Item = Member<'a>> + use<'a, 's> {
        self.members()
            .filter(move |member| same_words(member.name, name))
    }

    /// The values of an enum, in AWS's order. Other shapes have none.
    pub fn values(&self) -> impl Iterator<Item = EnumValue<'a>> + use<'a> {
        let numbers = matches!(self.kind, ShapeKind::IntEnum);
        self.lines_of(self.is_enum())
            .filter_map(move |line| EnumValue::parse(line, numbers).ok())
    }

    /// The traits of an error.
    #[must_use]
    pub fn error(&self) -> Option<ErrorTraits<'a>> {
        match self.kind {
            ShapeKind::Error(error) => Some(error),
            _ => None,
        }
    }

    /// The error's code on the wire; its name, if the model does not specify one.
    #[must_use]
    pub fn code(&self) -> &'a str {
        self.error()
            .and_then(|error| error.code)
            .unwrap_or(self.name)
    }

    pub(crate) fn is_enum(&self) -> bool {
        matches!(self.kind, ShapeKind::Enum | ShapeKind::IntEnum)
    }

    pub(crate) fn lines_of(&self, wanted: bool) -> Lines<'a> {
        Lines(if wanted { self.lines } else { "" })
    }
}

impl<'a> ErrorTraits<'a> {
    fn set(&mut self, word: &'a str) -> Result<(), Mistake<'a>> {
        match pair(word) {
            ("sender", None) => self.fault = Some(Fault::Sender),
            ("server", None) => self.fault = Some(Fault::Server),
            ("retryable", None) => self.retryable = true,
            ("throttling", None) => (self.retryable, self.throttling) = (true, true),
            ("code", Some(code)) if !code.is_empty() && !code.contains('"') => {
                self.code = Some(code);
            }
            _ => match word.parse() {
                Ok(status @ 100..=599) => self.status = Some(status),
                _ => return Err(Mistake::Word(word)),
            },
        }
        Ok(())
    }
}

impl<'a> EnumValue<'a> {
    pub(crate) fn parse(line: &'a str, number: bool) -> Result<EnumValue<'a>, Mistake<'a>> {
        let mut words = split(line);
        let first = words.next().unwrap_or_default();
        let mut found = EnumValue {
            value: unquoted(first).ok_or(Mistake::Quotes(first))?,
            name: None,
            gone: None,
        };
        if number {
            let value = words.next().unwrap_or_default();
            value.parse::<i32>().map_err(|_| Mistake::Word(value))?;
            found.value = Cow::Borrowed(value);
            found.name = Some(first);
        }
        for word in words {
            match pair(word) {
                ("name", Some(name)) => found.name = Some(name),
                ("gone", Some(version)) => found.gone = Some(version),
                _ => return Err(Mistake::Word(word)),
            }
        }
        Ok(found)
    }
}
