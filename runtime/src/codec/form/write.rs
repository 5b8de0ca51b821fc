//! Members to a form: `Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1`.
//!
//! Sources: <https://smithy.io/2.0/aws/protocols/aws-query-protocol.html>,
//! <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html>.

use std::fmt::Write as _;
use std::ops::Range;

use bytes::Bytes;
use serde_json::Value;

use super::name_or;
use crate::binding::uri::push_encoded;
use crate::codec::encode::{Encode, ListItems, MapEntries, Member, Writer, Written, special_float};
use crate::codec::traits::Traits;
use crate::redact::secrets::Sent;
use crate::value::document::Document;
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// The format of timestamps whose member does not declare one.
const FORMAT: TimestampFormat = TimestampFormat::DateTime;

/// How lists and names are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// awsQuery: `Names.member.1=a`, and `Names=` for an empty list.
    AwsQuery,
    /// ec2Query: `Name.1=a`, and nothing for an empty list. Names start with a capital letter.
    Ec2Query,
}

/// Writes one parameter for each scalar, named by the path to it.
struct FormWriter {
    dialect: Dialect,
    out: String,
    /// The name of the value being written, percent-encoded: `Filter.1.Name`.
    name: String,
    /// Where the name's last word starts.
    last: usize,
    /// The traits of the member being written.
    traits: &'static Traits,
    /// The timestamp format of the member being written.
    format: TimestampFormat,
    /// Where the `sensitive` members are.
    sensitive: Vec<Range<usize>>,
}

/// The form that calls `action` with what `value` writes, a structure.
pub(crate) fn write(
    dialect: Dialect,
    action: &str,
    version: &str,
    value: &mut dyn FnMut(&mut dyn Writer),
) -> Written {
    let mut writer = FormWriter {
        dialect,
        out: String::with_capacity(256),
        name: String::with_capacity(64),
        last: 0,
        traits: &Traits::DEFAULT,
        format: FORMAT,
        sensitive: Vec::new(),
    };
    writer.out.push_str("Action=");
    push_encoded(&mut writer.out, action);
    writer.out.push_str("&Version=");
    push_encoded(&mut writer.out, version);
    value(&mut writer);
    let body = Bytes::from(writer.out);
    let places = writer.sensitive.into_iter();
    let sensitive = places.map(|place| Sent::Query(body.slice(place))).collect();
    Written { body, sensitive }
}

impl FormWriter {
    /// The parameter for a scalar.
    fn parameter(&mut self, value: &str) {
        self.out.push('&');
        self.out.push_str(&self.name);
        self.out.push('=');
        push_encoded(&mut self.out, value);
    }

    /// A scalar whose text needs no percent-encoding.
    fn plain(&mut self, value: std::fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = write!(self.out, "&{}={value}", self.name);
    }

    /// Adds a word to the name of what is written.
    fn push(&mut self, word: &str) {
        if !self.name.is_empty() {
            self.name.push('.');
        }
        self.last = self.name.len();
        push_encoded(&mut self.name, word);
    }

    /// A member of a structure or a union.
    fn member(&mut self, name: &str, value: &mut dyn FnMut(&mut Self)) {
        let end = self.name.len();
        self.push(name);
        if self.dialect == Dialect::Ec2Query
            && let Some(first) = self.name.get_mut(self.last..=self.last)
        {
            // <https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#query-key-resolution>
            first.make_ascii_uppercase();
        }
        value(self);
        self.name.truncate(end);
    }

    /// Members, which have no traits and no timestamp format unless they are wrapped.
    fn members(&mut self, members: &mut dyn FnMut(&mut Self)) {
        let traits = std::mem::replace(&mut self.traits, &Traits::DEFAULT);
        let format = std::mem::replace(&mut self.format, FORMAT);
        members(self);
        (self.traits, self.format) = (traits, format);
    }

    /// Names the `index`th item of a list or entry of a map, whose own name ends at `end`.
    fn number(&mut self, end: usize, index: usize) {
        self.name.truncate(end);
        // Writing to a `String` cannot fail.
        let _ = write!(self.name, ".{index}");
    }

    fn special_or(&mut self, special: Option<&str>, value: std::fmt::Arguments<'_>) {
        match special {
            Some(name) => self.parameter(name),
            None => self.plain(value),
        }
    }
}

