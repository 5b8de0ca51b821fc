//! Members to the body of a request.
//!
//! A type is written against [`Writer`] once, whatever the protocol: each codec implements it. An expansion only lists
//! which member goes where: `writer.structure(&[("RoomId", &self.room_id), ..])`.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
};

use bytes::Bytes;

use crate::codec::traits::Traits;
use crate::redact::secrets::Sent;
use crate::value::blob::Blob;
use crate::value::document::{Document, UnknownMember};
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// A value that can be a member of a body. To implement it for your own type, pass the writer on to the type's wire
/// representation, as in the example in [`wire`](crate::wire). For a struct or an enum, use `#[shape]` instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a body",
    label = "opsmith does not know how to write this type",
    note = "put `#[shape]` on the type's declaration, or use a type that has it: `Blob` for bytes, `Timestamp` for a point in time, a number for a duration, `Document` for free-form JSON"
)]
pub trait Encode {
    /// Writes the value.
    fn encode(&self, writer: &mut dyn Writer);

    /// Whether the member is omitted from its structure. Default: no.
    fn is_absent(&self) -> bool {
        false
    }
}

/// One member of a structure: its wire name and its value.
#[doc(hidden)]
pub type Member<'a> = (&'static str, &'a dyn Encode);

/// Calls its argument with each item of a list.
#[doc(hidden)]
pub type ListItems<'f> = &'f mut dyn FnMut(&mut dyn FnMut(&dyn Encode));

/// Calls its argument with each entry of a map.
#[doc(hidden)]
pub type MapEntries<'f> = &'f mut dyn FnMut(&mut dyn FnMut(&str, &dyn Encode));

/// Writes the values of a body. [`Encode`] implementations pass it on.
///
/// Only this crate's codecs implement it; the methods may change in any version.
pub trait Writer {
    /// An absent item of a sparse list or map.
    fn null(&mut self);
    /// A boolean.
    fn boolean(&mut self, value: bool);
    /// A whole number.
    fn integer(&mut self, value: i64);
    /// A whole number that may be beyond `i64`.
    fn unsigned(&mut self, value: u64);
    /// A number in single precision.
    fn float(&mut self, value: f32);
    /// A number in double precision.
    fn double(&mut self, value: f64);
    /// A string.
    fn string(&mut self, value: &str);
    /// Bytes.
    fn blob(&mut self, value: &[u8]);
    /// A point in time, in the format of the member being written.
    fn timestamp(&mut self, value: &Timestamp);
    /// A free-form value.
    fn document(&mut self, value: &Document);
    /// A structure with the members that are present.
    fn structure(&mut self, members: &[Member<'_>]);
    /// A union's one member.
    fn union(&mut self, name: &str, value: &dyn Encode);
    /// A list of `length` items.
    #[doc(hidden)]
    fn list(&mut self, length: usize, items: ListItems<'_>);
    /// A map of `length` entries.
    #[doc(hidden)]
    fn map(&mut self, length: usize, entries: MapEntries<'_>);
    /// A value whose timestamps, also those in lists and maps, are in this format.
    #[doc(hidden)]
    fn formatted(&mut self, format: TimestampFormat, value: &dyn Encode);
    /// A `sensitive` value, written like any other and remembered.
    #[doc(hidden)]
    fn sensitive(&mut self, value: &dyn Encode);
    /// A member with traits that XML and queries need.
    #[doc(hidden)]
    fn described(&mut self, traits: &'static Traits, value: &dyn Encode);

    /// A union's member as it was received.
    fn union_other(&mut self, member: &UnknownMember) {
        self.union(member.name(), member.value());
    }
}

/// A body as a codec wrote it.
#[derive(Debug)]
pub struct Written {
    pub(crate) body: Bytes,
    /// The `sensitive` members in it.
    pub(crate) sensitive: Vec<Sent>,
}

/// A `sensitive` member, written like any other and remembered.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct Sensitive<'a>(pub &'a dyn Encode);

impl Encode for Sensitive<'_> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.sensitive(self.0);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
}

/// A member that is written with its traits.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct Described<'a>(pub &'static Traits, pub &'a dyn Encode);

impl Encode for Described<'_> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.described(self.0, self.1);
    }

    fn is_absent(&self) -> bool {
        self.1.is_absent()
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.string(self);
    }
}

/// Types that are written as what they borrow.
macro_rules! encode_by_deref {
    ($(($($generics:tt)*) $ty:ty),*) => {$(
        impl<$($generics)*> Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) {
                (**self).encode(writer);
            }

            fn is_absent(&self) -> bool {
                (**self).is_absent()
            }
        }
    )*};
}

