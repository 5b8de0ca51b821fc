//! Members to JSON.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>, "JSON shape serialization"; awsJson has the
//! same rules.

use std::ops::Range;

use bytes::Bytes;

use crate::codec::encode::{Encode, ListItems, MapEntries, Member, Writer, Written, special_float};
use crate::codec::traits::Traits;
use crate::redact::secrets::Sent;
use crate::value::document::Document;
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// The format of timestamps whose member does not declare one.
const FORMAT: TimestampFormat = TimestampFormat::EpochSeconds;

/// Writes compact JSON.
#[derive(Debug)]
struct JsonWriter {
    out: Vec<u8>,
    /// The timestamp format of the member being written.
    format: TimestampFormat,
    /// Where the `sensitive` members are.
    sensitive: Vec<Range<usize>>,
}

/// What `value` writes, as compact JSON.
pub(crate) fn write(value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
    let mut writer = JsonWriter {
        out: Vec::with_capacity(128),
        format: FORMAT,
        sensitive: Vec::new(),
    };
    value(&mut writer);
    let body = Bytes::from(writer.out);
    let places = writer.sensitive.into_iter();
    let sensitive = places.map(|place| Sent::Json(body.slice(place))).collect();
    Written { body, sensitive }
}

impl JsonWriter {
    fn key(&mut self, first: &mut bool, name: &str) {
        if !std::mem::take(first) {
            self.out.push(b',');
        }
        self.json(&name);
        self.out.push(b':');
    }

    fn json(&mut self, value: &impl serde::Serialize) {
        // Writing a scalar or a `Value` to a `Vec` cannot fail.
        let written = serde_json::to_writer(&mut self.out, value);
        debug_assert!(written.is_ok());
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }
}

impl Writer for JsonWriter {
    fn null(&mut self) {
        self.text("null");
    }

    fn boolean(&mut self, value: bool) {
        self.json(&value);
    }

    fn integer(&mut self, value: i64) {
        self.json(&value);
    }

    fn unsigned(&mut self, value: u64) {
        self.json(&value);
    }

    fn float(&mut self, value: f32) {
        match special_float(f64::from(value)) {
            Some(name) => self.json(&name),
            None => self.json(&value),
        }
    }

    fn double(&mut self, value: f64) {
        match special_float(value) {
            Some(name) => self.json(&name),
            None => self.json(&value),
        }
    }

    fn string(&mut self, value: &str) {
        self.json(&value);
    }

    fn blob(&mut self, value: &[u8]) {
        let base64 = aws_smithy_types::base64::encode(value);
        self.json(&base64);
    }

    fn timestamp(&mut self, value: &Timestamp) {
        let text = value.format(self.format);
        match self.format {
            TimestampFormat::EpochSeconds => self.text(&text),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => self.json(&text),
        }
    }

    fn document(&mut self, value: &Document) {
        self.json(value.as_value());
    }

    fn structure(&mut self, members: &[Member<'_>]) {
        // A format applies to the member that declares it, not to structures inside it.
        let outer = std::mem::replace(&mut self.format, FORMAT);
        self.out.push(b'{');
        let mut first = true;
        for (name, value) in members {
            if !value.is_absent() {
                self.key(&mut first, name);
                value.encode(self);
            }
        }
        self.out.push(b'}');
        self.format = outer;
    }

    fn union(&mut self, name: &str, value: &dyn Encode) {
        let outer = std::mem::replace(&mut self.format, FORMAT);
        self.out.push(b'{');
        self.key(&mut true, name);
        value.encode(self);
        self.out.push(b'}');
        self.format = outer;
    }

    fn list(&mut self, _: usize, items: ListItems<'_>) {
        self.out.push(b'[');
        let mut first = true;
        items(&mut |item| {
            if !std::mem::take(&mut first) {
                self.out.push(b',');
            }
            item.encode(self);
        });
        self.out.push(b']');
    }

    fn map(&mut self, _: usize, entries: MapEntries<'_>) {
        self.out.push(b'{');
        let mut first = true;
        entries(&mut |key, value| {
            self.key(&mut first, key);
            value.encode(self);
        });
        self.out.push(b'}');
    }

    fn formatted(&mut self, format: TimestampFormat, value: &dyn Encode) {
        let outer = std::mem::replace(&mut self.format, format);
        value.encode(self);
        self.format = outer;
    }

    fn sensitive(&mut self, value: &dyn Encode) {
        let start = self.out.len();
        value.encode(self);
        self.sensitive.push(start..self.out.len());
    }

    fn described(&mut self, _: &'static Traits, value: &dyn Encode) {
        value.encode(self);
    }
}

/// Called by a shape's `serde::Serialize`: its JSON, through a [`Document`].
#[doc(hidden)]
pub fn serialize<S: serde::Serializer>(
    value: &dyn Encode,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let written = write(&mut |writer| value.encode(writer));
    let json: serde_json::Value =
        serde_json::from_slice(&written.body).map_err(serde::ser::Error::custom)?;
    serde::Serialize::serialize(&json, serializer)
}
