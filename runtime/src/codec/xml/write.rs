//! Members to XML.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html>, "XML shape serialization".

use std::fmt::Write as _;

use bytes::Bytes;

use crate::codec::encode::{Encode, ListItems, MapEntries, Member, Writer, Written, special_float};
use crate::codec::json;
use crate::codec::traits::{Tag, Traits};
use crate::redact::secrets::Sent;
use crate::value::document::Document;
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// The format of timestamps whose member does not declare one.
const FORMAT: TimestampFormat = TimestampFormat::DateTime;

struct XmlWriter {
    out: String,
    /// The names of the elements that are open.
    names: String,
    element: Pending,
    /// What is written at present.
    part: Part,
    /// The timestamp format of the member being written.
    format: TimestampFormat,
    sensitive: Vec<Sent>,
}

/// An element whose value comes next, and decides whether there is one: a flattened list has an element for each item
/// instead.
#[derive(Clone, Copy)]
struct Pending {
    /// Where its name starts in `names`.
    name: usize,
    tag: Tag,
    traits: &'static Traits,
    is_open: bool,
}

/// A structure's attributes are written before its elements.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Elements,
    /// The attributes among a structure's members. The rest writes nothing.
    Attributes(&'static str),
    AttributeValue,
}

/// What `value` writes, as an element with the name and namespace of `root`.
pub(crate) fn write(name: &str, root: Tag, value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
    let mut writer = XmlWriter {
        out: String::with_capacity(256),
        names: String::new(),
        element: Pending {
            name: 0,
            tag: root,
            traits: &Traits::DEFAULT,
            is_open: false,
        },
        part: Part::Elements,
        format: FORMAT,
        sensitive: Vec::new(),
    };
    writer.within(name, root, &Traits::DEFAULT, &mut |writer| value(writer));
    Written {
        body: Bytes::from(writer.out),
        sensitive: writer.sensitive,
    }
}

impl XmlWriter {
    fn within(
        &mut self,
        name: &str,
        tag: Tag,
        traits: &'static Traits,
        value: &mut dyn FnMut(&mut Self),
    ) {
        let pending = Pending {
            name: self.names.len(),
            tag,
            traits,
            is_open: false,
        };
        let outer = std::mem::replace(&mut self.element, pending);
        self.names.push_str(name);
        value(self);
        if self.element.is_open {
            self.out.push_str("</");
            self.out.push_str(&self.names[self.element.name..]);
            self.out.push('>');
        }
        self.names.truncate(self.element.name);
        self.element = outer;
    }

    fn child(&mut self, name: &str, tag: Tag, traits: &'static Traits, value: &dyn Encode) {
        self.within(name, tag, traits, &mut |writer| value.encode(writer));
    }

    /// `<Name xmlns=".."`
    fn start_tag(&mut self) {
        self.element.is_open = true;
        self.out.push('<');
        self.out.push_str(&self.names[self.element.name..]);
        let Tag {
            namespace, prefix, ..
        } = self.element.tag;
        if !namespace.is_empty() {
            self.out.push_str(" xmlns");
            if !prefix.is_empty() {
                self.out.push(':');
                self.out.push_str(prefix);
            }
            self.out.push_str("=\"");
            push_escaped(&mut self.out, namespace);
            self.out.push('"');
        }
    }

    /// `<Name xmlns="..">`
    fn start(&mut self) {
        self.start_tag();
        self.out.push('>');
    }

    /// A value that is text.
    fn text(&mut self, text: &str) {
        match self.part {
            Part::Elements => {
                self.start();
                let is_id = self.element.traits.is_id;
                let last = text.rsplit('/').next().filter(|_| is_id);
                push_escaped(&mut self.out, last.unwrap_or(text));
            }
            Part::AttributeValue => push_escaped(&mut self.out, text),
            Part::Attributes(_) => {}
        }
    }

    fn number(&mut self, value: f64, shortest: std::fmt::Arguments<'_>) {
        match special_float(value) {
            Some(name) => self.text(name),
            None => self.text(&shortest.to_string()),
        }
    }

    /// The members of a structure or the member of a union.
    fn members(&mut self, members: &[(&'static str, &dyn Encode)]) {
        if self.part != Part::Elements {
            return;
        }
        // A format applies to the member that declares it, not to structures inside it.
        let outer = std::mem::replace(&mut self.format, FORMAT);
        self.start_tag();
        for (name, value) in members {
            self.part = Part::Attributes(name);
            value.encode(self);
        }
        self.part = Part::Elements;
        self.out.push('>');
        for (name, value) in members {
            if !value.is_absent() {
                self.child(name, Tag::DEFAULT, &Traits::DEFAULT, *value);
            }
        }
        self.format = outer;
    }

    fn json(&mut self, value: &serde_json::Value) {
        use serde_json::Value;
        match value {
            Value::Null => self.text(""),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(number) => self.text(&number.to_string()),
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                let name = self.names[self.element.name..].to_owned();
                for item in items {
                    self.within(&name, Tag::DEFAULT, &Traits::DEFAULT, &mut |writer| {
                        writer.json(item);
                    });
                }
            }
            Value::Object(members) => {
                self.start();
                for (name, value) in members {
                    self.within(name, Tag::DEFAULT, &Traits::DEFAULT, &mut |writer| {
                        writer.json(value);
                    });
                }
            }
        }
    }
}

impl Writer for XmlWriter {
    /// XML has no null. An item of a sparse list keeps its place.
    fn null(&mut self) {
        self.text("");
    }

