//! Reads the wire types: scalars, lists, maps and documents.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{BuildHasher, Hash},
};

use serde_json::{Number, Value};

use super::{
    Decode, DecodeError, Kind, ListReader, MapReader, Outcome, Reader, Visit, read_elements,
    read_members,
};
use crate::binding::text::FromText;
use crate::codec::encode::MapKey;
use crate::value::blob::Blob;
use crate::value::document::{Document, UnknownMember};
use crate::value::timestamp::Timestamp;

impl Decode for bool {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        struct Boolean(bool);

        impl Visit for Boolean {
            fn expected(&self) -> &'static str {
                "a boolean"
            }

            fn kind(&self) -> Kind {
                Kind::Boolean
            }

            fn boolean(&mut self, value: bool) -> Outcome {
                self.0 = value;
                Ok(())
            }
        }

        let mut visit = Boolean(false);
        reader.read(&mut visit)?;
        Ok(visit.0)
    }
}

/// Any number; the type decides whether it fits.
fn read_number(reader: &mut dyn Reader, expected: &'static str) -> Result<Number, DecodeError> {
    struct AnyNumber(&'static str, Number);

    impl Visit for AnyNumber {
        fn expected(&self) -> &'static str {
            self.0
        }

        fn kind(&self) -> Kind {
            Kind::Number
        }

        fn integer(&mut self, value: i64) -> Outcome {
            self.1 = value.into();
            Ok(())
        }

        fn unsigned(&mut self, value: u64) -> Outcome {
            self.1 = value.into();
            Ok(())
        }

        fn float(&mut self, value: f64) -> Outcome {
            self.1 = Number::from_f64(value).ok_or_else(|| DecodeError::new("not finite"))?;
            Ok(())
        }
    }

    let mut visit = AnyNumber(expected, Number::from(0));
    reader.read(&mut visit)?;
    Ok(visit.1)
}

fn read_integer(reader: &mut dyn Reader) -> Result<i128, DecodeError> {
    let number = read_number(reader, "a whole number")?;
    if let Some(value) = number.as_i128() {
        return Ok(value);
    }
    match number.as_f64() {
        // Up to 2^53, a float without a fraction is exactly one integer; some services write `1.0`.
        #[allow(clippy::cast_possible_truncation)]
        Some(value) if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 => {
            Ok(value as i128)
        }
        _ => Err(DecodeError::mismatch("a whole number", "a fraction")),
    }
}

macro_rules! decode_integer {
    ($($ty:ty),*) => {$(
        impl Decode for $ty {
            fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
                read_integer(reader)?.try_into().map_err(|_| {
                    DecodeError::mismatch(concat!("a whole number that fits `", stringify!($ty), "`"), "a larger one")
                })
            }
        }
    )*};
}

decode_integer!(i8, i16, i32, i64, u8, u16, u32, u64);

fn read_float(reader: &mut dyn Reader) -> Result<f64, DecodeError> {
    struct Float(f64);

    impl Visit for Float {
        fn expected(&self) -> &'static str {
            "a number"
        }

        fn kind(&self) -> Kind {
            Kind::Number
        }

        #[allow(clippy::cast_precision_loss)] // a float member accepts that
        fn integer(&mut self, value: i64) -> Outcome {
            self.0 = value as f64;
            Ok(())
        }

        #[allow(clippy::cast_precision_loss)]
        fn unsigned(&mut self, value: u64) -> Outcome {
            self.0 = value as f64;
            Ok(())
        }

        fn float(&mut self, value: f64) -> Outcome {
            self.0 = value;
            Ok(())
        }

        fn string(&mut self, value: &str) -> Outcome {
            self.0 = match value {
                "NaN" => f64::NAN,
                "Infinity" => f64::INFINITY,
                "-Infinity" => f64::NEG_INFINITY,
                _ => return Err(DecodeError::mismatch("a number", "a string")),
            };
            Ok(())
        }
    }

    let mut visit = Float(0.0);
    reader.read(&mut visit)?;
    Ok(visit.0)
}

impl Decode for f64 {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        read_float(reader)
    }
}

impl Decode for f32 {
    #[allow(clippy::cast_possible_truncation)] // rounds, as reading an f32 does
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let value = read_float(reader)?;
        if value.is_finite() && !(value as Self).is_finite() {
            return Err(DecodeError::mismatch(
                "a number that fits `f32`",
                "a larger one",
            ));
        }
        Ok(value as Self)
    }
}