encode_by_deref!(
    () String, (T: Encode + ?Sized) Box<T>, ('a) Cow<'a, str>, (T: Encode + ?Sized) &T
);

/// Numbers and booleans, each written by its method.
macro_rules! encode_scalar {
    ($($method:ident($as:ident): $($ty:ty),*;)*) => {$($(
        impl Encode for $ty {
            fn encode(&self, writer: &mut dyn Writer) {
                writer.$method($as::from(*self));
            }
        }
    )*)*};
}

encode_scalar! {
    boolean(bool): bool;
    integer(i64): i8, i16, i32, i64, u8, u16, u32;
    unsigned(u64): u64;
    float(f32): f32;
    double(f64): f64;
}

impl Encode for () {
    /// Smithy's `Unit`: an empty structure.
    fn encode(&self, writer: &mut dyn Writer) {
        writer.structure(&[]);
    }
}

impl Encode for Timestamp {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.timestamp(self);
    }
}

impl Encode for Blob {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.blob(self.as_ref());
    }
}

impl Encode for Document {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.document(self);
    }
}

impl<T: Encode> Encode for Option<T> {
    /// `None` is `null` in a (sparse) list or map, and nothing in a structure.
    fn encode(&self, writer: &mut dyn Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.list(self.len(), &mut |each| {
            for item in self {
                each(item);
            }
        });
    }
}

impl<T: Encode> Encode for BTreeSet<T> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.list(self.len(), &mut |each| {
            for item in self {
                each(item);
            }
        });
    }
}

impl<T: Encode, S> Encode for HashSet<T, S> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.list(self.len(), &mut |each| {
            for item in self {
                each(item);
            }
        });
    }
}

/// A map's key: a string or a string enum.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map in a body",
    label = "not a string or a `#[shape]` enum of strings"
)]
pub trait MapKey: Sized {
    /// The key's text.
    fn as_key(&self) -> &str;
    /// The key from its text.
    fn from_key(key: String) -> Self;
}

impl MapKey for String {
    fn as_key(&self) -> &str {
        self
    }

    fn from_key(key: String) -> Self {
        key
    }
}

impl<K: MapKey, V: Encode, S> Encode for HashMap<K, V, S> {
    /// Sorted by key, so that equal requests produce equal bytes.
    fn encode(&self, writer: &mut dyn Writer) {
        let mut entries: Vec<_> = self
            .iter()
            .map(|(key, value)| (key.as_key(), value as &dyn Encode))
            .collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        writer.map(entries.len(), &mut |each| {
            for (key, value) in &entries {
                each(key, *value);
            }
        });
    }
}

impl<K: MapKey, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, writer: &mut dyn Writer) {
        writer.map(self.len(), &mut |each| {
            for (key, value) in self {
                each(key.as_key(), value);
            }
        });
    }
}

/// Smithy's names for values that are not JSON numbers.
pub(crate) fn special_float(value: f64) -> Option<&'static str> {
    if value.is_nan() {
        Some("NaN")
    } else if value.is_infinite() {
        Some(if value > 0.0 { "Infinity" } else { "-Infinity" })
    } else {
        None
    }
}
