//! `DynamoDB`'s attribute values, and conversion between items and your own types.
//!
//! [`AttributeValue`] is the shape of that name in the models of `dynamodb` and `dynamodbstreams`: use it in your
//! declarations. [`to_item`] and [`from_item`] convert any type that implements serde's traits, without a model of the
//! table:
//!
//! ```
//! use opsmith::dynamodb::{self, AttributeValue, Item};
//! use opsmith::{operation, output};
//! use serde::{Deserialize, Serialize};
//!
//! #[operation(service = "dynamodb")]
//! pub struct PutItem {
//!     pub table_name: String,
//!     pub item: Item,
//! }
//!
//! #[operation(service = "dynamodb", output = GetItemOutput)]
//! pub struct GetItem {
//!     pub table_name: String,
//!     pub key: Item,
//! }
//!
//! #[output(service = "dynamodb")]
//! pub struct GetItemOutput {
//!     pub item: Option<Item>,
//! }
//!
//! #[derive(Serialize, Deserialize)]
//! struct Book {
//!     isbn: String,
//!     title: String,
//!     pages: u32,
//! }
//!
//! # async fn call(client: &opsmith::Client) -> Result<(), Box<dyn std::error::Error>> {
//! let book = Book { isbn: "0-345-45374-3".into(), title: "Excession".into(), pages: 451 };
//! PutItem::new("books", dynamodb::to_item(&book)?).send(client).await?;
//!
//! let key = Item::from([("isbn".to_owned(), AttributeValue::from("0-345-45374-3"))]);
//! if let Some(item) = GetItem::new("books", key).send(client).await?.item {
//!     let book: Book = dynamodb::from_item(item)?;
//!     println!("{} has {} pages", book.title, book.pages);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # How types are converted
//!
//! | your type | attribute value |
//! |---|---|
//! | `String`, `char`, unit variants | `S` |
//! | integers, floats | `N`; other number types with [`number`] |
//! | `bool` | `BOOL` |
//! | bytes (`serde_bytes`), [`Blob`](crate::Blob) | `B` |
//! | `Option`, `()` | the value, or `NULL` |
//! | structs, maps, other variants | `M` |
//! | lists, tuples | `L` |
//! | lists and sets with [`string_set`], [`number_set`] or [`binary_set`] | `SS`, `NS`, `BS` |
//! | [`AttributeValue`] | itself |
//!
//! All of serde's attributes work, including `flatten` and the representations of enums. What `DynamoDB` would refuse or
//! change is an error: numbers with more than 38 digits, numbers that are too large or too small, NaN and infinity, empty
//! sets, and a map with the same key twice. [`ConversionError`] says where it is. `None` becomes `NULL`; to leave the
//! attribute out, use `#[serde(skip_serializing_if = "Option::is_none")]`.
//!
//! # Endpoints
//!
//! Requests go to the host of the region. The hosts of accounts (`123456789012.ddb.us-east-1.amazonaws.com`), which are
//! other names for it, are not used, and the setting `account_id_endpoint_mode` is not read: it is as if it were
//! `disabled`. `DynamoDB` finds a table by its ARN there, too.

mod de;
mod error;
mod number_text;
mod ser;
mod value;
mod with;

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};

pub use error::ConversionError;
pub use value::AttributeValue;
pub use with::{binary_set, number, number_set, string_set};

/// An item, or the key of one: attributes by name.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, Item};
///
/// let key = Item::from([("isbn".to_owned(), AttributeValue::from("0-345-45374-3"))]);
/// assert_eq!(key["isbn"], AttributeValue::S("0-345-45374-3".to_owned()));
/// ```
pub type Item = BTreeMap<String, AttributeValue>;

/// Converts a structure or a map to an item. See [the module](self) for the conversion of each type.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, to_item};
///
/// #[derive(serde::Serialize)]
/// struct Book { isbn: String, pages: u32 }
///
/// let item = to_item(&Book { isbn: "0-345-45374-3".into(), pages: 451 })?;
/// assert_eq!(item["pages"], AttributeValue::N("451".to_owned()));
/// # Ok::<(), opsmith::dynamodb::ConversionError>(())
/// ```
///
/// # Errors
/// Returns an error if the value is not a structure or a map, or contains what `DynamoDB` cannot store.
pub fn to_item<T: Serialize + ?Sized>(value: &T) -> Result<Item, ConversionError> {
    match to_attribute_value(value)? {
        AttributeValue::M(item) => Ok(item),
        other => Err(ConversionError::new(format!(
            "an item is a structure or a map, not {}",
            other.kind()
        ))),
    }
}

/// Converts an item to your type.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, Item, from_item};
///
/// #[derive(serde::Deserialize)]
/// struct Book { pages: u32 }
///
/// let book: Book = from_item(Item::from([("pages".to_owned(), AttributeValue::from(451))]))?;
/// assert_eq!(book.pages, 451);
///
/// let error = from_item::<Book>(Item::from([("pages".to_owned(), "many".into())])).err();
/// assert_eq!(error.map(|error| error.to_string()).as_deref(), Some("`pages`: expected u32, found a string"));
/// # Ok::<(), opsmith::dynamodb::ConversionError>(())
/// ```
///
/// # Errors
/// Returns an error if the item does not match the type.
pub fn from_item<T: DeserializeOwned>(
    item: impl IntoIterator<Item = (String, AttributeValue)>,
) -> Result<T, ConversionError> {
    T::deserialize(de::ItemDeserializer(item.into_iter()))
}

/// Converts any value to an attribute value. See [the module](self) for the conversion of each type.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, to_attribute_value};
///
/// let numbers = AttributeValue::L(vec![1.into(), 2.into()]);
/// assert_eq!(to_attribute_value(&[1, 2])?, numbers);
/// # Ok::<(), opsmith::dynamodb::ConversionError>(())
/// ```
///
/// # Errors
/// Returns an error if the value contains what `DynamoDB` cannot store.
pub fn to_attribute_value<T: Serialize + ?Sized>(
    value: &T,
) -> Result<AttributeValue, ConversionError> {
    value.serialize(ser::ValueSerializer)
}

/// Converts an attribute value to your type.
///
/// ```
/// use opsmith::dynamodb::{AttributeValue, from_attribute_value};
///
/// let tags = AttributeValue::Ss(vec!["a".into(), "b".into()]);
/// let tags: std::collections::BTreeSet<String> = from_attribute_value(tags)?;
/// assert_eq!(tags.len(), 2);
/// # Ok::<(), opsmith::dynamodb::ConversionError>(())
/// ```
///
/// # Errors
/// Returns an error if the value does not match the type.
pub fn from_attribute_value<T: DeserializeOwned>(
    value: AttributeValue,
) -> Result<T, ConversionError> {
    T::deserialize(de::ValueDeserializer(value))
}
