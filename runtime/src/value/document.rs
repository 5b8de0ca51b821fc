//! Free-form JSON (Smithy's `document`), and union members that are not declared.

use std::fmt;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Any JSON value (Smithy's `document`).
///
/// ```
/// use opsmith::Document;
/// let document = Document::from(serde_json::json!({"answer": 42}));
/// assert_eq!(document.as_value()["answer"], 42);
///
/// let answers: std::collections::BTreeMap<String, i32> = document.into_type()?;
/// assert_eq!(answers["answer"], 42);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Document(Value);

impl Document {
    /// Converts any type that implements `serde::Serialize`.
    ///
    /// # Errors
    /// Returns an error if the value has no JSON form (such as a map with keys that are not strings).
    pub fn from_serialize(value: &impl Serialize) -> Result<Self, serde_json::Error> {
        serde_json::to_value(value).map(Self)
    }

    /// Deserializes the document into your own type.
    ///
    /// # Errors
    /// Returns an error if the JSON does not match the type.
    pub fn into_type<T: DeserializeOwned>(self) -> Result<T, serde_json::Error> {
        serde_json::from_value(self.0)
    }

    /// The JSON value.
    #[must_use]
    pub const fn as_value(&self) -> &Value {
        &self.0
    }

    /// The JSON value, without a copy.
    #[must_use]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl<T: Into<Value>> From<T> for Document {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Document {
    /// Compact JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A union member that the declaration does not name. A union with an `#[op(other)]` variant keeps it, and sends it
/// back unchanged.
///
/// ```
/// use opsmith::{UnknownMember, shape};
///
/// #[shape(rename_all = "camelCase")]
/// enum Content {
///     Text(String),
///     #[op(other)]
///     Other(UnknownMember),
/// }
///
/// let json = r#"{"video":{"seconds":7}}"#;
/// let content: Content = serde_json::from_str(json)?;
/// let Content::Other(unknown) = &content else { panic!() };
/// assert_eq!(unknown.name(), "video");
/// assert_eq!(serde_json::to_string(&content)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownMember {
    name: String,
    value: Document,
}

impl UnknownMember {
    /// The member `name` with its JSON value.
    pub fn new(name: impl Into<String>, value: impl Into<Document>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }

    /// The member's name on the wire.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The member's value.
    #[must_use]
    pub const fn value(&self) -> &Document {
        &self.value
    }
}
