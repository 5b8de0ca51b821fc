//! Members of shapes and outputs as what can be written.
//!
//! They are read and written, and a type that can be neither is one mistake: the compiler reports it where the member is
//! read. So what writes a member has to accept every type. `body(&self.room).get()` finds the method of the first of
//! three types whose bound holds, because method lookup follows `Deref`:
//!
//! 1. the type can be written: its reference;
//! 2. it can only be read: the method has the bound itself, so the compiler says that it does not hold;
//! 3. it can be neither, which was reported.

use std::ops::Deref;

use crate::{Decode, Encode, FromHeader, FromPayload, HeaderText, Json, Payload, PayloadWriter};

/// The last of the three.
#[doc(hidden)]
#[derive(Debug)]
pub struct Neither<T: ?Sized + 'static>(&'static T);

impl<T: ?Sized> Neither<T> {
    #[must_use]
    pub fn get(&self) -> &'static T {
        self.0
    }
}

macro_rules! soft {
    ($(#[$doc:meta])* $name:ident, $Written:ident, $Inner:ident, $Read:ident, $Write:ident, $FromWire:ident, $nothing:expr) => {
        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $Written<'a, T: ?Sized>($Inner<'a, T>);

        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $Read<'a, T: ?Sized>(&'a T);

        $(#[$doc])*
        #[doc(hidden)]
        pub fn $name<T: ?Sized>(member: &T) -> $Written<'_, T> {
            $Written($Inner::of(member))
        }

        impl<'a, T: ?Sized> $Read<'a, T> {
            const fn of(member: &'a T) -> Self {
                Self(member)
            }

            const fn member(&self) -> &'a T {
                self.0
            }
        }

        impl<'a, T: $Write> $Written<'a, T> {
            #[must_use]
            pub fn get(&self) -> &'a dyn $Write {
                self.0.member()
            }
        }

        impl<'a, T: ?Sized> Deref for $Written<'a, T> {
            type Target = $Inner<'a, T>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl<'a, T: $FromWire> $Read<'a, T> {
            #[must_use]
            pub fn get(&self) -> &'a dyn $Write
            where
                T: $Write,
            {
                self.0
            }
        }

        impl<T: ?Sized> Deref for $Read<'_, T> {
            type Target = Neither<dyn $Write>;

            fn deref(&self) -> &Self::Target {
                const { &Neither($nothing) }
            }
        }
    };
}

soft!(
    /// A member of a body.
    body, BodyMember, ReadBodyMember, ReadBodyMember, Encode, Decode, &()
);
soft!(
    /// A header.
    header_text, Header, ReadHeader, ReadHeader, HeaderText, FromHeader, &false
);
soft!(
    /// The payload.
    payload, PayloadMember, JsonPayload, ReadPayload, Payload, FromPayload, &String::new()
);

/// A payload of a type of the user's own that can only be read, which is between the first and the second of the three:
/// `Json<T>` of a `T` without `Serialize`. Only a fake service would write it, and says so.
#[doc(hidden)]
#[derive(Debug)]
pub struct JsonPayload<'a, T: ?Sized>(ReadPayload<'a, T>);

impl<'a, T: ?Sized> JsonPayload<'a, T> {
    const fn of(member: &'a T) -> Self {
        Self(ReadPayload::of(member))
    }

    const fn member(&self) -> &'a T {
        self.0.member()
    }
}

impl<T: IsJson> JsonPayload<'_, T> {
    #[must_use]
    #[allow(clippy::unused_self)] // method lookup finds it
    pub fn get(&self) -> &'static dyn Payload {
        &Unwritable
    }
}

impl<'a, T: ?Sized> Deref for JsonPayload<'a, T> {
    type Target = ReadPayload<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[doc(hidden)]
pub trait IsJson {}

impl<T> IsJson for Json<T> {}
impl<T> IsJson for Option<Json<T>> {}

struct Unwritable;

impl Payload for Unwritable {
    fn write(&self, writer: &mut PayloadWriter) {
        writer.fail(
            "is of a type without `serde::Serialize`, which a fake service needs; derive it"
                .to_owned(),
        );
    }
}

/// Whether a payload is handed over as it arrives; `Streaming::<T>::IS` is of [`NotStreaming`] where `T` is none.
#[doc(hidden)]
#[derive(Debug)]
pub struct Streaming<T>(std::marker::PhantomData<T>);

impl<T: FromPayload> Streaming<T> {
    pub const IS: bool = T::STREAMING;
}

#[doc(hidden)]
pub trait NotStreaming {
    const IS: bool = false;
}

impl<T> NotStreaming for Streaming<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Neither;

    #[test]
    fn what_can_be_written_is_itself() {
        let text = "text".to_owned();
        assert_eq!(
            header_text(&text)
                .get()
                .header(crate::TimestampFormat::DateTime),
            Some(text)
        );
        assert!(body(&None::<String>).get().is_absent());
    }

    #[test]
    fn what_can_be_neither_is_accepted() {
        assert!(!body(&Neither).get().is_absent());
    }

    #[test]
    fn a_stream_is_told_from_what_is_read_at_once() {
        const STREAM: bool = Streaming::<crate::ByteStream>::IS;
        const TEXT: bool = Streaming::<String>::IS;
        const NEITHER: bool = Streaming::<Neither>::IS;
        assert_eq!((STREAM, TEXT, NEITHER), (true, false, false));
    }
}
