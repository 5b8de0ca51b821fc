//! Reports a type that lacks a trait only once.
//!
//! A member is read, written and shown, but a type that supports none of these is one mistake, which the compiler
//! reports where the member is read. So the other places must accept every type. `body(&self.room).get()` finds the
//! method of the first type whose bound holds, because method lookup follows `Deref`:
//!
//! 1. the type has the trait: its reference;
//! 2. the type has only the trait of the other direction: the method itself has the bound, so the compiler reports that
//!    it does not hold;
//! 3. it has neither, which was already reported: a placeholder.

use std::fmt;
use std::ops::Deref;

use crate::binding::header::{FromHeader, HeaderText};
use crate::binding::payload::{FromPayload, Payload, PayloadWriter};
use crate::codec::decode::Decode;
use crate::codec::encode::Encode;
use crate::declaration::api_error::ErrorShape;
use crate::declaration::output::Output;
use crate::value::json::Json;

/// The last step: a placeholder for a value without the trait.
#[doc(hidden)]
#[derive(Debug)]
pub struct Neither<T: ?Sized + 'static>(&'static T);

impl<T: ?Sized> Neither<T> {
    #[must_use]
    pub fn get(&self) -> &'static T {
        self.0
    }
}

/// The steps of a function from its result to [`Neither`]: `body -> BodyMember > ReadBodyMember else dyn Encode = &()`.
macro_rules! steps {
    ($(#[$doc:meta])* $name:ident -> $First:ident $($rest:tt)*) => {
        $(#[$doc])*
        #[doc(hidden)]
        pub fn $name<T: ?Sized>(member: &T) -> $First<'_, T> {
            $First::of(member)
        }

        steps!($First $($rest)*);
    };
    ($Step:ident > $Next:ident $($rest:tt)*) => {
        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $Step<'a, T: ?Sized>($Next<'a, T>);

        impl<'a, T: ?Sized> $Step<'a, T> {
            const fn of(member: &'a T) -> Self {
                Self($Next::of(member))
            }

            const fn member(&self) -> &'a T {
                self.0.member()
            }
        }

        impl<'a, T: ?Sized> Deref for $Step<'a, T> {
            type Target = $Next<'a, T>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        steps!($Next $($rest)*);
    };
    ($Step:ident else dyn $Trait:path = $nothing:expr) => {
        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $Step<'a, T: ?Sized>(&'a T);

        impl<'a, T: ?Sized> $Step<'a, T> {
            const fn of(member: &'a T) -> Self {
                Self(member)
            }

            const fn member(&self) -> &'a T {
                self.0
            }
        }

        impl<T: ?Sized> Deref for $Step<'_, T> {
            type Target = Neither<dyn $Trait>;

            fn deref(&self) -> &Self::Target {
                const { &Neither($nothing) }
            }
        }
    };
}

/// The method of a step: a value whose type has the bound as `dyn Trait`.
macro_rules! get {
    ($($Step:ident<$Bound:path> as dyn $Trait:path;)*) => {$(
        impl<'a, T: $Bound> $Step<'a, T> {
            #[must_use]
            pub fn get(&self) -> &'a dyn $Trait
            where
                T: $Trait,
            {
                self.member()
            }
        }
    )*};
}

steps!(
    /// A member of a body.
    body -> BodyMember > ReadBodyMember else dyn Encode = &()
);
steps!(
    /// A header.
    header_text -> HeaderMember > ReadHeader else dyn HeaderText = &false
);
steps!(
    /// The payload.
    payload -> PayloadMember > JsonPayload > ReadPayload else dyn Payload = &String::new()
);
steps!(
    /// What an error variant contains.
    error_shape -> ErrorMember else dyn ErrorShape = &()
);
steps!(
    /// A member as `Debug` shows it.
    show -> ShownMember else dyn fmt::Debug = &Opaque
);
get! {
    BodyMember<Encode> as dyn Encode;
    ReadBodyMember<Decode> as dyn Encode;
    HeaderMember<HeaderText> as dyn HeaderText;
    ReadHeader<FromHeader> as dyn HeaderText;
    PayloadMember<Payload> as dyn Payload;
    ReadPayload<FromPayload> as dyn Payload;
    ErrorMember<Output> as dyn ErrorShape;
    ShownMember<fmt::Debug> as dyn fmt::Debug;
}

/// A placeholder for a member without `Debug`.
struct Opaque;

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

/// A payload that can only be read, `Json<T>` of a `T` without `Serialize`, is a separate step. Only a fake service
/// would write it, and it reports the missing trait.
impl<T: IsJson> JsonPayload<'_, T> {
    #[must_use]
    #[allow(clippy::unused_self)] // method lookup finds it
    pub fn get(&self) -> &'static dyn Payload {
        &Unwritable
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
            "has a type without `serde::Serialize`, which the fake service needs; derive it"
                .to_owned(),
        );
    }
}

/// Whether a payload is streamed: `Streaming::<T>::IS` comes from [`NotStreaming`] if `T` cannot be a payload.
///
/// This is a constant, which is looked up in types and traits, not through `Deref`.
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

/// Whether a type is an `Option`, which an alias of one does not show.
#[doc(hidden)]
#[derive(Debug)]
pub struct Alias<T>(std::marker::PhantomData<T>);

impl<T> Alias<Option<T>> {
    pub const IS_OPTION: bool = true;
}

#[doc(hidden)]
pub trait NotOption {
    const IS_OPTION: bool = false;
}

impl<T> NotOption for Alias<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    struct Neither;

    #[test]
    fn a_type_with_the_trait_is_used_itself() {
        let text = "text".to_owned();
        assert_eq!(
            header_text(&text)
                .get()
                .header(crate::value::timestamp::TimestampFormat::DateTime),
            Some(text)
        );
        assert!(body(&None::<String>).get().is_absent());
    }

    #[test]
    fn a_type_with_neither_trait_is_accepted() {
        assert!(!body(&Neither).get().is_absent());
    }

    #[test]
    fn a_type_without_debug_is_shown_as_dots() {
        assert_eq!(format!("{:?}", show(&Neither).get()), "..");
        assert_eq!(format!("{:?}", show(&1).get()), "1");
    }

    #[test]
    fn an_error_that_is_not_an_output_has_no_code() {
        assert_eq!(error_shape(&Neither).get().shape_code(), None);
        let error = crate::declaration::api_error::Unmodeled::new(410, "Gone", "no more");
        assert_eq!(error_shape(&error).get().shape_code(), Some("Gone"));
    }

    #[test]
    fn an_alias_of_an_option_is_recognized() {
        type MaybeText = Option<String>;
        const OPTION: bool = Alias::<MaybeText>::IS_OPTION;
        const TEXT: bool = Alias::<String>::IS_OPTION;
        assert_eq!((OPTION, TEXT), (true, false));
    }

    #[test]
    fn a_streamed_payload_is_recognized() {
        const STREAM: bool = Streaming::<crate::value::stream::ByteStream>::IS;
        const TEXT: bool = Streaming::<String>::IS;
        const NEITHER: bool = Streaming::<Neither>::IS;
        assert_eq!((STREAM, TEXT, NEITHER), (true, false, false));
    }
}
