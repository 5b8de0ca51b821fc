//! The shape of a type in AWS's models, which the compiler compares with the shape of the member.
//!
//! An operation's macro does not see the declaration of `Room` in `rooms: Vec<Room>`. So `#[shape(service = "chime")]`
//! implements [`Modeled`], and the operation asserts in a constant that the type's shapes include the model's.

use std::marker::PhantomData;

use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::stream::ByteStream;
use crate::value::timestamp::Timestamp;

/// A type that is a shape of one or several services, or one of Smithy's simple types.
#[doc(hidden)]
pub trait Modeled {
    /// Service IDs with the names of shapes. The ID of a simple type is empty.
    const SHAPES: &'static [(&'static str, &'static str)];

    /// What a request with it lacks; empty if it has all required members.
    const LACKS: &'static str = "";
}

/// Looks up the shapes of a type: `ShapeOf::<T>::SHAPES` comes from [`NoModel`] if `T` is not [`Modeled`].
#[doc(hidden)]
#[derive(Debug)]
pub struct ShapeOf<T>(PhantomData<T>);

impl<T: Modeled> ShapeOf<T> {
    pub const SHAPES: &'static [(&'static str, &'static str)] = T::SHAPES;
    pub const LACKS: &'static str = T::LACKS;
}

/// The shapes of a type that was declared without a model.
#[doc(hidden)]
pub trait NoModel {
    const SHAPES: &'static [(&'static str, &'static str)] = &[];
    const LACKS: &'static str = "";
}

impl<T> NoModel for ShapeOf<T> {}

/// Fails the constant that calls it if a type has shapes, none of which is expected.
///
/// # Panics
/// Panics in that case, at compile time, with the message.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_shape(
    shapes: &[(&str, &str)],
    expected: &[(&str, &str)],
    message: &'static str,
) -> usize {
    assert!(fits(shapes, expected), "{}", message);
    0
}

/// The same for an output, whose own mistakes come first.
///
/// # Panics
/// As [`assert_shape`].
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_output(
    checked: usize,
    shapes: &[(&str, &str)],
    expected: (&str, &str),
    message: &'static str,
) -> usize {
    checked + assert_shape(shapes, &[expected], message)
}

/// Fails the constant that calls it if a request lacks a required member.
///
/// # Panics
/// Panics in that case, at compile time, with the message.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_complete(lacks: &'static str) -> usize {
    assert!(lacks.is_empty(), "{}", lacks);
    0
}

/// The first text that is not empty.
#[doc(hidden)]
#[must_use]
pub const fn first_of(texts: &[&'static str]) -> &'static str {
    let mut at = 0;
    while at < texts.len() {
        if !texts[at].is_empty() {
            return texts[at];
        }
        at += 1;
    }
    ""
}

/// What a request lacks with a structure that contains itself, down to a depth: a constant cannot depend on itself.
#[doc(hidden)]
pub trait Circle<const DEPTH: usize> {
    const LACKS: &'static str;
}

/// Looks up [`Circle::LACKS`], as [`ShapeOf`] does.
#[doc(hidden)]
#[derive(Debug)]
pub struct InCircle<T, const DEPTH: usize>(PhantomData<T>);

impl<T: Circle<DEPTH>, const DEPTH: usize> InCircle<T, DEPTH> {
    pub const LACKS: &'static str = T::LACKS;
}

impl<T, const DEPTH: usize> NoModel for InCircle<T, DEPTH> {}

/// `$lacks` is what requests with `$name` lack because of itself and of `$other`, and of `$inside`, which contain it again.
#[doc(hidden)]
#[macro_export]
macro_rules! __circle {
    ($name:ident, $lacks:ident, [$($other:expr),*], $inside:tt) => {
        const $lacks: &$crate::__private::str = <$name as $crate::__private::Circle<3>>::LACKS;
        impl $crate::__private::Circle<0> for $name {
            const LACKS: &'static $crate::__private::str = {
                use $crate::__private::NoModel as _;
                $crate::__private::first_of(&[$($other),*])
            };
        }
        $crate::__private::circle!(1, 0, $name, $inside);
        $crate::__private::circle!(2, 1, $name, $inside);
        $crate::__private::circle!(3, 2, $name, $inside);
    };
    ($depth:literal, $less:literal, $name:ident, [$($inside:ty),*]) => {
        impl $crate::__private::Circle<$depth> for $name {
            const LACKS: &'static $crate::__private::str = {
                use $crate::__private::NoModel as _;
                $crate::__private::first_of(&[
                    <$name as $crate::__private::Circle<0>>::LACKS,
                    $($crate::__private::InCircle::<$inside, $less>::LACKS),*
                ])
            };
        }
    };
}

const fn fits(shapes: &[(&str, &str)], expected: &[(&str, &str)]) -> bool {
    let mut at = 0;
    while at < shapes.len() {
        let mut other = 0;
        while other < expected.len() {
            if same(shapes[at].0, expected[other].0) && same(shapes[at].1, expected[other].1) {
                return true;
            }
            other += 1;
        }
        at += 1;
    }
    shapes.is_empty()
}

pub(super) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

macro_rules! simple {
    ($($ty:ty = $name:literal,)*) => {
        $(impl Modeled for $ty {
            const SHAPES: &'static [(&'static str, &'static str)] = &[("", $name)];
        })*
    };
}

// For aliases: a macro cannot resolve `type RoomId = String`.
simple! {
    String = "string",
    Blob = "blob",
    ByteStream = "streaming blob",
    Document = "document",
    Timestamp = "timestamp",
    bool = "boolean",
    f32 = "float",
    f64 = "double",
    i16 = "short",
    i32 = "integer",
    i64 = "long",
    i8 = "byte",
    u16 = "u16",
    u32 = "u32",
    u64 = "u64",
    u8 = "u8",
}

impl<T> Modeled for Vec<T> {
    const SHAPES: &'static [(&'static str, &'static str)] = &[("", "list"), ("", "set")];
}

impl<K, V, S> Modeled for std::collections::HashMap<K, V, S> {
    const SHAPES: &'static [(&'static str, &'static str)] = &[("", "map")];
}

impl<K, V> Modeled for std::collections::BTreeMap<K, V> {
    const SHAPES: &'static [(&'static str, &'static str)] = &[("", "map")];
}

#[cfg(test)]
mod tests {
    use super::{InCircle, NoModel as _, ShapeOf, assert_complete, first_of, fits};

    struct Own;

    #[test]
    fn a_type_without_a_model_matches_everything() {
        assert!(ShapeOf::<Own>::SHAPES.is_empty());
        assert!(fits(ShapeOf::<Own>::SHAPES, &[("chime", "Room")]));
    }

    #[test]
    fn the_first_text_that_is_not_empty_is_what_a_request_lacks() {
        assert_eq!(first_of(&["", "a", "b"]), "a");
        assert_eq!(first_of(&["", ""]), "");
        assert_eq!(InCircle::<Own, 3>::LACKS, "");
        assert_eq!(assert_complete(ShapeOf::<Own>::LACKS), 0);
    }

    #[test]
    fn a_shape_matches_if_service_and_name_are_the_same() {
        let room = [("chime", "Room"), ("ivschat", "Room")];
        assert!(fits(&room, &[("ivschat", "Room"), ("", "document")]));
        assert!(!fits(&room, &[("ivschat", "Rooms")]));
        assert!(!fits(&room, &[("chime-sdk-identity", "Room")]));
        assert!(!fits(ShapeOf::<String>::SHAPES, &[("", "integer")]));
        assert!(fits(ShapeOf::<i32>::SHAPES, &[("", "integer")]));
    }
}