impl Writer for FormWriter {
    /// The protocols have no sparse lists. An empty value keeps the others in their places.
    fn null(&mut self) {
        self.parameter("");
    }

    fn boolean(&mut self, value: bool) {
        self.plain(format_args!("{value}"));
    }

    fn integer(&mut self, value: i64) {
        self.plain(format_args!("{value}"));
    }

    fn unsigned(&mut self, value: u64) {
        self.plain(format_args!("{value}"));
    }

    // `Debug` has an exponent where the digits would be many: `1e300`.
    fn float(&mut self, value: f32) {
        self.special_or(special_float(f64::from(value)), format_args!("{value:?}"));
    }

    fn double(&mut self, value: f64) {
        self.special_or(special_float(value), format_args!("{value:?}"));
    }

    fn string(&mut self, value: &str) {
        self.parameter(value);
    }

    fn blob(&mut self, value: &[u8]) {
        self.parameter(&aws_smithy_types::base64::encode(value));
    }

    fn timestamp(&mut self, value: &Timestamp) {
        self.parameter(&value.format(self.format));
    }

    fn document(&mut self, value: &Document) {
        self.json(value.as_value());
    }

    fn structure(&mut self, members: &[Member<'_>]) {
        self.members(&mut |writer| {
            for (name, value) in members {
                if !value.is_absent() {
                    writer.member(name, &mut |writer| value.encode(writer));
                }
            }
        });
    }

    fn union(&mut self, name: &str, value: &dyn Encode) {
        self.members(&mut |writer| writer.member(name, &mut |writer| value.encode(writer)));
    }

    fn list(&mut self, length: usize, items: ListItems<'_>) {
        let (end, traits) = (self.name.len(), self.traits);
        if self.dialect == Dialect::AwsQuery {
            if length == 0 {
                return self.parameter("");
            }
            if !traits.flattened {
                self.push(name_or(traits.item, "member"));
            }
        }
        let start = self.name.len();
        let mut index = 0;
        self.traits = traits.inner.unwrap_or(&Traits::DEFAULT);
        items(&mut |item| {
            index += 1;
            self.number(start, index);
            item.encode(self);
        });
        self.name.truncate(end);
        self.traits = traits;
    }

    /// An empty map is not sent.
    fn map(&mut self, _: usize, entries: MapEntries<'_>) {
        let (end, traits) = (self.name.len(), self.traits);
        if !traits.flattened {
            self.push("entry");
        }
        let start = self.name.len();
        let mut index = 0;
        self.traits = traits.inner.unwrap_or(&Traits::DEFAULT);
        entries(&mut |key, value| {
            index += 1;
            self.number(start, index);
            let entry = self.name.len();
            self.push(name_or(traits.key, "key"));
            self.parameter(key);
            self.name.truncate(entry);
            self.push(name_or(traits.value, "value"));
            value.encode(self);
        });
        self.name.truncate(end);
        self.traits = traits;
    }

    fn formatted(&mut self, format: TimestampFormat, value: &dyn Encode) {
        let outer = std::mem::replace(&mut self.format, format);
        value.encode(self);
        self.format = outer;
    }

    fn described(&mut self, traits: &'static Traits, value: &dyn Encode) {
        if self.dialect == Dialect::Ec2Query && !traits.ec2.is_empty() {
            self.name.truncate(self.last);
            push_encoded(&mut self.name, traits.ec2);
        }
        let outer = std::mem::replace(&mut self.traits, traits);
        value.encode(self);
        self.traits = outer;
    }

    fn sensitive(&mut self, value: &dyn Encode) {
        let start = self.out.len();
        value.encode(self);
        self.sensitive.push(start..self.out.len());
    }
}

impl FormWriter {
    /// A free-form value, written as if it were declared.
    fn json(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(number) => self.plain(format_args!("{number}")),
            Value::String(text) => self.string(text),
            Value::Array(items) => self.list(items.len(), &mut |each| {
                for item in items {
                    each(&Document::from(item.clone()));
                }
            }),
            Value::Object(members) => self.members(&mut |writer| {
                for (name, value) in members {
                    writer.member(name, &mut |writer| writer.json(value));
                }
            }),
        }
    }
}
