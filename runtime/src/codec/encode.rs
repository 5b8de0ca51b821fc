//! Members to JSON.
//!
//! Source: <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html>, "JSON shape serialization". An expansion
//! only lists which member goes where: `writer.structure(&[("RoomId", &self.room_id), ..])`.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    ops::Range,
};

use bytes::Bytes;

use crate::redact::secrets::Sent;
use crate::value::blob::Blob;
use crate::value::document::{Document, UnknownMember};
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// A value that can be a member of a body. To implement it for your own type, pass the writer on to the type's wire
/// representation, as in the example in [`wire`](crate::wire). For a struct or an enum, use `#[shape]` instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a body",
    label = "opsmith does not know how to write this type",
    note = "put `#[shape]` on the type's declaration, or use a type that has it: `Blob` for bytes, `Timestamp` for a point in time, a number for a duration, `Document` for free-form JSON"
)]
pub trait Encode {
    /// Writes the value.
    fn encode(&self, writer: &mut Writer);

    /// Whether the member is omitted from its structure. Default: no.
    fn is_absent(&self) -> bool {
        false
    }
}

/// One member of a structure: its wire name and its value.
#[doc(hidden)]
pub type Member<'a> = (&'static str, &'a dyn Encode);

/// Writes the values of a body. [`Encode`] implementations pass it on; only this crate's codecs create one.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    /// The timestamp format of the member being written.
    pub(crate) format: TimestampFormat,
    /// Where the `sensitive` members are.
    sensitive: Vec<Range<usize>>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            out: Vec::with_capacity(128),
            format: TimestampFormat::EpochSeconds,
            sensitive: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }

    /// What was written, and the `sensitive` members in it.
    pub(crate) fn finish_with_sensitive(self) -> (Bytes, Vec<Sent>) {
        let json = Bytes::from(self.out);
        let places = self.sensitive.into_iter();
        let sensitive = places.map(|place| Sent::Json(json.slice(place))).collect();
        (json, sensitive)
    }

    /// A structure with the members that are present.
    pub fn structure(&mut self, members: &[Member<'_>]) {
        // A format applies to the member that declares it, not to structures inside it.
        let outer = std::mem::replace(&mut self.format, TimestampFormat::EpochSeconds);
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

    /// A union's one member.
    pub fn union(&mut self, name: &str, value: &dyn Encode) {
        let outer = std::mem::replace(&mut self.format, TimestampFormat::EpochSeconds);
        self.out.push(b'{');
        self.key(&mut true, name);
        value.encode(self);
        self.out.push(b'}');
        self.format = outer;
    }

    /// A union's member as it was received.
    pub fn union_other(&mut self, member: &UnknownMember) {
        self.union(member.name(), member.value());
    }

    fn list<'a>(&mut self, items: impl IntoIterator<Item = &'a dyn Encode>) {
        self.out.push(b'[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            item.encode(self);
        }
        self.out.push(b']');
    }

    fn map<'a>(&mut self, entries: impl IntoIterator<Item = (&'a str, &'a dyn Encode)>) {
        self.out.push(b'{');
        let mut first = true;
        for (key, value) in entries {
            self.key(&mut first, key);
            value.encode(self);
        }
        self.out.push(b'}');
    }

    fn key(&mut self, first: &mut bool, name: &str) {
        if !std::mem::take(first) {
            self.out.push(b',');
        }
        self.string(name);
        self.out.push(b':');
    }

    /// A string, escaped.
    pub fn string(&mut self, value: &str) {
        self.json(&value);
    }

    /// A whole number.
    pub fn integer(&mut self, value: i64) {
        self.json(&value);
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

/// A `sensitive` member, written like any other and remembered.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct Sensitive<'a>(pub &'a dyn Encode);

impl Encode for Sensitive<'_> {
    fn encode(&self, writer: &mut Writer) {
        let start = writer.out.len();
        self.0.encode(writer);
        writer.sensitive.push(start..writer.out.len());
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

/// Types that are written as what they borrow.
macro_rules! encode_by_deref {
    ($(($($generics:tt)*) $ty:ty),*) => {$(
        impl<$($generics)*> Encode for $ty {
            fn encode(&self, writer: &mut Writer) {
                (**self).encode(writer);
            }

            fn is_absent(&self) -> bool {
                (**self).is_absent()
            }
        }
    )*};
}

encode_by_deref!(
    () String, (T: Encode + ?Sized) Box<T>, ('a) Cow<'a, str>, (T: Encode + ?Sized) &T
);

/// Types whose `serde_json` form is the wire format.
macro_rules! encode_as_json {
    ($($ty:ty),*) => {$(
        impl Encode for $ty {
            fn encode(&self, writer: &mut Writer) {
                writer.json(self);
            }
        }
    )*};
}

encode_as_json!(bool, i8, i16, i32, i64, u8, u16, u32, u64);

macro_rules! encode_float {
    ($($ty:ty),*) => {$(
        impl Encode for $ty {
            fn encode(&self, writer: &mut Writer) {
                match special_float(f64::from(*self)) {
                    Some(name) => writer.string(name),
                    None => writer.json(self),
                }
            }
        }
    )*};
}

encode_float!(f32, f64);

impl Encode for () {
    /// Smithy's `Unit`: an empty structure.
    fn encode(&self, writer: &mut Writer) {
        writer.structure(&[]);
    }
}

impl Encode for Timestamp {
    fn encode(&self, writer: &mut Writer) {
        let text = self.format(writer.format);
        match writer.format {
            TimestampFormat::EpochSeconds => writer.text(&text),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => writer.string(&text),
        }
    }
}

impl Encode for Blob {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.to_base64());
    }
}

impl Encode for Document {
    fn encode(&self, writer: &mut Writer) {
        writer.json(self.as_value());
    }
}

impl<T: Encode> Encode for Option<T> {
    /// `None` is `null` in a (sparse) list or map, and nothing in a structure.
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.text("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.list(self.iter().map(|item| item as &dyn Encode));
    }
}

impl<T: Encode> Encode for BTreeSet<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.list(self.iter().map(|item| item as &dyn Encode));
    }
}

