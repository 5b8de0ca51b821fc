//! `Debug` without secrets, and what a service echoes of them.

mod escapes;
pub(crate) mod secrets;
pub(crate) mod shown;

use std::fmt;

/// What stands for a `sensitive` member.
#[doc(hidden)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The `Debug` of a struct, compiled once.
#[doc(hidden)]
pub fn debug_struct(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut debug = f.debug_struct(name);
    for (name, value) in fields {
        debug.field(name, value);
    }
    debug.finish()
}

/// A member that is shown if its type has `Debug`: without one the type has no place on the wire either, and one error
/// about that is enough.
#[doc(hidden)]
pub struct Show<'a, T: ?Sized>(pub &'a T);

impl<'a, T: fmt::Debug> Show<'a, T> {
    /// Found before the method of [`Opaque`], unless the bound does not hold.
    #[must_use]
    pub fn get(&self) -> &'a dyn fmt::Debug {
        self.0
    }
}

impl<T: ?Sized> std::ops::Deref for Show<'_, T> {
    type Target = Opaque;

    fn deref(&self) -> &Opaque {
        &Opaque
    }
}

/// What stands for a member without `Debug`.
#[doc(hidden)]
pub struct Opaque;

impl Opaque {
    #[allow(clippy::unused_self)] // found by method resolution
    #[must_use]
    pub fn get(&self) -> &'static dyn fmt::Debug {
        &Self
    }
}

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
