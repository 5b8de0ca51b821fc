//! The only place where serde is instantiated: any serde deserializer as a [`Reader`].

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::codec::decode::{
    Decode, DecodeError, ListReader, MapReader, Outcome, Reader, Visit, WithReader,
};
use crate::codec::traits::Traits;

/// Calls `with` with the reader of a JSON text, which must end where the value ends.
pub(crate) fn read(json: &[u8], with: WithReader<'_>) -> Outcome {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    read_value(&mut deserializer, with)?;
    deserializer.end().map_err(malformed)
}

/// Called by a shape's `serde::Deserialize`.
#[doc(hidden)]
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = None;
    read_value(deserializer, &mut |reader| {
        value = Some(T::decode(reader)?);
        Ok(())
    })
    .map_err(D::Error::custom)?;
    value.ok_or_else(|| D::Error::custom("no value was read"))
}

fn malformed(error: impl fmt::Display) -> DecodeError {
    DecodeError::syntax("JSON", error)
}

/// Calls `with` with a reader of the value and skips the value if `with` did not read it.
fn read_value<'de, D: Deserializer<'de>>(deserializer: D, with: WithReader<'_>) -> Outcome {
    let mut value = Value(Some(deserializer));
    with(&mut value)?;
    match value.0 {
        Some(unread) => unread
            .deserialize_ignored_any(IgnoredAny)
            .map(drop)
            .map_err(malformed),
        None => Ok(()),
    }
}

struct Value<D>(Option<D>);

impl<'de, D: Deserializer<'de>> Value<D> {
    fn with(
        &mut self,
        read: impl FnOnce(D, &mut Option<DecodeError>) -> Result<(), D::Error>,
    ) -> Outcome {
        let Some(deserializer) = self.0.take() else {
            return Err(DecodeError::new("the value was read twice"));
        };
        let mut failure = None;
        read(deserializer, &mut failure)
            .map_err(|error| failure.unwrap_or_else(|| malformed(error)))
    }
}

impl<'de, D: Deserializer<'de>> Reader for Value<D> {
    fn read(&mut self, visit: &mut dyn Visit) -> Outcome {
        self.with(|deserializer, failure| deserializer.deserialize_any(Any { visit, failure }))
    }

    fn nullable(&mut self, with: WithReader<'_>) -> Outcome {
        self.with(|deserializer, failure| {
            deserializer.deserialize_option(Nullable { with, failure })
        })
    }

    fn described(&mut self, _: &'static Traits, with: WithReader<'_>) -> Outcome {
        with(self)
    }
}

/// Keeps our error next to serde's, which cannot carry it.
fn keep<E: serde::de::Error>(outcome: Outcome, failure: &mut Option<DecodeError>) -> Result<(), E> {
    outcome.map_err(|error| {
        failure.get_or_insert(error);
        E::custom("")
    })
}

struct Any<'v> {
    visit: &'v mut dyn Visit,
    failure: &'v mut Option<DecodeError>,
}

impl<'de> Visitor<'de> for Any<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.visit.expected())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        keep(self.visit.null(), self.failure)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        keep(self.visit.null(), self.failure)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        keep(self.visit.boolean(value), self.failure)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        keep(self.visit.integer(value), self.failure)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        let outcome = match i64::try_from(value) {
            Ok(value) => self.visit.integer(value),
            Err(_) => self.visit.unsigned(value),
        };
        keep(outcome, self.failure)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        keep(self.visit.float(value), self.failure)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        keep(self.visit.string(value), self.failure)
    }

    /// Not in JSON, but in other formats that serde reads a shape from.
    fn visit_bytes<E: serde::de::Error>(self, value: &[u8]) -> Result<(), E> {
        keep(self.visit.bytes(value), self.failure)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        keep(self.visit.list(&mut List(access)), self.failure)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        keep(self.visit.map(&mut Map(access)), self.failure)
    }
}

struct Nullable<'v> {
    with: WithReader<'v>,
    failure: &'v mut Option<DecodeError>,
}

impl<'de> Visitor<'de> for Nullable<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        keep(read_value(deserializer, self.with), self.failure)
    }
}

/// A value in a list or an object.
struct Seed<'v> {
    with: WithReader<'v>,
    failure: &'v mut Option<DecodeError>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        keep(read_value(deserializer, self.with), self.failure)
    }
}

struct List<A>(A);

impl<'de, A: SeqAccess<'de>> ListReader for List<A> {
    fn next(&mut self, with: WithReader<'_>) -> Result<bool, DecodeError> {
        let mut failure = None;
        let seed = Seed {
            with,
            failure: &mut failure,
        };
        match self.0.next_element_seed(seed) {
            Ok(element) => Ok(element.is_some()),
            Err(error) => Err(failure.unwrap_or_else(|| malformed(error))),
        }
    }
}

struct Map<A>(A);

impl<'de, A: MapAccess<'de>> MapReader for Map<A> {
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError> {
        match self.0.next_key_seed(Key(with)) {
            Ok(key) => Ok(key.is_some()),
            Err(error) => Err(malformed(error)),
        }
    }

    fn value(&mut self, with: WithReader<'_>) -> Outcome {
        let mut failure = None;
        let seed = Seed {
            with,
            failure: &mut failure,
        };
        self.0
            .next_value_seed(seed)
            .map_err(|error| failure.unwrap_or_else(|| malformed(error)))
    }
}

struct Key<'v>(&'v mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        (self.0)(key);
        Ok(())
    }
}
