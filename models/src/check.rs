//! Checks a text that did not come with the crate.

use std::collections::BTreeSet;
use std::fmt;

use crate::header::Service;
use crate::member::{Location, Member};
use crate::operation::Operation;
use crate::shape::{EnumValue, Shape, ShapeKind};
use crate::text::{find, key, split};
use crate::types::{DEPTH, Kind, Type};
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
    },
    /// A path label without a member in the input, or the other way around.
    Label(String),
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.problem {
            Problem::NotUtf8 => write!(f, "the text is not UTF-8; save it as ASCII"),
            Problem::NotAscii('\r') => {
                write!(f, "the line ends in CR LF; save the file with LF line ends")
            }
            Problem::NotAscii(c) => write!(
                f,
                "`{}` is not printable ASCII; write `\\u{{{:x}}}` in quotes",
                c.escape_default(),
                u32::from(*c)
            ),
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
            Problem::UnknownWord(word) => write!(f, "`{word}` is not part of the format here"),
            Problem::NotAType(text) => write!(f, "`{text}` is not a type"),
            Problem::Quotes(text) => write!(
                f,
                "`{text}`: the quotes are unterminated, contain an unknown escape, or are not allowed here"
            ),
            Problem::Indent => write!(
                f,
                "a line of a block must start with two spaces and contain a word"
            ),
            Problem::Unresolved { name, expected } => {
                write!(f, "the model has no {expected} `{name}`")
            }
            Problem::Label(name) => write!(
                f,
                "label `{name}` must be both in the path and an input member marked `label`"
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

pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, ParseError> {
    std::str::from_utf8(bytes).map_err(|error| ParseError {
        // Everything before it is UTF-8.
        line: 1 + String::from_utf8_lossy(&bytes[..error.valid_up_to()])
            .matches('\n')
            .count(),
        problem: Problem::NotUtf8,
    })
}

pub(crate) fn check(text: &str) -> Result<(), ParseError> {
    version(text)?;
    characters(text)?;
    let start = blocks_start(text)?;
    let first = start.line;
    header(text)?;
    let blocks = &text[start.offset..];
    let mut checker = Checker {
        blocks,
        line: first,
        last: None,
    };
    checker.run()
}

fn fail<T>(line: usize, problem: Problem) -> Result<T, ParseError> {
    Err(ParseError { line, problem })
}

fn characters(text: &str) -> Result<(), ParseError> {
    match text.find(|c: char| !(matches!(c, ' '..='~') || c == '\n')) {
        None => Ok(()),
        Some(at) => fail(
            1 + text[..at].matches('\n').count(),
            Problem::NotAscii(text[at..].chars().next().unwrap_or_default()),
        ),
    }
}

fn version(text: &str) -> Result<(), ParseError> {
    let line = text.lines().next().unwrap_or_default();
    let Some(version) = line.strip_prefix("opsmith-model ") else {
        return fail(1, Problem::MissingHeader);
    };
    match version.parse::<u32>() {
        Ok(version) if version == FORMAT => Ok(()),
        Ok(version) if version > FORMAT => fail(1, Problem::NewerVersion(version.to_string())),
        _ => fail(1, Problem::MissingHeader),
    }
}

struct Start {
    offset: usize,
    line: usize,
}

/// The first block; the end mark is the last line.
fn blocks_start(text: &str) -> Result<Start, ParseError> {
    let lines = text.lines().count();
    let Some(end) = text.find("\n# ~\n").map(|at| at + "\n# ~\n".len()) else {
        return fail(lines, Problem::Cut);
    };
    if end < text.len() {
        return fail(text[..end].lines().count() + 1, Problem::AfterEnd);
    }
    let offset = text.find('#').unwrap_or_default();
    // A `#` in the header is reported as an unknown word.
    if !text[..offset].ends_with('\n') {
        let line = text[..offset].lines().count();
        return fail(line, Problem::UnknownWord("#".to_owned()));
    }
    Ok(Start {
        offset,
        line: text[..offset].lines().count() + 1,
    })
}

fn header(text: &str) -> Result<(), ParseError> {
    let mut service = Service::NONE;
    let mut seen = BTreeSet::new();
    let mut number = 1;
    for line in text.lines().skip(1) {
        number += 1;
        if line.is_empty() {
            break;
        }
        if let Err(mistake) = service.set(line) {
            return fail(number, mistake.into());
        }
        let key = split(line).next().unwrap_or_default();
        if !seen.insert(key) && key != "client-context" {
            return fail(number, Problem::Duplicate(key.to_owned()));
        }
    }
    match service.missing() {
        Some(fact) => fail(number, Problem::MissingFact(fact)),
        None if text
            .lines()
            .nth(number)
            .is_some_and(|line| line.starts_with("# ")) =>
        {
            Ok(())
        }
        None => fail(number + 1, Problem::Indent),
    }
}

struct Checker<'a> {
    blocks: &'a str,
    /// The line of the block being checked.
    line: usize,
    last: Option<&'a str>,
}

impl<'a> Checker<'a> {
    fn run(&mut self) -> Result<(), ParseError> {
        // Check the order first: lookups by name depend on it.
        let first = self.line;
        self.each(Checker::order)?;
        self.line = first;
        self.each(Checker::block)
    }

    fn each(
        &mut self,
        check: fn(&mut Checker<'a>, &'a str) -> Result<(), ParseError>,
    ) -> Result<(), ParseError> {
        let mut rest = self.blocks;
        loop {
            let Some(block) = rest.strip_prefix("# ") else {
                return fail(self.line, Problem::UnknownWord("#".to_owned()));
            };
            let block = &block[..block.find('#').unwrap_or(block.len())];
            if block == "~\n" {
                return Ok(());
            }
            check(self, block)?;
            rest = &rest["# ".len() + block.len()..];
            self.line += block.matches('\n').count();
        }
    }

    fn order(&mut self, block: &'a str) -> Result<(), ParseError> {
        // A `#` in the middle of a line ends the block there.
        if !block.ends_with('\n') {
            let line = self.line + block.matches('\n').count();
            return fail(line, Problem::UnknownWord("#".to_owned()));
        }
        let name = key(block);
        if name.is_empty() || name.contains(['"', '=']) {
            return fail(self.line, Problem::UnknownWord(name.to_owned()));
        }
        if let Some(last) = self.last.filter(|last| *last >= name) {
            let name = name.to_owned();
            return fail(
                self.line,
                if last == name {
                    Problem::Duplicate(name)
                } else {
                    Problem::NotSorted(name)
                },
            );
        }
        self.last = Some(name);
        // Check its kind before anything refers to it.
        if !name.ends_with("()")
            && let Err(mistake) = Shape::parse(block)
        {
            return fail(self.line, mistake.into());
        }
        Ok(())
    }

    fn block(&mut self, block: &'a str) -> Result<(), ParseError> {
        for (at, line) in block.lines().enumerate().skip(1) {
            let word = line.strip_prefix("  ").map(str::trim_start);
            if word.is_none_or(str::is_empty) {
                return fail(self.line + at, Problem::Indent);
            }
        }
        if key(block).ends_with("()") {
            self.operation(block)
        } else {
            self.shape(block)
        }
    }

    fn operation(&self, block: &'a str) -> Result<(), ParseError> {
        let at = |part: &str| self.line_of(block, part);
        let operation = match Operation::parse(block) {
            Ok(operation) => operation,
            Err(mistake) => return fail(at(mistake.part()), mistake.into()),
        };
        if let Err(mistake) = operation.check() {
            return fail(at(mistake.part()), mistake.into());
        }
        for root in [operation.input, operation.output].into_iter().flatten() {
            if self.resolve(root.shape).is_none_or(|shape| shape.is_enum()) {
                return unresolved(at(root.shape), root.shape, "structure");
            }
        }
        for error in operation.errors() {
            if self
                .resolve(error)
                .is_none_or(|shape| shape.error().is_none())
            {
                return unresolved(at(error), error, "error");
            }
        }
        let input = operation.input.and_then(|input| self.resolve(input.shape));
        let labels = || {
            input
                .iter()
                .flat_map(Shape::members)
                .filter(|member| member.gone.is_none())
        };
        let is_label = |member: &Member<'_>| matches!(member.location, Location::Label { .. });
        let missing = operation
            .path
            .labels()
            .find(|label| !labels().any(|member| member.name == *label && is_label(&member)));
        if let Some(label) = missing {
            return fail(self.line, Problem::Label(label.to_owned()));
        }
        if let Some(member) = labels()
            .filter(is_label)
            .find(|member| !operation.path.labels().any(|label| label == member.name))
        {
            return fail(self.line, Problem::Label(member.name.to_owned()));
        }
        Ok(())
    }

    fn shape(&self, block: &'a str) -> Result<(), ParseError> {
        let shape = match Shape::parse(block) {
            Ok(shape) => shape,
            Err(mistake) => return fail(self.line, mistake.into()),
        };
        let mut names = BTreeSet::new();
        for (at, line) in shape.lines_of(true).enumerate() {
            let number = self.line + 1 + at;
            let name = split(line).next().unwrap_or_default();
            if !names.insert(name) {
                return fail(number, Problem::Duplicate(name.to_owned()));
            }
            if shape.is_enum() {
                let numbers = shape.kind == ShapeKind::IntEnum;
                if let Err(mistake) = EnumValue::parse(line, numbers) {
                    return fail(number, mistake.into());
                }
                continue;
            }
            if let Err(mistake) = Member::parse(line) {
                return fail(number, mistake.into());
            }
            self.types(number, split(line).nth(1).unwrap_or_default())?;
        }
        Ok(())
    }

    /// The references of a member's type.
    fn types(&self, line: usize, text: &str) -> Result<(), ParseError> {
        let mut missing = None;
        let sound = Type::walk(text, DEPTH, &mut |kind| {
            let Some(name) = kind.shape() else { return };
            let there = self.resolve(name).is_some_and(|shape| {
                matches!(
                    (kind, shape.kind),
                    (
                        Kind::Structure(_),
                        ShapeKind::Structure | ShapeKind::Error(_)
                    ) | (Kind::Union(_), ShapeKind::Union)
                        | (Kind::Enum(_), ShapeKind::Enum)
                        | (Kind::IntEnum(_), ShapeKind::IntEnum)
                        | (Kind::EventStream(_), ShapeKind::EventStream)
                )
            });
            if !there {
                missing = Some((name.to_owned(), kind.as_str()));
            }
        });
        if !sound {
            return fail(line, Problem::NotAType(text.to_owned()));
        }
        match missing {
            Some((name, expected)) => unresolved(line, &name, expected),
            None => Ok(()),
        }
    }

    fn resolve(&self, name: &str) -> Option<Shape<'a>> {
        Shape::parse(find(self.blocks, name, false)?).ok()
    }

    /// The line that contains a part of a block.
    fn line_of(&self, block: &str, part: &str) -> usize {
        // The part is a slice of the same text, so its address gives the line.
        let offset = (part.as_ptr() as usize).saturating_sub(block.as_ptr() as usize);
        self.line
            + block
                .get(..offset)
                .unwrap_or_default()
                .matches('\n')
                .count()
    }
}

fn unresolved<T>(line: usize, name: &str, expected: &'static str) -> Result<T, ParseError> {
    let name = name.to_owned();
    fail(line, Problem::Unresolved { name, expected })
}
