//! The slots that the members of a request are read into.
//!
//! A member of an operation has to be written, and a client reads none of them. So a type that can only be written is
//! accepted here, too, and fails when it is read: `from_body(&mut slot).slot()` finds the method of the first type whose
//! bound holds, because method lookup follows `DerefMut`.

use std::any::type_name;
use std::ops::{Deref, DerefMut};

use crate::binding::from_query::{FromQuery, QueryMapSlot, QuerySlot};
use crate::binding::header::{FromHeader, HeaderSlot, PrefixSlot};
use crate::binding::payload::{FromPayload, PayloadBody, PayloadSlot};
use crate::codec::decode::{Decode, DecodeError, Reader, Slot};

/// The last step: a slot of a type that can only be written.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unreadable<'a, T>(&'a mut Option<T>);

impl<T> Unreadable<'_, T> {
    fn error() -> DecodeError {
        DecodeError::new(format!(
            "`{}` can be sent, but not read; implement the reading trait for it, too",
            type_name::<T>()
        ))
    }
}

impl<T> Slot for Unreadable<'_, T> {
    fn fill(&mut self, _: &mut dyn Reader) -> Result<(), DecodeError> {
        Err(Self::error())
    }
}

impl<T> HeaderSlot for Unreadable<'_, T> {
    fn fill(&mut self, _: &str) -> Result<(), DecodeError> {
        Err(Self::error())
    }
}

impl<T> QuerySlot for Unreadable<'_, T> {
    fn fill(&mut self, _: &[&str]) -> Result<(), DecodeError> {
        Err(Self::error())
    }

    fn fill_absent(&mut self) {}
}

impl<T> QueryMapSlot for Unreadable<'_, T> {
    fn insert(&mut self, _: &str, _: &[&str]) -> Result<(), DecodeError> {
        Err(Self::error())
    }
}

impl<T> PrefixSlot for Unreadable<'_, T> {
    fn insert(&mut self, _: &str, _: &str) {}
}

impl<T> PayloadSlot for Unreadable<'_, T> {
    fn fill(&mut self, _: PayloadBody) -> Result<(), DecodeError> {
        Err(Self::error())
    }

    fn fill_empty(&mut self) {}
}

/// The two steps of a function: `from_body -> BodySlot<Decode> as dyn Slot`.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident -> $Step:ident<$T:ident> where $bounded:ty: $Bound:path, as dyn $Slot:path, through $fallback:ident;)*) => {$(
        $(#[$doc])*
        #[doc(hidden)]
        pub fn $name<T>(slot: &mut Option<T>) -> $Step<'_, T> {
            $Step($fallback(Unreadable(slot)))
        }

        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $Step<'a, T>($fallback<'a, T>);

        impl<$T> $Step<'_, $T>
        where
            $bounded: $Bound,
        {
            pub fn slot(&mut self) -> &mut dyn $Slot {
                &mut *(self.0).0.0
            }
        }

        impl<'a, T> Deref for $Step<'a, T> {
            type Target = $fallback<'a, T>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl<T> DerefMut for $Step<'_, T> {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }

        #[doc(hidden)]
        #[derive(Debug)]
        pub struct $fallback<'a, T>(Unreadable<'a, T>);

        impl<T> $fallback<'_, T> {
            pub fn slot(&mut self) -> &mut dyn $Slot {
                &mut self.0
            }
        }
    )*};
}

steps! {
    /// A member of the body.
    from_body -> BodySlot<T> where T: Decode, as dyn Slot, through OnlyWrittenBody;
    /// A label or a header.
    from_header -> TextSlot<T> where T: FromHeader, as dyn HeaderSlot, through OnlyWrittenText;
    /// A parameter of the query.
    from_query -> ParameterSlot<T> where T: FromQuery, as dyn QuerySlot, through OnlyWrittenParameter;
    /// A map of parameters of the query.
    from_query_map -> ParametersSlot<T> where Option<T>: QueryMapSlot, as dyn QueryMapSlot, through OnlyWrittenParameters;
    /// A map of headers.
    from_headers -> HeadersSlot<T> where Option<T>: PrefixSlot, as dyn PrefixSlot, through OnlyWrittenHeaders;
    /// The payload.
    from_payload -> WholeSlot<T> where T: FromPayload, as dyn PayloadSlot, through OnlyWrittenPayload;
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Neither;

    #[test]
    fn a_readable_type_is_read() {
        let mut slot: Option<i32> = None;
        from_header(&mut slot).slot().fill("7").unwrap();
        assert_eq!(slot, Some(7));
        let mut slot: Option<Vec<String>> = None;
        from_query(&mut slot).slot().fill(&["a", "b"]).unwrap();
        assert_eq!(slot.unwrap(), ["a", "b"]);
    }

    #[test]
    fn a_type_that_can_only_be_written_fails_when_it_is_read() {
        let mut slot: Option<Neither> = None;
        let error = from_header(&mut slot).slot().fill("7").unwrap_err();
        assert!(
            error
                .to_string()
                .contains("Neither` can be sent, but not read"),
            "{error}"
        );
    }
}
