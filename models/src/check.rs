//! Checks a text that did not come with the crate.

use std::collections::BTreeSet;

use crate::FORMAT;
use crate::header::Service;
use crate::member::{Location, Member};
use crate::operation::Operation;
use crate::path::Template;
use crate::problem::{ParseError, Problem};
use crate::shape::{EnumValue, Shape, ShapeKind};
use crate::sound::{self, Places};
use crate::text::{find, key, split};
use crate::types::{DEPTH, Kind, Type};

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
    if text.starts_with('\u{feff}') {
        return fail(1, Problem::NotAscii('\u{feff}'));
    }
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
        let sound = operation
            .check()
            .and_then(|()| sound::method(operation.method))
            .and_then(|()| sound::path(operation.path))
            .and_then(|()| operation.host_prefix.map_or(Ok(()), sound::host));
        if let Err(mistake) = sound {
            return fail(at(mistake.part()), mistake.into());
        }
        for root in [operation.input, operation.output].into_iter().flatten() {
            let found = self.resolve(root.shape);
            if found.is_none_or(|shape| shape.is_enum()) {
                return unresolved(at(root.shape), root.shape, "structure", found);
            }
        }
        for error in operation.errors() {
            let found = self.resolve(error);
            if found.is_none_or(|shape| shape.error().is_none()) {
                return unresolved(at(error), error, "error", found);
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
        let hosts = operation.host_prefix.iter().flat_map(Template::labels);
        let unfit = operation.path.labels().chain(hosts).find(|label| {
            let mut members = labels();
            let member = members.find(|member| member.name == *label);
            !member.is_some_and(|member| sound::is_label(&member))
        });
        if let Some(label) = unfit {
            return fail(self.line, Problem::LabelMember(label.to_owned()));
        }
        let is_body =
            |member: &Member<'_>| matches!(member.location, Location::Body | Location::Payload);
        match labels()
            .find(is_body)
            .filter(|_| operation.method == "HEAD")
        {
            Some(member) => fail(self.line, Problem::HeadBody(member.name.to_owned())),
            None => Ok(()),
        }
    }

    fn shape(&self, block: &'a str) -> Result<(), ParseError> {
        let shape = match Shape::parse(block) {
            Ok(shape) => shape,
            Err(mistake) => return fail(self.line, mistake.into()),
        };
        let mut names = BTreeSet::new();
        let mut places = Places::default();
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
            let member = match Member::parse(line) {
                Ok(member) => member,
                Err(mistake) => return fail(number, mistake.into()),
            };
            if let Err(problem) = places.take(&member).and_then(|()| sound::token(&member)) {
                return fail(number, problem);
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
            Some((name, expected)) => unresolved(line, &name, expected, self.resolve(&name)),
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

fn unresolved<T>(
    line: usize,
    name: &str,
    expected: &'static str,
    found: Option<Shape<'_>>,
) -> Result<T, ParseError> {
    fail(
        line,
        Problem::Unresolved {
            name: name.to_owned(),
            expected,
            found: found.map(|shape| match shape.kind {
                ShapeKind::Structure => "structure",
                ShapeKind::Union => "union",
                ShapeKind::Error(_) => "error",
                ShapeKind::Enum => "enum",
                ShapeKind::IntEnum => "int-enum",
                ShapeKind::EventStream => "events",
            }),
        },
    )
}
