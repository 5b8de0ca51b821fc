//! What a service answers.

use crate::binding::response::{ResponseReader, ResponseWriter};
use crate::codec::decode::DecodeError;

/// What a service answers: a struct with `#[output]`, or `()`.
///
/// The attribute implements it, and nothing else does: the hidden items are part of the macros and may change in any version.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation's output",
    label = "put `#[output]` on its declaration",
    note = "an output is a struct with `#[output]`, or `()` where the answer has no members"
)]
pub trait Output: Sized + Send + 'static {
    /// Whether the payload is handed over as it arrives.
    #[doc(hidden)]
    const STREAMING: bool = false;

    /// Reads the response.
    #[doc(hidden)]
    fn read(response: &mut ResponseReader<'_>) -> Result<Self, DecodeError>;

    /// Writes the response, for a fake service.
    #[doc(hidden)]
    fn write(&self, response: &mut ResponseWriter);

    /// The member `message`, if this is an error's output and has one.
    #[doc(hidden)]
    fn message(&self) -> Option<&str> {
        None
    }
}

impl Output for () {
    fn read(_: &mut ResponseReader<'_>) -> Result<Self, DecodeError> {
        Ok(())
    }

    fn write(&self, _: &mut ResponseWriter) {}
}

/// What is there with the feature `testing` only: `new` and the setters of outputs, which the handlers of a fake service
/// make.
#[cfg(feature = "testing")]
#[doc(hidden)]
#[macro_export]
macro_rules! __testing_only {
    ($($tokens:tt)*) => { $($tokens)* };
}

#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __testing_only {
    ($($tokens:tt)*) => {};
}
