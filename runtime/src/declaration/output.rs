//! What a service returns.

use crate::binding::response::{ResponseReader, ResponseWriter};
use crate::codec::decode::DecodeError;
#[cfg(feature = "__both-ends")]
use crate::declaration::content::Content;

/// The output of an operation: a struct with `#[output]`, or `()`.
///
/// Only the attribute implements this trait: the hidden items belong to the macros and may change in any version.
///
/// ```
/// use opsmith::{operation, output};
///
/// #[output(service = "ivschat")]
/// struct GetRoomOutput { name: Option<String> }
///
/// #[operation(service = "ivschat", output = GetRoomOutput)]
/// struct GetRoom { identifier: String }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation's output",
    label = "put `#[output]` on its declaration",
    note = "an output is a struct with `#[output]`, or `()` if the response has no members"
)]
pub trait Output: Sized + Send + 'static {
    /// Whether the payload is streamed.
    #[doc(hidden)]
    const STREAMING: bool = false;

    /// What the body of a response is.
    #[cfg(feature = "__both-ends")]
    #[doc(hidden)]
    const CONTENT: Content = Content::Members;

    /// Fails where the declaration has mistakes.
    #[doc(hidden)]
    const CHECKED: usize = 0;

    /// The members that are lists or maps.
    #[doc(hidden)]
    const LISTS: &'static [&'static str] = &[];

    /// The fields that do not have the name of their member in the model, each with that name.
    #[doc(hidden)]
    const RENAMED: &'static [(&'static str, &'static str)] = &[];

    /// The shapes of the output in AWS's models: service IDs with names.
    #[doc(hidden)]
    const SHAPES: &'static [(&'static str, &'static str)] = &[];

    /// The members that the model's pages consist of, by the hashes of their names there.
    #[doc(hidden)]
    const PAGES: &'static [u64] = &[];

    /// Reads the response.
    #[doc(hidden)]
    fn read(response: &mut ResponseReader<'_>) -> Result<Self, DecodeError>;

    /// Writes the response, for a fake service.
    #[doc(hidden)]
    fn write(&self, response: &mut ResponseWriter);

    /// The `message` member, if this is an error's output and has one.
    #[doc(hidden)]
    fn message(&self) -> Option<&str> {
        None
    }
}

impl Output for () {
    #[cfg(feature = "__both-ends")]
    const CONTENT: Content = Content::Any;

    fn read(_: &mut ResponseReader<'_>) -> Result<Self, DecodeError> {
        Ok(())
    }

    fn write(&self, _: &mut ResponseWriter) {}
}

/// What exists only with the features `testing` and `server`: `new` and the setters of outputs, for handlers.
#[cfg(feature = "__both-ends")]
#[doc(hidden)]
#[macro_export]
macro_rules! __testing_only {
    ($($tokens:tt)*) => { $($tokens)* };
}

#[cfg(not(feature = "__both-ends"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __testing_only {
    ($($tokens:tt)*) => {};
}
