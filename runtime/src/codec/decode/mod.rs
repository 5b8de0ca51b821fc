//! The body of a response to members.
//!
//! A type reads itself from a [`Reader`], which is dyn-compatible, so none of this is compiled again for each type or
//! each codec: the expansions pass slots to fill.

pub(crate) mod error;
mod values;

#[doc(hidden)]
pub use error::DecodeError;
#[doc(hidden)]
pub use values::{Hashed, Sorted};

use crate::codec::traits::Traits;

pub(crate) type Outcome = Result<(), DecodeError>;
/// A function to call with the reader of a value.
pub(crate) type WithReader<'f> = &'f mut dyn FnMut(&mut dyn Reader) -> Outcome;

/// A value that can be read once by a [`Decode`] implementation.
///
/// Only this crate's codecs implement it; the methods may change in any version.
pub trait Reader {
    /// Tells `visit` what the value is.
    #[doc(hidden)]
    fn read(&mut self, visit: &mut dyn Visit) -> Outcome;
    /// Calls `with` unless the value is null.
    #[doc(hidden)]
    fn nullable(&mut self, with: WithReader<'_>) -> Outcome;
    /// Calls `with` with a reader that knows the member's traits, which XML needs.
    #[doc(hidden)]
    fn described(&mut self, traits: &'static Traits, with: WithReader<'_>) -> Outcome;
}

/// What a [`Visit`] takes. XML does not say what a value is.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Boolean,
    Number,
    /// Text, also of blobs and timestamps.
    Text,
    List,
    Map,
    /// A structure or a union.
    Structure,
    Any,
}

/// Receives a value. The default methods reject kinds of values that are not expected.
#[doc(hidden)]
pub trait Visit {
    fn expected(&self) -> &'static str;

    /// What it takes.
    fn kind(&self) -> Kind;

    fn null(&mut self) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "null"))
    }
    fn boolean(&mut self, _: bool) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "a boolean"))
    }
    fn integer(&mut self, _: i64) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "a number"))
    }
    /// A whole number beyond `i64`.
    fn unsigned(&mut self, _: u64) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "a number"))
    }
    fn float(&mut self, _: f64) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "a number"))
    }
    fn string(&mut self, _: &str) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "a string"))
    }
    /// Bytes that are not text.
    fn bytes(&mut self, _: &[u8]) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "bytes"))
    }
    fn list(&mut self, _: &mut dyn ListReader) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "a list"))
    }
    fn map(&mut self, _: &mut dyn MapReader) -> Outcome {
        Err(DecodeError::mismatch(self.expected(), "an object"))
    }
}

/// A list being read.
#[doc(hidden)]
pub trait ListReader {
    /// Calls `with` with the next element; `false` at the end.
    fn next(&mut self, with: WithReader<'_>) -> Result<bool, DecodeError>;
}

/// An object being read.
#[doc(hidden)]
pub trait MapReader {
    /// Calls `with` with the next key; `false` at the end.
    fn key(&mut self, with: &mut dyn FnMut(&str)) -> Result<bool, DecodeError>;
    /// Calls `with` with the key's value; a value that `with` does not read is skipped.
    fn value(&mut self, with: WithReader<'_>) -> Outcome;
}

/// A value that can be read from a body. To implement it for your own type, pass the reader on to the type's wire
/// representation, as in the example in [`wire`](crate::wire). For a struct or an enum, use `#[shape]` instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a body",
    label = "opsmith does not know how to read this type",
    note = "put `#[shape]` on the type's declaration, or use a type that has it: `Blob` for bytes, `Timestamp` for a point in time, a number for a duration, `Document` for free-form JSON"
)]
pub trait Decode: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// Returns an error if the value is not valid for this type. The error's path leads to the member.
    fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError>;

    /// The value of a missing required member, if the type has one. By default there is none, so a missing member is an
    /// error.
    #[must_use]
    fn when_absent() -> Option<Self> {
        None
    }

    /// Whether null is a value of this type, which makes a list of it sparse. Default: no.
    #[must_use]
    fn takes_null() -> bool {
        false
    }
}

/// The slot that a member is read into.
#[doc(hidden)]
pub trait Slot {
    fn fill(&mut self, reader: &mut dyn Reader) -> Outcome;
}

impl<T: Decode> Slot for Option<T> {
    fn fill(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.nullable(&mut |reader| {
            *self = Some(T::decode(reader)?);
            Ok(())
        })
    }
}

/// The slot of a member that is read with its traits.
#[doc(hidden)]
#[allow(missing_debug_implementations)] // borrows a member, which may be sensitive
pub struct DescribedSlot<'a>(pub &'static Traits, pub &'a mut dyn Slot);

impl Slot for DescribedSlot<'_> {
    fn fill(&mut self, reader: &mut dyn Reader) -> Outcome {
        reader.described(self.0, &mut |reader| self.1.fill(reader))
    }
}

