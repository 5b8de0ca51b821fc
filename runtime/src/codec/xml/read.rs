//! XML to members.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::{Attribute, Attributes};
use serde_json::Value;

use super::events::{Events, Next, Open, Place, malformed};
use super::lists::{Children, Elements, Siblings};
use crate::codec::decode::{
    DecodeError, Kind, ListReader, MapReader, Outcome, Reader, Visit, WithReader,
};
use crate::codec::json;
use crate::codec::traits::Traits;

/// Calls `with` with the reader of the root element.
pub(crate) fn read(xml: &[u8], with: &mut dyn FnMut(&mut Element<'_, '_>) -> Outcome) -> Outcome {
    let mut events = Events::new(xml);
    let root = events.root()?;
    if root.name().eq_ignore_ascii_case("html") {
        return Err(malformed("it is HTML"));
    }
    let mut element = Element::new(&mut events, root);
    with(&mut element)?;
    element.finish()?;
    events.end()
}

/// An element whose start tag was read.
pub(crate) struct Element<'e, 'b> {
    events: &'e mut Events<'b>,
    /// The tag, until the element is read.
    open: Option<Open<'b>>,
    traits: &'static Traits,
    /// The names of the flattened members of the parent that were read before their turn.
    read_before: Option<&'e mut Vec<String>>,
}

impl<'e, 'b> Element<'e, 'b> {
    fn new(events: &'e mut Events<'b>, open: Open<'b>) -> Self {
        Self {
            events,
            open: Some(open),
            traits: &Traits::DEFAULT,
            read_before: None,
        }
    }

    fn with_traits(events: &'e mut Events<'b>, open: Open<'b>, traits: &'static Traits) -> Self {
        Self {
            traits,
            ..Self::new(events, open)
        }
    }

    /// The element's name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.open.as_ref().map_or("", Open::name)
    }

    /// Calls `each` with each child.
    pub(crate) fn children(
        &mut self,
        each: &mut dyn FnMut(&mut Element<'_, '_>) -> Outcome,
    ) -> Outcome {
        if self.take()?.is_empty {
            return Ok(());
        }
        while let Some(open) = self.events.member()? {
            let mut child = Element::new(self.events, open);
            each(&mut child)?;
            child.finish()?;
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Open<'b>, DecodeError> {
        self.open
            .take()
            .ok_or_else(|| DecodeError::new("the value was read twice"))
    }

    /// Skips the element if it was not read.
    fn finish(&mut self) -> Outcome {
        match self.open.take() {
            Some(open) if !open.is_empty => self.events.skip(),
            _ => Ok(()),
        }
    }

    /// The text of the element, to its end.
    fn text(&mut self, expected: &str) -> Result<Cow<'b, str>, DecodeError> {
        let mut text = Cow::Borrowed("");
        if self.take()?.is_empty {
            return Ok(text);
        }
        loop {
            match self.events.next()? {
                Next::Text(more) if text.is_empty() => text = more,
                Next::Text(more) => text.to_mut().push_str(&more),
                Next::End => return Ok(text),
                Next::Open(_) => return Err(DecodeError::mismatch(expected, "elements")),
            }
        }
    }

    fn structure(&mut self, visit: &mut dyn Visit) -> Outcome {
        let open = self.take()?;
        let mut attributes = open.tag.attributes();
        // Comparing each with all others takes quadratic time.
        attributes.with_checks(false);
        visit.map(&mut Members {
            events: self.events,
            attributes,
            is_at_end: open.is_empty,
            current: None,
            read_before: Vec::new(),
        })
    }

    fn list(&mut self, visit: &mut dyn Visit) -> Outcome {
        let inner = self.traits.inner.unwrap_or(&Traits::DEFAULT);
        self.elements(visit.expected(), &mut |elements| {
            visit.list(&mut XmlItems { elements, inner })
        })
    }

    fn map(&mut self, visit: &mut dyn Visit) -> Outcome {
        let traits = self.traits;
        self.elements(visit.expected(), &mut |elements| {
            visit.map(&mut XmlEntries {
                elements,
                traits,
                value: None,
            })
        })
    }

    /// Calls `with` with the elements of a list or map: the children, or if it is flattened, the element and its
    /// siblings.
    fn elements(
        &mut self,
        expected: &'static str,
        with: &mut dyn FnMut(&mut dyn Elements<'b>) -> Outcome,
    ) -> Outcome {
        let open = self.take()?;
        match &mut self.read_before {
            Some(read_before) if self.traits.flattened => {
                with(&mut Siblings::new(self.events, open, read_before))
            }
            _ => with(&mut Children {
                is_at_end: open.is_empty,
                events: self.events,
                expected,
            }),
        }
    }
}

