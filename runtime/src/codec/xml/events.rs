//! The elements and texts of a document, as quick-xml finds them.

use std::borrow::Cow;
use std::fmt::Display;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::codec::decode::DecodeError;

/// The maximum depth of elements, as for JSON.
const DEPTH: u32 = 128;

pub(super) fn malformed(error: impl Display) -> DecodeError {
    DecodeError::syntax("XML", error)
}

/// A start tag, or a tag like `<a/>`, which has no content.
pub(super) struct Open<'b> {
    pub(super) tag: BytesStart<'b>,
    pub(super) is_empty: bool,
}

impl Open<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }
}

/// What is next in an element.
pub(super) enum Next<'b> {
    Open(Open<'b>),
    Text(Cow<'b, str>),
    End,
}

/// The events of a document without comments and processing instructions, with all references resolved.
pub(super) struct Events<'b> {
    xml: Reader<&'b [u8]>,
    /// How many elements are open.
    depth: u32,
    /// An event that was read and put back.
    ahead: Option<Next<'b>>,
}

/// A place between two tags.
#[derive(Clone, Copy)]
pub(super) struct Place<'b> {
    rest: &'b [u8],
    depth: u32,
}

impl<'b> Events<'b> {
    pub(super) fn new(xml: &'b [u8]) -> Self {
        Self::at(Place {
            rest: xml,
            depth: 0,
        })
    }

    /// The events from a place in the middle. The end tags of elements that are open there are not compared again.
    pub(super) fn at(place: Place<'b>) -> Self {
        let mut xml = Reader::from_reader(place.rest);
        xml.config_mut().allow_unmatched_ends = place.depth > 0;
        Self {
            xml,
            depth: place.depth,
            ahead: None,
        }
    }

    /// The place behind the last tag.
    pub(super) fn place(&self) -> Place<'b> {
        Place {
            rest: self.xml.get_ref(),
            depth: self.depth,
        }
    }

    /// Puts back the event that was read last.
    pub(super) fn put_back(&mut self, next: Next<'b>) {
        self.ahead = Some(next);
    }

    /// The next event in an open element.
    pub(super) fn next(&mut self) -> Result<Next<'b>, DecodeError> {
        if let Some(next) = self.ahead.take() {
            return Ok(next);
        }
        loop {
            return Ok(match self.xml.read_event().map_err(malformed)? {
                Event::Start(tag) => {
                    if self.depth == DEPTH {
                        return Err(DecodeError::new("nested more than 128 levels deep"));
                    }
                    self.depth += 1;
                    Next::Open(Open {
                        tag,
                        is_empty: false,
                    })
                }
                Event::Empty(tag) => Next::Open(Open {
                    tag,
                    is_empty: true,
                }),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Next::End
                }
                Event::Text(text) => Next::Text(text.xml10_content()),
                Event::CData(text) => Next::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Next::Text(resolved(&reference)?),
                Event::Comment(_) | Event::PI(_) => continue,
                Event::Decl(_) => {
                    return Err(malformed("the declaration is not at the start"));
                }
                Event::DocType(_) => return Err(document_type()),
                Event::Eof => return Err(malformed("it ends in an element")),
            });
        }
    }

    /// The root element, before which only white space is allowed.
    pub(super) fn root(&mut self) -> Result<Open<'b>, DecodeError> {
        let mut is_first = true;
        loop {
            match self.xml.read_event().map_err(malformed)? {
                Event::Start(tag) => {
                    self.depth += 1;
                    return Ok(Open {
                        tag,
                        is_empty: false,
                    });
                }
                Event::Empty(tag) => {
                    return Ok(Open {
                        tag,
                        is_empty: true,
                    });
                }
                Event::Decl(_) if is_first => {}
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if is_blank(&text) => {}
                Event::DocType(_) => return Err(document_type()),
                _ => return Err(malformed("it does not start with an element")),
            }
            is_first = false;
        }
    }

    /// Checks that nothing but white space follows the root.
    pub(super) fn end(&mut self) -> Result<(), DecodeError> {
        loop {
            match self.xml.read_event().map_err(malformed)? {
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if is_blank(&text) => {}
                Event::DocType(_) => return Err(document_type()),
                _ => return Err(malformed("there is more after the root element")),
            }
        }
    }

    /// Skips the rest of an open element.
    pub(super) fn skip(&mut self) -> Result<(), DecodeError> {
        let mut open = 1_u32;
        while open > 0 {
            match self.next()? {
                Next::Open(Open {
                    is_empty: false, ..
                }) => open += 1,
                Next::End => open -= 1,
                Next::Open(_) | Next::Text(_) => {}
            }
        }
        Ok(())
    }

    /// The next child of the open element; `None` at its end. Text between the members of a structure says nothing.
    pub(super) fn member(&mut self) -> Result<Option<Open<'b>>, DecodeError> {
        loop {
            match self.next()? {
                Next::Open(open) => return Ok(Some(open)),
                Next::End => return Ok(None),
                Next::Text(_) => {}
            }
        }
    }

    /// The next child of the open element; `None` at its end. Between elements, only white space is allowed.
    pub(super) fn child(&mut self, expected: &str) -> Result<Option<Open<'b>>, DecodeError> {
        loop {
            match self.next()? {
                Next::Open(open) => return Ok(Some(open)),
                Next::End => return Ok(None),
                Next::Text(text) if is_blank(&text) => {}
                Next::Text(_) => return Err(DecodeError::mismatch(expected, "text")),
            }
        }
    }
}

/// A document type can declare entities that expand to gigabytes, or to files. No service of AWS sends one.
fn document_type() -> DecodeError {
    malformed("it has a document type, which is not accepted")
}

pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// The text of `&lt;` or `&#x20;`. Only a document type could declare others.
fn resolved<'b>(reference: &BytesRef<'b>) -> Result<Cow<'b, str>, DecodeError> {
    if let Some(character) = reference.resolve_char_ref().map_err(malformed)? {
        return Ok(Cow::Owned(character.into()));
    }
    quick_xml::escape::resolve_predefined_entity(reference)
        .map(Cow::Borrowed)
        .ok_or_else(|| malformed("it refers to an entity that is not declared"))
}
