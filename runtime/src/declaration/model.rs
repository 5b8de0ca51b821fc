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
}

/// Looks up the shapes of a type: `ShapeOf::<T>::SHAPES` comes from [`NoModel`] if `T` is not [`Modeled`].
#[doc(hidden)]
#[derive(Debug)]
pub struct ShapeOf<T>(PhantomData<T>);

impl<T: Modeled> ShapeOf<T> {
    pub const SHAPES: &'static [(&'static str, &'static str)] = T::SHAPES;
}

/// The shapes of a type that was declared without a model.
#[doc(hidden)]
pub trait NoModel {
    const SHAPES: &'static [(&'static str, &'static str)] = &[];
}

impl<T> NoModel for ShapeOf<T> {}

/// Fails the constant that calls it if a type has shapes, none of which is expected.
///
/// # Panics
/// Panics in that case, at compile time, with the message.
#[doc(hidden)]
#[track_caller]
pub const fn assert_shape(
    shapes: &[(&str, &str)],
    expected: &[(&str, &str)],
    message: &'static str,
) {
    assert!(fits(shapes, expected), "{}", message);
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
    use super::{NoModel as _, ShapeOf, fits};

    struct Own;

    #[test]
    fn a_type_without_a_model_matches_everything() {
        assert!(ShapeOf::<Own>::SHAPES.is_empty());
        assert!(fits(ShapeOf::<Own>::SHAPES, &[("chime", "Room")]));
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