/// `true` or `false`.
pub(crate) fn boolean(text: &str, visit: &mut dyn Visit) -> Outcome {
    match text.trim_ascii() {
        "true" => visit.boolean(true),
        "false" => visit.boolean(false),
        _ => visit.string(text),
    }
}

/// A whole number, a fraction, or the name of a number that has no digits.
pub(crate) fn number(text: &str, visit: &mut dyn Visit) -> Outcome {
    let text = text.trim_ascii();
    if let Ok(value) = text.parse() {
        return visit.integer(value);
    }
    if let Ok(value) = text.parse() {
        return visit.unsigned(value);
    }
    match text.parse::<f64>() {
        // Rust also parses `inf` and `nan`, which Smithy does not allow.
        Ok(value) if text.ends_with(|last: char| last.is_ascii_digit() || last == '.') => {
            visit.float(value)
        }
        _ => visit.string(text),
    }
}

impl Reader for Element<'_, '_> {
    fn read(&mut self, visit: &mut dyn Visit) -> Outcome {
        match visit.kind() {
            Kind::Boolean => boolean(&self.text(visit.expected())?, visit),
            Kind::Number => number(&self.text(visit.expected())?, visit),
            Kind::Text => {
                let text = self.text(visit.expected())?;
                visit.string(&text)
            }
            Kind::Structure => self.structure(visit),
            Kind::List => self.list(visit),
            Kind::Map => self.map(visit),
            Kind::Any => {
                let open = self.take()?;
                let value = any(self.events, &open)?;
                let json = serde_json::to_vec(&value).map_err(malformed)?;
                json::read(&json, &mut |reader| reader.read(visit))
            }
        }
    }

    fn nullable(&mut self, with: WithReader<'_>) -> Outcome {
        with(self)
    }

    fn described(&mut self, traits: &'static Traits, with: WithReader<'_>) -> Outcome {
        if traits.attribute {
            return Ok(());
        }
        self.traits = traits;
        with(self)
    }
}

/// An element of which nothing is known: its text, or its children, of which several with the same name are a list.
fn any<'b>(events: &mut Events<'b>, open: &Open<'b>) -> Result<Value, DecodeError> {
    let (mut text, mut members) = (String::new(), serde_json::Map::new());
    if open.is_empty {
        return Ok(Value::String(text));
    }
    loop {
        match events.next()? {
            Next::Text(more) => text.push_str(&more),
            Next::End => break,
            Next::Open(child) => {
                let value = any(events, &child)?;
                match members.get_mut(child.name()) {
                    None => {
                        members.insert(child.name().to_owned(), value);
                    }
                    Some(Value::Array(list)) => list.push(value),
                    Some(first) => *first = Value::Array(vec![first.take(), value]),
                }
            }
        }
    }
    Ok(if members.is_empty() {
        Value::String(text)
    } else {
        Value::Object(members)
    })
}

/// The attributes and the children of a structure.
struct Members<'e, 'b> {
    events: &'e mut Events<'b>,
    attributes: Attributes<'e>,
    is_at_end: bool,
    current: Option<Current<'e, 'b>>,
    read_before: Vec<String>,
}

