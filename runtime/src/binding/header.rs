//! Members in headers: scalars, lists, base64 media types, prefix headers.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait>, "httpHeader serialization rules".

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{BuildHasher, Hash},
};

use http::{HeaderMap, HeaderValue};

use crate::binding::list::SPACE;
use crate::binding::text::{As, FromText, HoldsTimestamp, Text};
use crate::codec::decode::DecodeError;
use crate::value::timestamp::TimestampFormat;

/// A member that can be sent in a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a header",
    label = "not a scalar, an `Option` of one or a list of them"
)]
pub trait HeaderText {
    /// The header's value; `None` sends no header.
    fn header(&self, format: TimestampFormat) -> Option<String>;
}

impl<T: Text + ?Sized> HeaderText for T {
    fn header(&self, format: TimestampFormat) -> Option<String> {
        Some(crate::binding::text::to_text(&self, format))
    }
}

impl<T: HeaderText> HeaderText for Option<T> {
    fn header(&self, format: TimestampFormat) -> Option<String> {
        self.as_ref()?.header(format)
    }
}

impl<T: Text> HeaderText for Vec<T> {
    fn header(&self, format: TimestampFormat) -> Option<String> {
        Some(join(self, format))
    }
}

impl<T: Text> HeaderText for BTreeSet<T> {
    fn header(&self, format: TimestampFormat) -> Option<String> {
        Some(join(self, format))
    }
}

impl<T: Text, S> HeaderText for HashSet<T, S> {
    fn header(&self, format: TimestampFormat) -> Option<String> {
        Some(join(self, format))
    }
}

impl<T: HeaderText + HoldsTimestamp + ?Sized> HeaderText for As<'_, T> {
    fn header(&self, _: TimestampFormat) -> Option<String> {
        self.1.header(self.0)
    }
}

/// A header whose string has a media type, which is base64 on the wire.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct MediaType<'a, T: ?Sized>(pub &'a T);

impl<T: HeaderText + ?Sized> HeaderText for MediaType<'_, T> {
    fn header(&self, format: TimestampFormat) -> Option<String> {
        self.0.header(format).map(aws_smithy_types::base64::encode)
    }
}

fn join<'a, T: Text + 'a>(
    items: impl IntoIterator<Item = &'a T>,
    format: TimestampFormat,
) -> String {
    let mut out = String::new();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        item.with_text(format, &mut |text| {
            push_element(&mut out, text, item.quoted_in_list());
        });
    }
    out
}

/// Appends one element of a list, quoted where it has to be.
fn push_element(out: &mut String, text: &str, may_quote: bool) {
    let surrounded_by_space = text.starts_with(SPACE) || text.ends_with(SPACE);
    if !may_quote || !(text.contains([',', '"']) || surrounded_by_space) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// Normalizes every value to what the recipient reads, so that what is signed is what is sent: without surrounding
/// white space (RFC 9110, section 5.5), and with a space for each tab. SigV4 folds only spaces, and services differ in
/// what else they fold before they compare signatures.
pub(crate) fn normalize(headers: &mut HeaderMap) {
    for value in headers.values_mut() {
        let bytes = value.as_bytes();
        let blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
        if !blank(bytes.first()) && !blank(bytes.last()) && !bytes.contains(&b'\t') {
            continue;
        }
        let mut bytes = bytes.to_vec();
        for byte in &mut bytes {
            if *byte == b'\t' {
                *byte = b' ';
            }
        }
        // A valid value is still valid with fewer characters.
        if let Ok(mut normal) = HeaderValue::from_bytes(bytes.trim_ascii()) {
            normal.set_sensitive(value.is_sensitive());
            *value = normal;
        }
    }
}

/// A member that can be read from a header.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a header",
    label = "not a scalar or a list of scalars"
)]
pub trait FromHeader: Sized {
    /// Reads the header's value.
    ///
    /// # Errors
    /// Returns an error if the value is not valid for this type.
    fn from_header(value: &str) -> Result<Self, DecodeError>;

    /// The value for a missing header, if the type has one.
    #[doc(hidden)]
    #[must_use]
    fn when_absent() -> Option<Self> {
        None
    }
}

impl<T: FromText> FromHeader for T {
    fn from_header(value: &str) -> Result<Self, DecodeError> {
        T::from_text(value)
    }
}

impl<T: FromHeader> FromHeader for Option<T> {
    fn from_header(value: &str) -> Result<Self, DecodeError> {
        T::from_header(value).map(Some)
    }

    fn when_absent() -> Option<Self> {
        Some(None)
    }
}

/// Reads each element of a list.
fn elements<T: FromText, C: FromIterator<T>>(value: &str) -> Result<C, DecodeError> {
    T::split_list(value)?
        .iter()
        .map(|element| T::from_text(element))
        .collect()
}

impl<T: FromText> FromHeader for Vec<T> {
    fn from_header(value: &str) -> Result<Self, DecodeError> {
        elements(value)
    }
}

impl<T: FromText + Ord> FromHeader for BTreeSet<T> {
    fn from_header(value: &str) -> Result<Self, DecodeError> {
        elements(value)
    }
}

impl<T: FromText + Eq + Hash, S: BuildHasher + Default> FromHeader for HashSet<T, S> {
    fn from_header(value: &str) -> Result<Self, DecodeError> {
        elements(value)
    }
}

/// The slot that a header is read into.
#[doc(hidden)]
pub trait HeaderSlot {
    fn fill(&mut self, value: &str) -> Result<(), DecodeError>;
}

impl<T: FromHeader> HeaderSlot for Option<T> {
    fn fill(&mut self, value: &str) -> Result<(), DecodeError> {
        *self = Some(T::from_header(value)?);
        Ok(())
    }
}

/// A map whose entries are sent as headers under a common prefix.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as prefix headers",
    label = "not a map of strings, as `HashMap<String, String>`"
)]
pub trait HeaderMembers {
    /// Calls `each` with every entry's key and value.
    fn each(&self, each: &mut dyn FnMut(&str, &str));
}

impl<S> HeaderMembers for HashMap<String, String, S> {
    fn each(&self, each: &mut dyn FnMut(&str, &str)) {
        // Sorted by key, so that equal requests produce equal bytes.
        let mut entries: Vec<_> = self.iter().collect();
        entries.sort_unstable();
        for (key, value) in entries {
            each(key, value);
        }
    }
}

impl HeaderMembers for BTreeMap<String, String> {
    fn each(&self, each: &mut dyn FnMut(&str, &str)) {
        for (key, value) in self {
            each(key, value);
        }
    }
}

impl<T: HeaderMembers> HeaderMembers for Option<T> {
    fn each(&self, each: &mut dyn FnMut(&str, &str)) {
        if let Some(map) = self {
            map.each(each);
        }
    }
}

/// The slot that prefix headers are read into.
#[doc(hidden)]
pub trait PrefixSlot {
    fn insert(&mut self, key: &str, value: &str);
}

impl<S: BuildHasher + Default> PrefixSlot for Option<HashMap<String, String, S>> {
    fn insert(&mut self, key: &str, value: &str) {
        self.get_or_insert_default()
            .insert(key.to_owned(), value.to_owned());
    }
}

impl PrefixSlot for Option<BTreeMap<String, String>> {
    fn insert(&mut self, key: &str, value: &str) {
        self.get_or_insert_default()
            .insert(key.to_owned(), value.to_owned());
    }
}