/// Reads the member of a union with its traits.
#[doc(hidden)]
pub fn decode_described<T: Decode>(
    traits: &'static Traits,
    reader: &mut dyn Reader,
) -> Result<T, DecodeError> {
    let mut value = None;
    DescribedSlot(traits, &mut value).fill(reader)?;
    value
        .or_else(T::when_absent)
        .ok_or_else(|| DecodeError::new("the member has no value"))
}

/// A member's wire name and the slot it is read into.
#[doc(hidden)]
pub type MemberSlot<'a> = (&'static str, &'a mut dyn Slot);

/// Reads an object into the slots of its members; members without a slot are skipped.
#[doc(hidden)]
pub fn read_structure(reader: &mut dyn Reader, slots: &mut [MemberSlot<'_>]) -> Outcome {
    reader.read(&mut Structure(slots))
}

struct Structure<'s, 'a>(&'s mut [MemberSlot<'a>]);

impl Visit for Structure<'_, '_> {
    fn expected(&self) -> &'static str {
        "an object"
    }

    fn kind(&self) -> Kind {
        Kind::Structure
    }

    fn map(&mut self, members: &mut dyn MapReader) -> Outcome {
        loop {
            let mut found = None;
            let slots = &mut *self.0;
            let more = members.key(&mut |key| {
                // A name may be given in two spellings.
                found = slots.iter().position(|(name, _)| *name == key).or(found);
            })?;
            if !more {
                return Ok(());
            }
            let mut slot = found.map(|index| &mut slots[index]);
            members.value(&mut |reader| match &mut slot {
                Some((name, slot)) => slot.fill(reader).map_err(|error| error.within(name)),
                None => Ok(()),
            })?;
        }
    }
}

/// Creates the value of a union's member from its name and its reader; `None` for an unknown name.
#[doc(hidden)]
pub type ReadVariant<'f, T> =
    &'f mut dyn FnMut(&str, &mut dyn Reader) -> Result<Option<T>, DecodeError>;

/// Reads an object with exactly one member that is not null (and `__type`, which some services add).
#[doc(hidden)]
pub fn read_union<T>(
    reader: &mut dyn Reader,
    variant: ReadVariant<'_, T>,
) -> Result<T, DecodeError> {
    let (mut value, mut members) = (None, 0);
    read_members(reader, Kind::Structure, &mut |name, reader| {
        if name == "__type" {
            return Ok(());
        }
        reader.nullable(&mut |reader| {
            members += 1;
            match variant(name, reader).map_err(|error| error.within(name))? {
                Some(known) => value = Some(known),
                None => {
                    return Err(DecodeError::new(
                        "the union has no such member; add a variant for it, or a catch-all variant with `#[op(other)]`",
                    )
                    .within(name));
                }
            }
            Ok(())
        })
    })?;
    match value {
        Some(value) if members == 1 => Ok(value),
        _ => Err(DecodeError::mismatch(
            "an object with one member that is not null",
            if members == 0 { "none" } else { "several" },
        )),
    }
}

/// Calls `each` with every member of a structure or every entry of a map.
pub(crate) fn read_members(
    reader: &mut dyn Reader,
    kind: Kind,
    each: &mut dyn FnMut(&str, &mut dyn Reader) -> Outcome,
) -> Outcome {
    struct Members<'f>(Kind, &'f mut dyn FnMut(&str, &mut dyn Reader) -> Outcome);

    impl Visit for Members<'_> {
        fn expected(&self) -> &'static str {
            "an object"
        }

        fn kind(&self) -> Kind {
            self.0
        }

        fn map(&mut self, members: &mut dyn MapReader) -> Outcome {
            let mut name = String::new();
            while members.key(&mut |key| {
                name.clear();
                name.push_str(key);
            })? {
                members.value(&mut |reader| (self.1)(&name, reader))?;
            }
            Ok(())
        }
    }

    reader.read(&mut Members(kind, each))
}

/// Calls `each` with every element of a list.
pub(crate) fn read_elements(
    reader: &mut dyn Reader,
    each: &mut dyn FnMut(&mut dyn Reader) -> Outcome,
) -> Outcome {
    struct Elements<'f>(WithReader<'f>);

    impl Visit for Elements<'_> {
        fn expected(&self) -> &'static str {
            "a list"
        }

        fn kind(&self) -> Kind {
            Kind::List
        }

        fn list(&mut self, items: &mut dyn ListReader) -> Outcome {
            let mut index = 0;
            while items.next(&mut |reader| (self.0)(reader).map_err(|error| error.at(index)))? {
                index += 1;
            }
            Ok(())
        }
    }

    reader.read(&mut Elements(each))
}

/// The member's value, or the error that it is missing.
#[doc(hidden)]
pub fn required<T: Decode>(slot: &mut Option<T>, name: &'static str) -> Result<T, DecodeError> {
    slot.take()
        .or_else(T::when_absent)
        .ok_or_else(|| DecodeError::missing(name))
}
