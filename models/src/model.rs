//! Finds operations, shapes and errors in the text of a model.

use crate::check;
use crate::header::Service;
use crate::operation::Operation;
use crate::problem::ParseError;
use crate::shape::{Shape, ShapeKind};
use crate::text::{self, Blocks, same_words};

/// A service's model. It is a reference to the text, so copying it is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Model<'a> {
    header: &'a str,
    blocks: &'a str,
}

/// The suffixes of error names.
const SUFFIXES: [&str; 4] = ["Exception", "Error", "Fault", "Failure"];

impl<'a> Model<'a> {
    /// Checks your own text and returns its model.
    ///
    /// This reads the whole text once, unlike with AWS's models, which were checked before they were published.
    ///
    /// # Errors
    /// Returns the first line that does not follow the format or contradicts another line.
    pub fn parse(text: &'a str) -> Result<Model<'a>, ParseError> {
        check::check(text)?;
        Ok(Model::trusted(text))
    }

    /// Like [`Model::parse`], for the contents of a file.
    ///
    /// # Errors
    /// The same as [`Model::parse`], and if the contents are not UTF-8.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Model<'a>, ParseError> {
        Model::parse(check::utf8(bytes)?)
    }

    pub(crate) fn trusted(text: &'a str) -> Model<'a> {
        let (header, blocks) = text.split_at(text.find('#').unwrap_or(text.len()));
        Model { header, blocks }
    }

    /// The properties of the service as a whole.
    #[must_use]
    pub fn service(&self) -> Service<'a> {
        Service::parse(self.header)
    }

    /// The operation with exactly this name.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<Operation<'a>> {
        Operation::parse(text::find(self.blocks, name, true)?).ok()
    }

    /// The structure, union, error, enum or event stream with exactly this name.
    #[must_use]
    pub fn shape(&self, name: &str) -> Option<Shape<'a>> {
        Shape::parse(text::find(self.blocks, name, false)?).ok()
    }

    /// The error with this name, or with this name followed by `Exception`, `Error`, `Fault` or `Failure`; otherwise
    /// the one with the same words in its name or code (`NotFound` finds `NotFoundException`). If there are several,
    /// the first one by name.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<Shape<'a>> {
        let exact = |name: &str| self.shape(name).filter(|shape| shape.error().is_some());
        let like = |shape: &Shape<'a>| {
            [shape.name, shape.code()].iter().any(|here| {
                same_words(here, name)
                    || SUFFIXES.iter().any(|suffix| {
                        here.strip_suffix(suffix)
                            .is_some_and(|here| same_words(here, name))
                    })
            })
        };
        exact(name)
            .or_else(|| {
                SUFFIXES
                    .iter()
                    .find_map(|suffix| exact(&format!("{name}{suffix}")))
            })
            .or_else(|| self.errors().find(like))
    }

    /// All operations, sorted by name.
    pub fn operations(&self) -> impl Iterator<Item = Operation<'a>> + use<'a> {
        Blocks(self.blocks)
            .filter(|block| text::key(block).ends_with("()"))
            .filter_map(|block| Operation::parse(block).ok())
    }

    /// The names of all operations, sorted. For suggestions.
    pub fn operation_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        Blocks(self.blocks).filter_map(|block| text::key(block).strip_suffix("()"))
    }

    /// All shapes, sorted by name.
    pub fn shapes(&self) -> impl Iterator<Item = Shape<'a>> + use<'a> {
        Blocks(self.blocks)
            .filter(|block| !text::key(block).ends_with("()"))
            .filter_map(|block| Shape::parse(block).ok())
    }

    /// The names of all shapes, sorted. For suggestions.
    pub fn shape_names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        Blocks(self.blocks)
            .map(text::key)
            .filter(|key| !key.ends_with("()"))
    }

    /// All errors, sorted by name.
    pub fn errors(&self) -> impl Iterator<Item = Shape<'a>> + use<'a> {
        self.shapes()
            .filter(|shape| matches!(shape.kind, ShapeKind::Error(_)))
    }
}