enum Current<'e, 'b> {
    Attribute(Attribute<'e>),
    Child(Open<'b>),
}

impl MapReader for Members<'_, '_> {
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        if let Some(unread) = self.current.take() {
            self.current = Some(unread);
            self.value(&mut |_| Ok(()))?;
        }
        for attribute in &mut self.attributes {
            let attribute = attribute.map_err(malformed)?;
            if attribute.key.as_namespace_binding().is_none() {
                with(attribute.key.as_ref());
                self.current = Some(Current::Attribute(attribute));
                return Ok(true);
            }
        }
        while !self.is_at_end {
            match self.events.member()? {
                None => self.is_at_end = true,
                Some(open) if self.read_before.iter().any(|name| name == open.name()) => {
                    if !open.is_empty {
                        self.events.skip()?;
                    }
                }
                Some(open) => {
                    with(open.name());
                    self.current = Some(Current::Child(open));
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn value(&mut self, with: WithReader<'_>) -> Outcome {
        match self.current.take() {
            Some(Current::Attribute(attribute)) => with(&mut AttributeReader {
                attribute,
                is_expected: false,
            }),
            Some(Current::Child(open)) => {
                let mut element = Element {
                    read_before: Some(&mut self.read_before),
                    ..Element::new(self.events, open)
                };
                with(&mut element)?;
                element.finish()
            }
            None => Err(DecodeError::new("the value was read twice")),
        }
    }
}

/// An attribute, which only a member with that trait is read from.
struct AttributeReader<'e> {
    attribute: Attribute<'e>,
    is_expected: bool,
}

impl Reader for AttributeReader<'_> {
    fn read(&mut self, visit: &mut dyn Visit) -> Outcome {
        let text = self
            .attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(malformed)?;
        match visit.kind() {
            Kind::Boolean => boolean(&text, visit),
            Kind::Number => number(&text, visit),
            Kind::Text | Kind::Any => visit.string(&text),
            Kind::List | Kind::Map | Kind::Structure => {
                Err(DecodeError::mismatch(visit.expected(), "an attribute"))
            }
        }
    }

    fn nullable(&mut self, with: WithReader<'_>) -> Outcome {
        if self.is_expected { with(self) } else { Ok(()) }
    }

    fn described(&mut self, traits: &'static Traits, with: WithReader<'_>) -> Outcome {
        self.is_expected = traits.attribute;
        if self.is_expected { with(self) } else { Ok(()) }
    }
}

/// A list being read.
struct XmlItems<'e, 'b> {
    elements: &'e mut dyn Elements<'b>,
    inner: &'static Traits,
}

impl ListReader for XmlItems<'_, '_> {
    fn next(&mut self, with: WithReader<'_>) -> Result<bool, DecodeError> {
        let Some((open, events)) = self.elements.next()? else {
            return Ok(false);
        };
        let mut element = Element::with_traits(events, open, self.inner);
        with(&mut element)?;
        element.finish()?;
        Ok(true)
    }
}

/// The entries of a map: elements with a key and a value.
struct XmlEntries<'e, 'b> {
    elements: &'e mut dyn Elements<'b>,
    traits: &'static Traits,
    /// Where the value of the last key is.
    value: Option<Place<'b>>,
}

impl MapReader for XmlEntries<'_, '_> {
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        let Some((entry, events)) = self.elements.next()? else {
            return Ok(false);
        };
        let key_name = self.traits.key.name_or("key");
        let value_name = self.traits.value.name_or("value");
        let (mut key, mut value) = (None, None);
        if !entry.is_empty {
            loop {
                let place = events.place();
                let Some(open) = events.child("a map's entry")? else {
                    break;
                };
                let is_value = open.name() == value_name;
                let mut element = Element::new(events, open);
                if element.name() == key_name && key.is_none() {
                    key = Some(element.text("a map's key")?);
                } else if is_value && value.is_none() {
                    value = Some(place);
                }
                element.finish()?;
            }
        }
        match (key, value) {
            (Some(key), Some(_)) => with(&key),
            (None, _) => return Err(incomplete(key_name)),
            (_, None) => return Err(incomplete(value_name)),
        }
        self.value = value;
        Ok(true)
    }

    fn value(&mut self, with: WithReader<'_>) -> Outcome {
        let place = self.value.take();
        let place = place.ok_or_else(|| DecodeError::new("the value was read twice"))?;
        let mut events = Events::at(place);
        let Some(open) = events.child("a map's entry")? else {
            return Ok(());
        };
        let inner = self.traits.inner.unwrap_or(&Traits::DEFAULT);
        let mut element = Element::with_traits(&mut events, open, inner);
        with(&mut element)?;
        element.finish()
    }
}

fn incomplete(name: &str) -> DecodeError {
    DecodeError::new(format!("an entry of the map has no `{name}`"))
}