/// Calls `with` with a string.
fn read_string(
    reader: &mut dyn Reader,
    expected: &'static str,
    with: &mut dyn FnMut(&str) -> Outcome,
) -> Outcome {
    struct Text<'f>(&'static str, &'f mut dyn FnMut(&str) -> Outcome);

    impl Visit for Text<'_> {
        fn expected(&self) -> &'static str {
            self.0
        }

        fn kind(&self) -> Kind {
            Kind::Text
        }

        fn string(&mut self, value: &str) -> Outcome {
            (self.1)(value)
        }
    }

    reader.read(&mut Text(expected, with))
}

impl Decode for String {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut out = Self::new();
        read_string(reader, "a string", &mut |text| {
            text.clone_into(&mut out);
            Ok(())
        })?;
        Ok(out)
    }
}

impl Decode for Blob {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        /// Text is base64.
        struct Bytes(Blob);

        impl Visit for Bytes {
            fn expected(&self) -> &'static str {
                "base64 text"
            }

            fn kind(&self) -> Kind {
                Kind::Text
            }

            fn string(&mut self, text: &str) -> Outcome {
                self.0 = Blob::from_base64(text)
                    .ok_or_else(|| DecodeError::mismatch("base64 text", "other text"))?;
                Ok(())
            }

            fn bytes(&mut self, bytes: &[u8]) -> Outcome {
                self.0 = Blob::from(bytes.to_vec());
                Ok(())
            }
        }

        let mut visit = Bytes(Self::default());
        reader.read(&mut visit)?;
        Ok(visit.0)
    }
}

impl Decode for Timestamp {
    /// Reads a number as epoch-seconds and a string in any of the formats: the three cannot be confused, and some
    /// services respond in a different format than their model says.
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        struct Instant(Option<Timestamp>);

        impl Visit for Instant {
            fn expected(&self) -> &'static str {
                "a timestamp"
            }

            fn kind(&self) -> Kind {
                Kind::Text
            }

            fn integer(&mut self, value: i64) -> Outcome {
                self.0 = Some(Timestamp::from_secs(value).map_err(out_of_range)?);
                Ok(())
            }

            fn float(&mut self, value: f64) -> Outcome {
                self.0 = Some(Timestamp::from_secs_f64(value).map_err(out_of_range)?);
                Ok(())
            }

            fn string(&mut self, value: &str) -> Outcome {
                self.0 = Some(Timestamp::from_text(value)?);
                Ok(())
            }
        }

        fn out_of_range(error: crate::value::timestamp::TimestampError) -> DecodeError {
            DecodeError::new(error.to_string())
        }

        let mut visit = Instant(None);
        reader.read(&mut visit)?;
        visit
            .0
            .ok_or_else(|| DecodeError::mismatch("a timestamp", "nothing"))
    }
}

impl Decode for () {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        super::read_structure(reader, &mut [])
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut value = None;
        super::Slot::fill(&mut value, reader)?;
        Ok(value)
    }

    fn when_absent() -> Option<Self> {
        Some(None)
    }

    fn takes_null() -> bool {
        true
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        T::decode(reader).map(Self::new)
    }

    fn when_absent() -> Option<Self> {
        T::when_absent().map(Self::new)
    }

    fn takes_null() -> bool {
        T::takes_null()
    }
}

/// Reads a list's elements into `push`. A null in a dense list is skipped. Source:
/// <https://smithy.io/2.0/spec/type-refinement-traits.html#sparse-trait>.
fn read_list<T: Decode>(reader: &mut dyn Reader, mut push: impl FnMut(T)) -> Outcome {
    read_elements(reader, &mut |reader| {
        let mut element = |reader: &mut dyn Reader| {
            push(T::decode(reader)?);
            Ok(())
        };
        if T::takes_null() {
            element(reader)
        } else {
            reader.nullable(&mut element)
        }
    })
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut items = Self::new();
        read_list(reader, |item| items.push(item))?;
        Ok(items)
    }
}

/// The bounds on keys of a `HashMap` and elements of a `HashSet`. `#[shape]` does not derive them for enums: that would
/// cost two milliseconds per enum in every build, and conflict with a derive above the attribute.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key of a `HashMap` or an element of a `HashSet`",
    label = "these need `PartialEq`, `Eq` and `Hash`",
    note = "add `#[derive(PartialEq, Eq, Hash)]` to the declaration of `{Self}`"
)]
pub trait Hashed: Eq + Hash {}

