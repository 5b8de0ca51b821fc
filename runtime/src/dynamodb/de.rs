//! An attribute value to any type.

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor, value::StringDeserializer,
};
use serde::forward_to_deserialize_any;

use super::error::ConversionError;
use super::number_text;
use super::value::{AttributeValue, ITSELF};
use super::with::NUMBER;

type Outcome<T> = Result<T, ConversionError>;

pub(super) struct ValueDeserializer(pub(super) AttributeValue);

/// The error for a value of the wrong kind, in the words of what is expected.
fn mismatch(found: &AttributeValue, expected: &dyn de::Expected) -> ConversionError {
    ConversionError::new(format!("expected {expected}, found {}", found.kind()))
}

macro_rules! numbers {
    ($($method:ident $visit:ident: $ty:ty = $expected:literal),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
            let AttributeValue::N(text) = &self.0 else {
                return self.deserialize_any(visitor);
            };
            let number = text.parse::<$ty>().ok();
            match number.or_else(|| number_text::whole(text)?.parse().ok()) {
                Some(number) => visitor.$visit(number),
                None => Err(ConversionError::new(concat!(
                    "expected ", $expected, " that fits `", stringify!($ty), "`, found another one"
                ))),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for ValueDeserializer {
    type Error = ConversionError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            AttributeValue::S(text) => visitor.visit_string(text),
            AttributeValue::N(text) => any_number(&text, visitor),
            AttributeValue::B(bytes) => visitor.visit_byte_buf(bytes.to_vec()),
            AttributeValue::Ss(set) => list(set.into_iter().map(AttributeValue::S), visitor),
            AttributeValue::Ns(set) => list(set.into_iter().map(AttributeValue::N), visitor),
            AttributeValue::Bs(set) => list(set.into_iter().map(AttributeValue::B), visitor),
            AttributeValue::M(map) => visitor.visit_map(Entries::new(map.into_iter())),
            AttributeValue::L(items) => list(items.into_iter(), visitor),
            AttributeValue::Null(_) => visitor.visit_unit(),
            AttributeValue::Bool(value) => visitor.visit_bool(value),
        }
    }

    numbers! {
        deserialize_i8 visit_i8: i8 = "a whole number",
        deserialize_i16 visit_i16: i16 = "a whole number",
        deserialize_i32 visit_i32: i32 = "a whole number",
        deserialize_i64 visit_i64: i64 = "a whole number",
        deserialize_i128 visit_i128: i128 = "a whole number",
        deserialize_u8 visit_u8: u8 = "a whole number",
        deserialize_u16 visit_u16: u16 = "a whole number",
        deserialize_u32 visit_u32: u32 = "a whole number",
        deserialize_u64 visit_u64: u64 = "a whole number",
        deserialize_u128 visit_u128: u128 = "a whole number",
        deserialize_f32 visit_f32: f32 = "a number",
        deserialize_f64 visit_f64: f64 = "a number"
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            AttributeValue::Null(_) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// Binary data for a list of bytes, too: it may have been written by another program.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.0 {
            AttributeValue::B(bytes) => {
                let mut bytes = de::value::SeqDeserializer::new(bytes.iter().copied());
                let value = visitor.visit_seq(&mut bytes)?;
                // An array that is shorter than the bytes would lose the rest.
                bytes.end()?;
                Ok(value)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Outcome<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Outcome<V::Value> {
        match (name, self.0) {
            (ITSELF, value) => visitor.visit_newtype_struct(Self(value.on_the_wire())),
            (NUMBER, AttributeValue::N(text)) => {
                visitor.visit_newtype_struct(Self(AttributeValue::S(text)))
            }
            (NUMBER, other) => Err(mismatch(&other, &visitor)),
            (_, value) => visitor.visit_newtype_struct(Self(value)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        let (variant, value) = match self.0 {
            AttributeValue::S(variant) => (variant, None),
            AttributeValue::M(map) if map.len() == 1 => match map.into_iter().next() {
                Some((variant, value)) => (variant, Some(value)),
                None => return Err(ConversionError::new("a map without its entry")),
            },
            AttributeValue::M(_) => {
                return Err(ConversionError::new(
                    "expected the variant of an enum, found a map without exactly one entry",
                ));
            }
            other => return Err(mismatch(&other, &visitor)),
        };
        visitor.visit_enum(Variant { variant, value })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool char str string bytes byte_buf unit unit_struct map struct identifier
    }
}

/// A number whose type is not known, as for members that are flattened. Whole numbers are not rounded.
fn any_number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Outcome<V::Value> {
    if let Ok(number) = text.parse::<u64>() {
        visitor.visit_u64(number)
    } else if let Ok(number) = text.parse::<i64>() {
        visitor.visit_i64(number)
    } else if let Ok(number) = text.parse::<f64>()
        && number.to_string() == text
    {
        // Where serde keeps a value until it knows the type, it cannot keep one of 128 bits.
        visitor.visit_f64(number)
    } else if let Ok(number) = text.parse::<i128>() {
        visitor.visit_i128(number)
    } else if let Ok(number) = text.parse::<u128>() {
        visitor.visit_u128(number)
    } else if let Ok(number) = text.parse::<f64>()
        && number_text::check(text).is_ok()
    {
        visitor.visit_f64(number)
    } else {
        Err(ConversionError::invalid_value(
            Unexpected::Str(text),
            &"a decimal number",
        ))
    }
}

fn list<'de, V: Visitor<'de>>(
    items: impl Iterator<Item = AttributeValue>,
    visitor: V,
) -> Outcome<V::Value> {
    let mut items = Elements { items, index: 0 };
    let value = visitor.visit_seq(&mut items)?;
    // A tuple that is shorter than the list would lose what follows.
    if items.items.next().is_some() {
        return Err(ConversionError::new(format!(
            "expected {} elements, found more",
            items.index
        )));
    }
    Ok(value)
}

struct Elements<I> {
    items: I,
    index: usize,
}

impl<'de, I: Iterator<Item = AttributeValue>> SeqAccess<'de> for &mut Elements<I> {
    type Error = ConversionError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        let value = seed.deserialize(ValueDeserializer(item));
        value.map(Some).map_err(|error| error.at(index))
    }

    fn size_hint(&self) -> Option<usize> {
        self.items.size_hint().1
    }
}

/// An item, or the entries of a map.
struct Entries<I> {
    entries: I,
    value: Option<(String, AttributeValue)>,
}

impl<I> Entries<I> {
    const fn new(entries: I) -> Self {
        Self {
            entries,
            value: None,
        }
    }
}

impl<'de, I: Iterator<Item = (String, AttributeValue)>> MapAccess<'de> for Entries<I> {
    type Error = ConversionError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some((key.clone(), value));
        seed.deserialize(KeyDeserializer(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Outcome<V::Value> {
        let entry = self.value.take();
        let (key, value) = entry.ok_or_else(|| ConversionError::new("a value without a key"))?;
        let value = seed.deserialize(ValueDeserializer(value));
        value.map_err(|error| error.within(&key))
    }

    fn size_hint(&self) -> Option<usize> {
        self.entries.size_hint().1
    }
}

/// The attributes of an item: a map, whatever holds them.
pub(super) struct ItemDeserializer<I>(pub(super) I);

impl<'de, I: Iterator<Item = (String, AttributeValue)>> Deserializer<'de> for ItemDeserializer<I> {
    type Error = ConversionError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_map(Entries::new(self.0))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Outcome<V::Value> {
        if name == ITSELF {
            return whole(self.0).deserialize_newtype_struct(name, visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        whole(self.0).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn whole(entries: impl Iterator<Item = (String, AttributeValue)>) -> ValueDeserializer {
    ValueDeserializer(AttributeValue::M(entries.collect()))
}

/// The key of a map: text that may stand for another simple type.
struct KeyDeserializer(String);

macro_rules! keys {
    ($($method:ident $visit:ident: $ty:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
            match self.0.parse::<$ty>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(ConversionError::invalid_value(
                    Unexpected::Str(&self.0),
                    &concat!("a key that is a `", stringify!($ty), "`"),
                )),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for KeyDeserializer {
    type Error = ConversionError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_string(self.0)
    }

    keys! {
        deserialize_i8 visit_i8: i8, deserialize_i16 visit_i16: i16,
        deserialize_i32 visit_i32: i32, deserialize_i64 visit_i64: i64,
        deserialize_i128 visit_i128: i128, deserialize_u8 visit_u8: u8,
        deserialize_u16 visit_u16: u16, deserialize_u32 visit_u32: u32,
        deserialize_u64 visit_u64: u64, deserialize_u128 visit_u128: u128,
        deserialize_bool visit_bool: bool
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Outcome<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        visitor.visit_enum(Variant {
            variant: self.0,
            value: None,
        })
    }

    forward_to_deserialize_any! {
        f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

struct Variant {
    variant: String,
    value: Option<AttributeValue>,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = ConversionError;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Outcome<(V::Value, Content)> {
        let name: StringDeserializer<ConversionError> = self.variant.clone().into_deserializer();
        let content = Content {
            variant: self.variant,
            value: self.value,
        };
        Ok((seed.deserialize(name)?, content))
    }
}

/// The content of an enum's variant; `None` for a unit variant.
struct Content {
    variant: String,
    value: Option<AttributeValue>,
}

impl Content {
    fn with<T>(self, read: impl FnOnce(ValueDeserializer) -> Outcome<T>) -> Outcome<T> {
        let value = self.value.map_or_else(
            || Err(ConversionError::new("the variant has no content")),
            |value| read(ValueDeserializer(value)),
        );
        value.map_err(|error| error.within(&self.variant))
    }
}

impl<'de> VariantAccess<'de> for Content {
    type Error = ConversionError;

    fn unit_variant(self) -> Outcome<()> {
        match &self.value {
            None | Some(AttributeValue::Null(_)) => Ok(()),
            Some(_) => Err(ConversionError::new("the variant has no content here")),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Outcome<T::Value> {
        self.with(|value| seed.deserialize(value))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.with(|value| value.deserialize_any(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Outcome<V::Value> {
        self.with(|value| value.deserialize_any(visitor))
    }
}
