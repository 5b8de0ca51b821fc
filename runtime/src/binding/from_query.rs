//! Members read from the query of a request.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait>.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{BuildHasher, Hash},
};

use crate::binding::text::FromText;
use crate::codec::decode::DecodeError;

/// A member that can be read from the query: the inverse of [`QueryValue`](super::query::QueryValue).
#[doc(hidden)]
pub trait FromQuery: Sized {
    /// Reads the parameters of one name, of which there is at least one.
    fn from_query(values: &[&str]) -> Result<Self, DecodeError>;

    /// The value of which nothing is sent, if the type has one.
    #[must_use]
    fn when_absent() -> Option<Self> {
        None
    }
}

impl<T: FromText> FromQuery for T {
    fn from_query(values: &[&str]) -> Result<Self, DecodeError> {
        match values {
            [value] => T::from_text(value),
            _ => Err(DecodeError::mismatch("one parameter", "several")),
        }
    }
}

impl<T: FromQuery> FromQuery for Option<T> {
    fn from_query(values: &[&str]) -> Result<Self, DecodeError> {
        T::from_query(values).map(Some)
    }

    fn when_absent() -> Option<Self> {
        Some(None)
    }
}

/// Lists and sets, of which an empty one sends nothing.
macro_rules! from_query {
    ($(($($generics:tt)*) $ty:ty),*) => {$(
        impl<$($generics)*> FromQuery for $ty {
            fn from_query(values: &[&str]) -> Result<Self, DecodeError> {
                values.iter().map(|value| T::from_text(value)).collect()
            }

            fn when_absent() -> Option<Self> {
                Some(Self::default())
            }
        }
    )*};
}

from_query!(
    (T: FromText) Vec<T>, (T: FromText + Ord) BTreeSet<T>,
    (T: FromText + Eq + Hash, S: BuildHasher + Default) HashSet<T, S>
);

/// The slot that parameters of one name are read into.
#[doc(hidden)]
pub trait QuerySlot {
    fn fill(&mut self, values: &[&str]) -> Result<(), DecodeError>;
    fn fill_absent(&mut self);
}

impl<T: FromQuery> QuerySlot for Option<T> {
    fn fill(&mut self, values: &[&str]) -> Result<(), DecodeError> {
        *self = Some(T::from_query(values)?);
        Ok(())
    }

    fn fill_absent(&mut self) {
        *self = T::when_absent();
    }
}

/// The slot that the parameters of a query are read into, name by name.
#[doc(hidden)]
pub trait QueryMapSlot {
    fn insert(&mut self, name: &str, values: &[&str]) -> Result<(), DecodeError>;
}

/// What a map holds for one name. Where it holds one value, the first is taken.
#[doc(hidden)]
pub trait FromQueryMap: Sized {
    fn from_values(values: &[&str]) -> Result<Self, DecodeError>;
}

impl<T: FromText> FromQueryMap for T {
    fn from_values(values: &[&str]) -> Result<Self, DecodeError> {
        T::from_text(values.first().copied().unwrap_or_default())
    }
}

impl<T: FromText> FromQueryMap for Vec<T> {
    fn from_values(values: &[&str]) -> Result<Self, DecodeError> {
        FromQuery::from_query(values)
    }
}

impl<V: FromQueryMap, S: BuildHasher + Default> QueryMapSlot for Option<HashMap<String, V, S>> {
    fn insert(&mut self, name: &str, values: &[&str]) -> Result<(), DecodeError> {
        self.get_or_insert_default()
            .insert(name.to_owned(), V::from_values(values)?);
        Ok(())
    }
}

impl<V: FromQueryMap> QueryMapSlot for Option<BTreeMap<String, V>> {
    fn insert(&mut self, name: &str, values: &[&str]) -> Result<(), DecodeError> {
        self.get_or_insert_default()
            .insert(name.to_owned(), V::from_values(values)?);
        Ok(())
    }
}
