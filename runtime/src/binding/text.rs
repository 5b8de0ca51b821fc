//! Scalars as text: in labels, query parameters and headers.

use std::borrow::Cow;

use crate::codec::decode::error::DecodeError;
use crate::codec::encode::{Encode, MapKey, Writer, special_float};
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// A scalar that has a text form: it can be a label, a query parameter or a header.
///
/// Strings, numbers, booleans, [`Timestamp`]s and `#[shape]` enums are scalars.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text form, so it cannot go into the path, the query or a header",
    label = "not a string, number, boolean, `Timestamp` or `#[shape]` enum",
    note = "bind the member to the body (remove the location from its `#[op(..)]`), or make the type an enum with `#[shape]`"
)]
pub trait Text {
    /// Appends the text. `format` is the timestamp format.
    fn text(&self, out: &mut String, format: TimestampFormat);

    /// Calls `with` with the text. By default, this is what [`text`](Self::text) appends; strings are not copied.
    fn with_text(&self, format: TimestampFormat, with: &mut dyn FnMut(&str)) {
        let mut text = String::new();
        self.text(&mut text, format);
        with(&text);
    }

    /// Whether an element of a header list is quoted if it contains a comma or a quote (text is, dates are not).
    /// Default: no.
    fn quoted_in_list(&self) -> bool {
        false
    }
}

/// The inverse of [`Text`]: reads a scalar from its text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a header",
    label = "not a string, number, boolean, `Timestamp` or `#[shape]` enum",
    note = "remove the location from the member's `#[op(..)]` to read it from the body, or make the type an enum with `#[shape]`"
)]
pub trait FromText: Sized {
    /// Reads the text.
    ///
    /// # Errors
    /// Returns an error if the text is not valid for this type.
    fn from_text(text: &str) -> Result<Self, DecodeError>;

    /// Splits a header that contains a list into the texts of its elements. Default: at commas outside quotes.
    ///
    /// # Errors
    /// Returns an error if a quoted element is not terminated.
    fn split_list(header: &str) -> Result<Vec<Cow<'_, str>>, DecodeError> {
        crate::binding::list::split_list(header).map_err(DecodeError::new)
    }
}

impl Text for str {
    fn text(&self, out: &mut String, _: TimestampFormat) {
        out.push_str(self);
    }

    fn with_text(&self, _: TimestampFormat, with: &mut dyn FnMut(&str)) {
        with(self);
    }

    fn quoted_in_list(&self) -> bool {
        true
    }
}

/// Types that use another type's text form.
macro_rules! text_by_deref {
    ($(($($generics:tt)*) $ty:ty),*) => {$(
        impl<$($generics)*> Text for $ty {
            fn text(&self, out: &mut String, format: TimestampFormat) {
                (**self).text(out, format);
            }

            fn with_text(&self, format: TimestampFormat, with: &mut dyn FnMut(&str)) {
                (**self).with_text(format, with);
            }

            fn quoted_in_list(&self) -> bool {
                (**self).quoted_in_list()
            }
        }
    )*};
}

text_by_deref!(() String, (T: Text + ?Sized) Box<T>, ('a) Cow<'a, str>, (T: Text + ?Sized) &T);

impl FromText for String {
    fn from_text(text: &str) -> Result<Self, DecodeError> {
        Ok(text.to_owned())
    }
}

impl<T: FromText> FromText for Box<T> {
    fn from_text(text: &str) -> Result<Self, DecodeError> {
        T::from_text(text).map(Box::new)
    }

    fn split_list(header: &str) -> Result<Vec<Cow<'_, str>>, DecodeError> {
        T::split_list(header)
    }
}

/// Types whose `Display` and `FromStr` match the wire format.
macro_rules! text_by_display {
    ($expected:literal: $($ty:ty),*) => {$(
        impl Text for $ty {
            fn text(&self, out: &mut String, _: TimestampFormat) {
                use std::fmt::Write;
                // Writing to a `String` cannot fail.
                let _ = write!(out, "{self}");
            }
        }

        impl FromText for $ty {
            fn from_text(text: &str) -> Result<Self, DecodeError> {
                text.trim().parse().map_err(|_| DecodeError::mismatch($expected, "other text"))
            }
        }
    )*};
}