    fn boolean(&mut self, value: bool) {
        self.text(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.text(&value.to_string());
    }

    fn unsigned(&mut self, value: u64) {
        self.text(&value.to_string());
    }

    fn float(&mut self, value: f32) {
        self.number(value.into(), format_args!("{value:?}"));
    }

    fn double(&mut self, value: f64) {
        self.number(value, format_args!("{value:?}"));
    }

    fn string(&mut self, value: &str) {
        self.text(value);
    }

    fn blob(&mut self, value: &[u8]) {
        self.text(&aws_smithy_types::base64::encode(value));
    }

    fn timestamp(&mut self, value: &Timestamp) {
        self.text(&value.format(self.format));
    }

    /// The protocol has no documents. This is the JSON of one that was read from XML.
    fn document(&mut self, value: &Document) {
        if self.part == Part::Elements {
            self.json(value.as_value());
        }
    }

    fn structure(&mut self, members: &[Member<'_>]) {
        self.members(members);
    }

    fn union(&mut self, name: &str, value: &dyn Encode) {
        if self.part != Part::Elements {
            return;
        }
        let outer = std::mem::replace(&mut self.format, FORMAT);
        self.start();
        self.child(name, Tag::DEFAULT, &Traits::DEFAULT, value);
        self.format = outer;
    }

    fn list(&mut self, _: usize, items: ListItems<'_>) {
        if self.part != Part::Elements {
            return;
        }
        let traits = self.element.traits;
        let inner = traits.inner.unwrap_or(&Traits::DEFAULT);
        if traits.flattened {
            let name = self.names[self.element.name..].to_owned();
            // The list has no element, so its own namespace does not appear.
            items(&mut |item| self.child(&name, traits.item, inner, item));
        } else {
            self.start();
            let name = traits.item.name_or("member");
            items(&mut |item| self.child(name, traits.item, inner, item));
        }
    }

    fn map(&mut self, _: usize, entries: MapEntries<'_>) {
        if self.part != Part::Elements {
            return;
        }
        let Pending { tag, traits, .. } = self.element;
        let inner = traits.inner.unwrap_or(&Traits::DEFAULT);
        let (entry, tag) = if traits.flattened {
            (self.names[self.element.name..].to_owned(), tag)
        } else {
            self.start();
            ("entry".to_owned(), Tag::DEFAULT)
        };
        let (key_name, value_name) = (traits.key.name_or("key"), traits.value.name_or("value"));
        entries(&mut |key, value| {
            self.within(&entry, tag, &Traits::DEFAULT, &mut |writer| {
                writer.start();
                writer.child(key_name, traits.key, &Traits::DEFAULT, &key);
                writer.child(value_name, traits.value, inner, value);
            });
        });
    }

    fn formatted(&mut self, format: TimestampFormat, value: &dyn Encode) {
        let outer = std::mem::replace(&mut self.format, format);
        value.encode(self);
        self.format = outer;
    }

    /// A service that quotes the value does so as text, so it is remembered as JSON.
    fn sensitive(&mut self, value: &dyn Encode) {
        if !matches!(self.part, Part::Attributes(_)) {
            let shown = json::write(&mut |writer| value.encode(writer));
            self.sensitive.push(Sent::Json(shown.body));
        }
        value.encode(self);
    }

    fn described(&mut self, traits: &'static Traits, value: &dyn Encode) {
        match self.part {
            Part::Elements if traits.attribute => {}
            Part::Elements => {
                self.element.traits = traits;
                self.element.tag = traits.tag;
                value.encode(self);
            }
            Part::Attributes(name) if traits.attribute && !value.is_absent() => {
                // Writing to a `String` cannot fail.
                let _ = write!(self.out, " {name}=\"");
                self.part = Part::AttributeValue;
                value.encode(self);
                self.out.push('"');
            }
            Part::Attributes(_) | Part::AttributeValue => {}
        }
    }
}

/// Escapes what has a meaning in XML, and what a reader would normalize: line breaks in texts and white space in
/// attributes.
fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        out.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        match characters.next() {
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('&') => out.push_str("&amp;"),
            Some('"') => out.push_str("&quot;"),
            // Writing to a `String` cannot fail.
            Some(other) => {
                let _ = write!(out, "&#x{:X};", u32::from(other));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

const fn is_special(character: char) -> bool {
    matches!(
        character,
        '<' | '>' | '&' | '"' | '\0'..='\x1f' | '\u{85}' | '\u{2028}'
    )
}
