//! Any value to an attribute value.

use std::collections::BTreeMap;

use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct,
    SerializeStructVariant, SerializeTuple, SerializeTupleStruct, SerializeTupleVariant,
};

use super::de::ValueDeserializer;
use super::error::ConversionError;
use super::number_text;
use super::value::{AttributeValue, ITSELF};
use super::with::{BINARY_SET, NUMBER, NUMBER_SET, STRING_SET};
use crate::codec::json;
use crate::codec::wire_serde::BLOB;
use crate::value::blob::Blob;

type Outcome<T = AttributeValue> = Result<T, ConversionError>;

pub(super) struct ValueSerializer;

macro_rules! whole_numbers {
    ($($method:ident: $ty:ty),*) => {$(
        fn $method(self, value: $ty) -> Outcome {
            Ok(AttributeValue::N(value.to_string()))
        }
    )*};
}

/// Numbers that `DynamoDB` may refuse.
fn number(text: String) -> Outcome {
    number_text::check(&text).map_err(ConversionError::new)?;
    Ok(AttributeValue::N(text))
}

fn not_finite() -> ConversionError {
    ConversionError::new("DynamoDB has no number for NaN or infinity")
}

impl ser::Serializer for ValueSerializer {
    type Ok = AttributeValue;
    type Error = ConversionError;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = VariantList;
    type SerializeMap = Map;
    type SerializeStruct = Map;
    type SerializeStructVariant = VariantMap;

    whole_numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    fn serialize_i128(self, value: i128) -> Outcome {
        number(value.to_string())
    }

    fn serialize_u128(self, value: u128) -> Outcome {
        number(value.to_string())
    }

    fn serialize_f32(self, value: f32) -> Outcome {
        if !value.is_finite() {
            return Err(not_finite());
        }
        number(number_text::shorter(
            value.to_string(),
            format!("{value:e}"),
        ))
    }

    fn serialize_f64(self, value: f64) -> Outcome {
        if !value.is_finite() {
            return Err(not_finite());
        }
        number(number_text::shorter(
            value.to_string(),
            format!("{value:e}"),
        ))
    }

    fn serialize_bool(self, value: bool) -> Outcome {
        Ok(AttributeValue::Bool(value))
    }

