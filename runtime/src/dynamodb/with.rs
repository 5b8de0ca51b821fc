//! For `#[serde(with = "..")]`: sets, and numbers of other crates.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) const STRING_SET: &str = "opsmith::dynamodb::string_set";
pub(super) const NUMBER_SET: &str = "opsmith::dynamodb::number_set";
pub(super) const BINARY_SET: &str = "opsmith::dynamodb::binary_set";
pub(super) const NUMBER: &str = "opsmith::dynamodb::number";

macro_rules! set {
    ($(#[$doc:meta])* $module:ident, $name:ident) => {
        $(#[$doc])*
        ///
        /// Goes on a list or a set, or on an `Option` of one. `DynamoDB` has no empty sets and no set with the same
        /// element twice, so these are errors. In other formats, the set is a list.
        pub mod $module {
            use super::{Deserialize, Deserializer, Serialize, Serializer, $name};

            /// Called by serde.
            ///
            /// # Errors
            /// Returns an error if the elements have another type, or if the set is empty.
            pub fn serialize<T: Serialize, S: Serializer>(
                set: &T,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct($name, set)
            }

            /// Called by serde.
            ///
            /// # Errors
            /// Returns an error if the attribute is not a set or a list, or if its elements have another type.
            pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<T, D::Error> {
                T::deserialize(deserializer)
            }
        }
    };
}

set! {
    /// A member that is a set of strings (`SS`).
    ///
    /// ```
    /// use std::collections::BTreeSet;
    /// use opsmith::dynamodb::{AttributeValue, from_item, to_item};
    /// use serde::{Deserialize, Serialize};
    ///
    /// #[derive(Serialize, Deserialize)]
    /// struct Book {
    ///     #[serde(with = "opsmith::dynamodb::string_set")]
    ///     tags: BTreeSet<String>,
    ///     #[serde(with = "opsmith::dynamodb::number_set", default, skip_serializing_if = "Option::is_none")]
    ///     editions: Option<Vec<u16>>,
    /// }
    ///
    /// let tags = ["novel".to_owned(), "culture".to_owned()].into();
    /// let item = to_item(&Book { tags, editions: None })?;
    /// assert_eq!(item["tags"], AttributeValue::Ss(vec!["culture".into(), "novel".into()]));
    /// assert_eq!(from_item::<Book>(item)?.tags.len(), 2);
    /// # Ok::<(), opsmith::dynamodb::ConversionError>(())
    /// ```
    string_set, STRING_SET
}

set! {
    /// A member that is a set of numbers (`NS`), like [`string_set`](super::string_set).
    ///
    /// ```
    /// # use opsmith::dynamodb::{AttributeValue, to_item};
    /// #[derive(serde::Serialize)]
    /// struct Book {
    ///     #[serde(with = "opsmith::dynamodb::number_set")]
    ///     editions: Vec<u16>,
    /// }
    ///
    /// let item = to_item(&Book { editions: vec![1996, 1997] })?;
    /// assert_eq!(item["editions"], AttributeValue::Ns(vec!["1996".into(), "1997".into()]));
    /// # Ok::<(), opsmith::dynamodb::ConversionError>(())
    /// ```
    number_set, NUMBER_SET
}

set! {
    /// A member that is a set of binary data (`BS`), like [`string_set`](super::string_set).
    ///
    /// ```
    /// # use opsmith::{Blob, dynamodb::{AttributeValue, to_item}};
    /// #[derive(serde::Serialize)]
    /// struct Book {
    ///     #[serde(with = "opsmith::dynamodb::binary_set")]
    ///     covers: Vec<Blob>,
    /// }
    ///
    /// let covers = vec![Blob::from("front"), Blob::from("back")];
    /// let item = to_item(&Book { covers })?;
    /// assert_eq!(item["covers"], AttributeValue::Bs(vec![Blob::from("back"), Blob::from("front")]));
    /// # Ok::<(), opsmith::dynamodb::ConversionError>(())
    /// ```
    binary_set, BINARY_SET
}

/// A number of any type that is written and read as decimal text, such as those of the crates for decimals, or a `String`
/// that holds a number. No digit is lost.
///
/// In other formats, it is a string.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, from_item, to_item};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Book {
///     #[serde(with = "opsmith::dynamodb::number")]
///     price: String, // or a decimal type
/// }
///
/// let item = to_item(&Book { price: "0.10000000000000000000000000000000000001".into() })?;
/// assert_eq!(item["price"], AttributeValue::N("0.10000000000000000000000000000000000001".into()));
/// assert_eq!(from_item::<Book>(item)?.price, "0.10000000000000000000000000000000000001");
/// # Ok::<(), opsmith::dynamodb::ConversionError>(())
/// ```
pub mod number {
    use std::{fmt, marker::PhantomData, str::FromStr};

    use serde::{Deserializer, Serializer, de::Visitor};

    use super::NUMBER;

    /// Called by serde.
    ///
    /// # Errors
    /// Returns an error if the text is not a number that `DynamoDB` can store.
    pub fn serialize<T: fmt::Display, S: Serializer>(
        number: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(NUMBER, &number.to_string())
    }

    /// Called by serde.
    ///
    /// # Errors
    /// Returns an error if the attribute is not a number, or if the type does not accept it.
    pub fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        struct Text<T>(PhantomData<T>);

        impl<'de, T: FromStr> Visitor<'de> for Text<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<T, D::Error> {
                deserializer.deserialize_str(self)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
                text.parse()
                    .map_err(|_| E::custom("the type does not accept this number"))
            }
        }

        deserializer.deserialize_newtype_struct(NUMBER, Text(PhantomData))
    }
}
