//! The union `AttributeValue`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

use crate::codec::decode::{Decode, DecodeError, Reader, read_union};
use crate::codec::encode::{Encode, Writer};
use crate::codec::json;
use crate::declaration::model::Modeled;
use crate::value::blob::Blob;

/// The name that tells this module's serializer and deserializer that the value is an attribute value itself.
pub(super) const ITSELF: &str = "opsmith::dynamodb::AttributeValue";

/// A value of an attribute: the shape `AttributeValue` of `DynamoDB` and its streams.
///
/// As a member of a serde type, it is kept as it is by [`to_item`](super::to_item) and [`from_item`](super::from_item).
/// In other formats, it looks as on the wire. Under `#[serde(flatten)]` and in an untagged enum, it can be written but not
/// read, as serde does not pass on there what kind of value it is: that is an error.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, from_item, to_item};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Debug, PartialEq, Serialize, Deserialize)]
/// struct Reading { sensor: String, raw: AttributeValue }
///
/// let reading = Reading { sensor: "s-1".into(), raw: AttributeValue::Ns(vec!["1".into(), "2.50".into()]) };
/// assert_eq!(serde_json::to_string(&reading.raw)?, r#"{"NS":["1","2.50"]}"#);
///
/// let item = to_item(&reading)?;
/// assert_eq!(item["raw"], reading.raw);
/// assert_eq!(from_item::<Reading>(item)?, reading);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AttributeValue {
    /// A string.
    S(String),
    /// A number, as decimal text of up to 38 digits.
    N(String),
    /// Binary data.
    B(Blob),
    /// A set of strings, none of them twice. `DynamoDB` has no empty sets.
    Ss(Vec<String>),
    /// A set of numbers.
    Ns(Vec<String>),
    /// A set of binary data.
    Bs(Vec<Blob>),
    /// A map.
    M(BTreeMap<String, AttributeValue>),
    /// A list.
    L(Vec<AttributeValue>),
    /// No value; `true`.
    Null(bool),
    /// A boolean.
    Bool(bool),
}

impl AttributeValue {
    /// What it is, in the words of an error.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::S(_) => "a string",
            Self::N(_) => "a number",
            Self::B(_) => "binary data",
            Self::Ss(_) | Self::Ns(_) | Self::Bs(_) => "a set",
            Self::M(_) => "a map",
            Self::L(_) => "a list",
            Self::Null(_) => "null",
            Self::Bool(_) => "a boolean",
        }
    }

    /// What serde sees of it: a map with its member, as on the wire.
    pub(super) fn on_the_wire(self) -> Self {
        let (name, value) = match self {
            Self::S(text) => ("S", Self::S(text)),
            Self::N(text) => ("N", Self::S(text)),
            Self::B(bytes) => ("B", Self::B(bytes)),
            Self::Ss(set) => ("SS", Self::L(set.into_iter().map(Self::S).collect())),
            Self::Ns(set) => ("NS", Self::L(set.into_iter().map(Self::S).collect())),
            Self::Bs(set) => ("BS", Self::L(set.into_iter().map(Self::B).collect())),
            Self::M(map) => {
                let entries = map.into_iter();
                let entries = entries.map(|(key, value)| (key, value.on_the_wire()));
                ("M", Self::M(entries.collect()))
            }
            Self::L(items) => {
                let items = items.into_iter().map(Self::on_the_wire);
                ("L", Self::L(items.collect()))
            }
            Self::Null(value) => ("NULL", Self::Bool(value)),
            Self::Bool(value) => ("BOOL", Self::Bool(value)),
        };
        Self::M([(name.to_owned(), value)].into())
    }
}

impl Modeled for AttributeValue {
    const SHAPES: &'static [(&'static str, &'static str)] = &[
        ("dynamodb", "AttributeValue"),
        ("dynamodbstreams", "AttributeValue"),
    ];
}

impl Encode for AttributeValue {
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Self::S(value) => writer.union("S", value),
            Self::N(value) => writer.union("N", value),
            Self::B(value) => writer.union("B", value),
            Self::Ss(value) => writer.union("SS", value),
            Self::Ns(value) => writer.union("NS", value),
            Self::Bs(value) => writer.union("BS", value),
            Self::M(value) => writer.union("M", value),
            Self::L(value) => writer.union("L", value),
            Self::Null(value) => writer.union("NULL", value),
            Self::Bool(value) => writer.union("BOOL", value),
        }
    }
}

impl Decode for AttributeValue {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        read_union(reader, &mut |name, reader| {
            Ok(Some(match name {
                "S" => Self::S(Decode::decode(reader)?),
                "N" => Self::N(Decode::decode(reader)?),
                "B" => Self::B(Decode::decode(reader)?),
                "SS" => Self::Ss(Decode::decode(reader)?),
                "NS" => Self::Ns(Decode::decode(reader)?),
                "BS" => Self::Bs(Decode::decode(reader)?),
                "M" => Self::M(Decode::decode(reader)?),
                "L" => Self::L(Decode::decode(reader)?),
                "NULL" => Self::Null(Decode::decode(reader)?),
                "BOOL" => Self::Bool(Decode::decode(reader)?),
                _ => return Ok(None),
            }))
        })
    }
}

impl Serialize for AttributeValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Wire<'a>(&'a AttributeValue);

        impl Serialize for Wire<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                json::serialize(self.0, serializer)
            }
        }

        serializer.serialize_newtype_struct(ITSELF, &Wire(self))
    }
}

impl<'de> Deserialize<'de> for AttributeValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Wire;

        impl<'de> Visitor<'de> for Wire {
            type Value = AttributeValue;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an attribute value")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<AttributeValue, D::Error> {
                json::deserialize(deserializer)
            }
        }

        deserializer.deserialize_newtype_struct(ITSELF, Wire)
    }
}

impl From<String> for AttributeValue {
    fn from(text: String) -> Self {
        Self::S(text)
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::S(text.to_owned())
    }
}

impl From<bool> for AttributeValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Blob> for AttributeValue {
    fn from(bytes: Blob) -> Self {
        Self::B(bytes)
    }
}

/// Numbers that `DynamoDB` keeps exactly.
macro_rules! from_number {
    ($($ty:ty),*) => {$(
        impl From<$ty> for AttributeValue {
            fn from(number: $ty) -> Self {
                Self::N(number.to_string())
            }
        }
    )*};
}

from_number!(i8, i16, i32, i64, u8, u16, u32, u64, usize);