impl<T: Encode, S> Encode for HashSet<T, S> {
    fn encode(&self, writer: &mut Writer) {
        writer.list(self.iter().map(|item| item as &dyn Encode));
    }
}

/// A map's key: a string or a string enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map in a body",
    label = "not a string or a `#[shape]` enum of strings"
)]
pub trait MapKey: Sized {
    /// The key's text.
    fn as_key(&self) -> &str;
    /// The key from its text.
    fn from_key(key: String) -> Self;
}

impl MapKey for String {
    fn as_key(&self) -> &str {
        self
    }

    fn from_key(key: String) -> Self {
        key
    }
}

impl<K: MapKey, V: Encode, S> Encode for HashMap<K, V, S> {
    /// Sorted by key, so that equal requests produce equal bytes.
    fn encode(&self, writer: &mut Writer) {
        let mut entries: Vec<_> = self
            .iter()
            .map(|(key, value)| (key.as_key(), value as &dyn Encode))
            .collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        writer.map(entries);
    }
}

impl<K: MapKey, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, writer: &mut Writer) {
        writer.map(
            self.iter()
                .map(|(key, value)| (key.as_key(), value as &dyn Encode)),
        );
    }
}

/// Smithy's names for values that are not JSON numbers.
pub(crate) fn special_float(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value.is_infinite() {
        Some(if value > 0.0 { "Infinity" } else { "-Infinity" })
    } else {
        None
    }
}

/// The value as compact JSON.
pub(crate) fn to_json(value: &dyn Encode) -> Vec<u8> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.finish()
}

/// Called by a shape's `serde::Serialize`: the wire format, through a [`Document`].
#[doc(hidden)]
pub fn serialize<S: serde::Serializer>(
    value: &dyn Encode,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let json: serde_json::Value =
        serde_json::from_slice(&to_json(value)).map_err(serde::ser::Error::custom)?;
    serde::Serialize::serialize(&json, serializer)
}
