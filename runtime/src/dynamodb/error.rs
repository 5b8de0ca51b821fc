//! Why a value cannot be converted to or from an attribute value.

use std::fmt;

use serde::de::{Expected, Unexpected};

use crate::codec::decode::DecodeError;

/// Why a value cannot be converted to or from an attribute value.
///
/// `Display` looks like `` `Authors[1].Born`: expected u16, found a string ``. Values are not shown because they may be
/// secret.
///
/// ```
/// use opsmith::dynamodb::to_item;
///
/// let error = to_item(&serde_json::json!({"prices": [1.5, 1e200]})).unwrap_err();
/// assert_eq!(error.path(), "prices[1]");
/// assert_eq!(error.reason(), "DynamoDB's numbers are smaller than 1e126");
/// ```
pub struct ConversionError(DecodeError);

impl ConversionError {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self(DecodeError::new(reason))
    }

    pub(super) fn within(self, name: &str) -> Self {
        Self(self.0.within(name))
    }

    pub(super) fn at(self, index: usize) -> Self {
        Self(self.0.at(index))
    }

    /// The path to the attribute, such as `Authors[1].Born`; empty if the value as a whole is wrong.
    #[must_use]
    pub fn path(&self) -> String {
        self.0.path()
    }

    /// What is wrong there.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.0.reason()
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The line of `Display`.
impl fmt::Debug for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ConversionError {}

impl serde::ser::Error for ConversionError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

/// serde's own messages, without the values.
impl serde::de::Error for ConversionError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found {}", kind(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!(
            "expected {expected}, found another value ({})",
            kind(&found)
        ))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(format!(
            "the enum has no such variant; it has `{}`",
            expected.join("`, `")
        ))
    }
}

fn kind(found: &Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "a number",
        Unexpected::Char(_) | Unexpected::Str(_) => "a string",
        Unexpected::Bytes(_) => "binary data",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "a list",
        Unexpected::Map => "a map",
        _ => "a value of another kind",
    }
}