#[diagnostic::do_not_recommend]
impl<T: Eq + Hash> Hashed for T {}

/// The same for a `BTreeMap` and a `BTreeSet`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key of a `BTreeMap` or an element of a `BTreeSet`",
    label = "these need `PartialEq`, `Eq`, `PartialOrd` and `Ord`",
    note = "add `#[derive(PartialEq, Eq, PartialOrd, Ord)]` to the declaration of `{Self}`, or use a `HashMap` or `HashSet`"
)]
pub trait Sorted: Ord {}

#[diagnostic::do_not_recommend]
impl<T: Ord> Sorted for T {}

impl<T: Decode + Sorted> Decode for BTreeSet<T> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut items = Self::new();
        read_list(reader, |item| {
            items.insert(item);
        })?;
        Ok(items)
    }
}

impl<T: Decode + Hashed, S: BuildHasher + Default> Decode for HashSet<T, S> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut items = Self::default();
        read_list(reader, |item| {
            items.insert(item);
        })?;
        Ok(items)
    }
}

/// Reads a map's entries into `insert`. A null in a dense map is skipped.
fn read_map<K: MapKey, V: Decode>(
    reader: &mut dyn Reader,
    mut insert: impl FnMut(K, V),
) -> Outcome {
    read_members(reader, Kind::Map, &mut |key, reader| {
        let mut entry = |reader: &mut dyn Reader| {
            let value = V::decode(reader).map_err(|error| error.within(key))?;
            insert(K::from_key(key.to_owned()), value);
            Ok(())
        };
        if V::takes_null() {
            entry(reader)
        } else {
            reader.nullable(&mut entry)
        }
    })
}

impl<K: MapKey + Hashed, V: Decode, S: BuildHasher + Default> Decode for HashMap<K, V, S> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut map = Self::default();
        read_map(reader, |key, value| {
            map.insert(key, value);
        })?;
        Ok(map)
    }
}

impl<K: MapKey + Sorted, V: Decode> Decode for BTreeMap<K, V> {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut map = Self::new();
        read_map(reader, |key, value| {
            map.insert(key, value);
        })?;
        Ok(map)
    }
}

impl Decode for Document {
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        let mut visit = AnyValue(Value::Null);
        reader.read(&mut visit)?;
        Ok(Self::from(visit.0))
    }
}

struct AnyValue(Value);

impl Visit for AnyValue {
    fn expected(&self) -> &'static str {
        "a JSON value"
    }

    fn kind(&self) -> Kind {
        Kind::Any
    }

    fn null(&mut self) -> Outcome {
        Ok(())
    }

    fn boolean(&mut self, value: bool) -> Outcome {
        self.0 = value.into();
        Ok(())
    }

    fn integer(&mut self, value: i64) -> Outcome {
        self.0 = value.into();
        Ok(())
    }

    fn unsigned(&mut self, value: u64) -> Outcome {
        self.0 = value.into();
        Ok(())
    }

    fn float(&mut self, value: f64) -> Outcome {
        self.0 = value.into();
        Ok(())
    }

    fn string(&mut self, value: &str) -> Outcome {
        self.0 = value.into();
        Ok(())
    }

    fn list(&mut self, items: &mut dyn ListReader) -> Outcome {
        let mut list = Vec::new();
        while items.next(&mut |reader| {
            list.push(Document::decode(reader)?.into_value());
            Ok(())
        })? {}
        self.0 = Value::Array(list);
        Ok(())
    }

    fn map(&mut self, members: &mut dyn MapReader) -> Outcome {
        let mut map = serde_json::Map::new();
        let mut name = String::new();
        while members.key(&mut |key| key.clone_into(&mut name))? {
            members.value(&mut |reader| {
                map.insert(
                    std::mem::take(&mut name),
                    Document::decode(reader)?.into_value(),
                );
                Ok(())
            })?;
        }
        self.0 = Value::Object(map);
        Ok(())
    }
}

impl UnknownMember {
    /// Reads the value of an unknown union member.
    #[doc(hidden)]
    pub fn read(name: &str, reader: &mut dyn Reader) -> Result<Self, DecodeError> {
        Ok(Self::new(name, Document::decode(reader)?))
    }
}