text_by_display!("`true` or `false`": bool);
text_by_display!("a whole number in range": i8, i16, i32, i64, u8, u16, u32, u64);

/// Floats: Smithy's `NaN`, `Infinity` and `-Infinity`.
macro_rules! text_float {
    ($($ty:ty),*) => {$(
        impl Text for $ty {
            fn text(&self, out: &mut String, _: TimestampFormat) {
                out.push_str(&float_text(f64::from(*self), || {
                    let mut shortest = self.to_string();
                    if !shortest.contains(['.', 'e']) {
                        shortest.push_str(".0");
                    }
                    shortest
                }));
            }
        }

        impl FromText for $ty {
            fn from_text(text: &str) -> Result<Self, DecodeError> {
                match text.trim() {
                    "NaN" => Ok(Self::NAN),
                    "Infinity" => Ok(Self::INFINITY),
                    "-Infinity" => Ok(Self::NEG_INFINITY),
                    // Rust also parses `inf` and `nan`, which Smithy does not allow.
                    text if text.ends_with(|c: char| c.is_ascii_digit() || c == '.') => {
                        text.parse().map_err(|_| DecodeError::mismatch("a number", "other text"))
                    }
                    _ => Err(DecodeError::mismatch("a number", "other text")),
                }
            }
        }
    )*};
}

text_float!(f32, f64);

/// The names of the special values, or else `shortest`.
fn float_text(value: f64, shortest: impl FnOnce() -> String) -> Cow<'static, str> {
    special_float(value).map_or_else(|| Cow::Owned(shortest()), Cow::Borrowed)
}

impl Text for Timestamp {
    fn text(&self, out: &mut String, format: TimestampFormat) {
        out.push_str(&self.format(format));
    }
}

impl FromText for Timestamp {
    fn from_text(text: &str) -> Result<Self, DecodeError> {
        Self::parse(text.trim()).map_err(|error| DecodeError::new(error.to_string()))
    }

    fn split_list(header: &str) -> Result<Vec<Cow<'_, str>>, DecodeError> {
        Ok(crate::binding::list::split_dates(header))
    }
}

/// The text of `value` in `format`.
pub(crate) fn to_text(value: &dyn Text, format: TimestampFormat) -> String {
    let mut text = String::new();
    value.text(&mut text, format);
    text
}

/// A type that is or contains a timestamp, so `#[op(timestamp = "..")]` applies to it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold a timestamp, so it has no timestamp format",
    label = "remove `timestamp = \"..\"`, or make this a `Timestamp`"
)]
pub trait HoldsTimestamp: Encode {}

impl HoldsTimestamp for Timestamp {}
impl<T: HoldsTimestamp> HoldsTimestamp for Option<T> {}
impl<T: HoldsTimestamp> HoldsTimestamp for Vec<T> {}
impl<T: HoldsTimestamp + ?Sized> HoldsTimestamp for Box<T> {}
impl<T: HoldsTimestamp> HoldsTimestamp for std::collections::BTreeSet<T> {}
impl<T: HoldsTimestamp, S> HoldsTimestamp for std::collections::HashSet<T, S> {}
impl<K: MapKey, T: HoldsTimestamp, S> HoldsTimestamp for std::collections::HashMap<K, T, S> {}
impl<K: MapKey, T: HoldsTimestamp> HoldsTimestamp for std::collections::BTreeMap<K, T> {}

/// A member with its own timestamp format.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct As<'a, T: ?Sized>(pub TimestampFormat, pub &'a T);

impl<T: HoldsTimestamp + ?Sized> Encode for As<'_, T> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.formatted(self.0, &self.1);
    }

    fn is_absent(&self) -> bool {
        self.1.is_absent()
    }
}

/// A label with its own timestamp format.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct LabelAs<'a, T: ?Sized>(pub TimestampFormat, pub &'a T);

impl<T: Text + HoldsTimestamp + ?Sized> Text for LabelAs<'_, T> {
    fn text(&self, out: &mut String, _: TimestampFormat) {
        self.1.text(out, self.0);
    }
}