    fn serialize_char(self, value: char) -> Outcome {
        Ok(AttributeValue::S(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Outcome {
        Ok(value.into())
    }

    fn serialize_bytes(self, value: &[u8]) -> Outcome {
        Ok(AttributeValue::B(value.to_vec().into()))
    }

    fn serialize_none(self) -> Outcome {
        Ok(AttributeValue::Null(true))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Outcome {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Outcome {
        Ok(AttributeValue::Null(true))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Outcome {
        Ok(AttributeValue::Null(true))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Outcome {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Outcome {
        let value = value.serialize(self)?;
        match name {
            ITSELF => json::deserialize(ValueDeserializer(value)),
            BLOB => blob(value),
            NUMBER => match value {
                AttributeValue::S(text) => number(text),
                other => Ok(other),
            },
            STRING_SET | NUMBER_SET | BINARY_SET => set(name, value),
            _ => Ok(value),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Outcome {
        let value = value
            .serialize(self)
            .map_err(|error| error.within(variant))?;
        Ok(only(variant, value))
    }

    fn serialize_seq(self, length: Option<usize>) -> Outcome<List> {
        // The length is the type's claim.
        Ok(List(Vec::with_capacity(
            length.unwrap_or_default().min(1024),
        )))
    }

    fn serialize_tuple(self, length: usize) -> Outcome<List> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Outcome<List> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Outcome<VariantList> {
        Ok(VariantList(variant, self.serialize_seq(Some(length))?))
    }

    fn serialize_map(self, _: Option<usize>) -> Outcome<Map> {
        Ok(Map::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Outcome<Map> {
        Ok(Map::default())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Outcome<VariantMap> {
        Ok(VariantMap(variant, Map::default()))
    }
}

/// A variant and its value.
fn only(variant: &str, value: AttributeValue) -> AttributeValue {
    AttributeValue::M([(variant.to_owned(), value)].into())
}

/// A [`Blob`], which serde sees as base64 text.
fn blob(value: AttributeValue) -> Outcome {
    match value {
        AttributeValue::S(text) => Blob::from_base64(&text)
            .map(AttributeValue::B)
            .ok_or_else(|| ConversionError::new("not base64 text")),
        other => Ok(other),
    }
}

/// A set of the list `value`, sorted, as its order means nothing.
fn set(name: &str, value: AttributeValue) -> Outcome {
    let items = match value {
        AttributeValue::L(items) => items,
        // Of an `Option`.
        AttributeValue::Null(_) => return Ok(value),
        other => {
            return Err(ConversionError::new(format!(
                "expected a list or a set, found {}",
                other.kind()
            )));
        }
    };
    if items.is_empty() {
        return Err(ConversionError::new(
            "DynamoDB has no empty sets; use an `Option` with `skip_serializing_if`",
        ));
    }
    match name {
        STRING_SET => elements(items, "a string", |item| match item {
            AttributeValue::S(text) => Ok(text),
            other => Err(other),
        })
        .map(AttributeValue::Ss),
        NUMBER_SET => elements(items, "a number", |item| match item {
            AttributeValue::N(text) => Ok(text),
            other => Err(other),
        })
        .map(AttributeValue::Ns),
        _ => elements(items, "binary data", |item| match item {
            AttributeValue::B(bytes) => Ok(bytes),
            other => Err(other),
        })
        .map(AttributeValue::Bs),
    }
}

fn elements<T: AsRef<[u8]>>(
    items: Vec<AttributeValue>,
    expected: &str,
    element: impl Fn(AttributeValue) -> Result<T, AttributeValue>,
) -> Outcome<Vec<T>> {
    let mut elements = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        elements.push(element(item).map_err(|other| {
            let reason = format!("expected {expected}, found {}", other.kind());
            ConversionError::new(reason).at(index)
        })?);
    }
    elements.sort_unstable_by(|a, b| a.as_ref().cmp(b.as_ref()));
    if elements
        .windows(2)
        .any(|pair| pair[0].as_ref() == pair[1].as_ref())
    {
        return Err(ConversionError::new("a set has no element twice"));
    }
    Ok(elements)
}

pub(super) struct List(Vec<AttributeValue>);

impl List {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome<()> {
        let index = self.0.len();
        let value = value
            .serialize(ValueSerializer)
            .map_err(|error| error.at(index))?;
        self.0.push(value);
        Ok(())
    }
}

pub(super) struct VariantList(&'static str, List);

#[derive(Default)]
pub(super) struct Map {
    entries: BTreeMap<String, AttributeValue>,
    key: Option<String>,
}

impl Map {
    fn insert<T: Serialize + ?Sized>(&mut self, key: String, value: &T) -> Outcome<()> {
        let value = value
            .serialize(ValueSerializer)
            .map_err(|error| error.within(&key))?;
        if self.entries.contains_key(&key) {
            return Err(ConversionError::new("the map has this key twice").within(&key));
        }
        self.entries.insert(key, value);
        Ok(())
    }
}

pub(super) struct VariantMap(&'static str, Map);

/// What serde calls for each kind of list and structure.
macro_rules! parts {
    ($($Trait:ident for $Part:ident: $method:ident($self:ident, $value:ident $(, $key:ident: $Key:ty)?) $push:expr, $end:expr;)*) => {$(
        impl $Trait for $Part {
            type Ok = AttributeValue;
            type Error = ConversionError;

            fn $method<T: Serialize + ?Sized>(&mut $self, $($key: $Key,)? $value: &T) -> Outcome<()> {
                $push
            }

            fn end($self) -> Outcome {
                Ok($end)
            }
        }
    )*};
}

parts! {
    SerializeSeq for List: serialize_element(self, value) self.push(value), AttributeValue::L(self.0);
    SerializeTuple for List: serialize_element(self, value) self.push(value), AttributeValue::L(self.0);
    SerializeTupleStruct for List: serialize_field(self, value) self.push(value), AttributeValue::L(self.0);
    SerializeTupleVariant for VariantList: serialize_field(self, value)
        self.1.push(value).map_err(|error| error.within(self.0)),
        only(self.0, AttributeValue::L(self.1.0));
    SerializeStruct for Map: serialize_field(self, value, key: &'static str)
        self.insert(key.to_owned(), value), AttributeValue::M(self.entries);
    SerializeStructVariant for VariantMap: serialize_field(self, value, key: &'static str)
        self.1.insert(key.to_owned(), value).map_err(|error| error.within(self.0)),
        only(self.0, AttributeValue::M(self.1.entries));
}

impl SerializeMap for Map {
    type Ok = AttributeValue;
    type Error = ConversionError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Outcome<()> {
        self.key = Some(key.serialize(KeySerializer)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome<()> {
        let key = self.key.take();
        let key = key.ok_or_else(|| ConversionError::new("a value without a key"))?;
        self.insert(key, value)
    }

    fn end(self) -> Outcome {
        Ok(AttributeValue::M(self.entries))
    }
}

/// Keys of maps are strings. Other simple types are written as text, as in JSON.
struct KeySerializer;

macro_rules! keys {
    ($($method:ident: $ty:ty),*) => {$(
        fn $method(self, value: $ty) -> Outcome<String> {
            Ok(value.to_string())
        }
    )*};
}

macro_rules! not_keys {
    ($($method:ident($($ty:ty),*)$(<$T:ident>)? -> $Out:ty;)*) => {$(
        fn $method$(<$T: Serialize + ?Sized>)?(self, $(_: $ty),*) -> Outcome<$Out> {
            Err(ConversionError::new(
                "the key of a map is a string, a number, a boolean or a unit variant",
            ))
        }
    )*};
}

type No = Impossible<String, ConversionError>;

impl ser::Serializer for KeySerializer {
    type Ok = String;
    type Error = ConversionError;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = No;
    type SerializeStructVariant = No;

    keys! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_u128: u128, serialize_bool: bool, serialize_char: char,
        serialize_str: &str
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Outcome<String> {
        Ok(variant.to_owned())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Outcome<String> {
        value.serialize(self)
    }

    not_keys! {
        serialize_f32(f32) -> String;
        serialize_f64(f64) -> String;
        serialize_bytes(&[u8]) -> String;
        serialize_none() -> String;
        serialize_some(&T)<T> -> String;
        serialize_unit() -> String;
        serialize_unit_struct(&'static str) -> String;
        serialize_newtype_variant(&'static str, u32, &'static str, &T)<T> -> String;
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct(&'static str, usize) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}
