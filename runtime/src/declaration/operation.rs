//! An operation, as an expansion declares it.

use crate::binding::request::RequestWriter;
#[cfg(feature = "__both-ends")]
use crate::binding::request_reader::RequestReader;
#[cfg(feature = "__both-ends")]
use crate::codec::decode::DecodeError;
use crate::declaration::api_error::ApiError;
#[cfg(feature = "__both-ends")]
use crate::declaration::content::Content;
use crate::declaration::meta::{ErrorCode, OperationMeta};
use crate::declaration::output::Output;

/// An operation: a struct with `#[operation(..)]`.
///
/// To use one, call the struct's own methods (`send`, `presign`, ...).
///
/// Only the attribute implements this trait: the hidden items belong to the macros and may change in any version.
///
/// ```
/// use opsmith::{Call, Client, Error, Operation, operation};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// /// Sends any operation and says which.
/// async fn send<O: Operation>(operation: O, client: &Client) -> Result<O::Output, Error<O::Error>> {
///     println!("{} {}", O::META.service.id, O::META.name);
///     Call::new(operation, client).await
/// }
/// # async fn example(client: &Client) { let _ = send(DeleteRoom::new("room"), client).await; }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "put `#[operation(service = \"..\", path = \"..\")]` on its declaration"
)]
pub trait Operation: Sized + Send + Sync + 'static {
    /// What is known of the operation at compile time.
    const META: &'static OperationMeta;
    /// The output.
    type Output: Output;
    /// The errors that the service documents.
    type Error: ApiError;

    /// Writes the members into a request.
    #[doc(hidden)]
    fn write(&self, request: &mut RequestWriter<'_>);

    /// What the body of a request is.
    #[cfg(feature = "__both-ends")]
    #[doc(hidden)]
    const CONTENT: Content = Content::Nothing;

    /// Whether the path's last label spans several segments.
    #[cfg(feature = "__both-ends")]
    #[doc(hidden)]
    const GREEDY: bool = false;

    /// Reads the members of a request, for a fake service or a server. Declarations with mistakes do not have it.
    #[cfg(feature = "__both-ends")]
    #[doc(hidden)]
    fn read(_: &mut RequestReader<'_>) -> Result<Self, DecodeError> {
        Err(DecodeError::new("the operation cannot be read"))
    }
}

/// What exists only for fakes and servers: `Operation::read`.
#[cfg(feature = "__both-ends")]
#[doc(hidden)]
#[macro_export]
macro_rules! __both_ends {
    ($($tokens:tt)*) => { $($tokens)* };
}

#[cfg(not(feature = "__both-ends"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __both_ends {
    ($($tokens:tt)*) => {};
}

/// The codes of an operation's errors.
#[doc(hidden)]
#[must_use]
pub const fn codes<O: Operation>() -> &'static [ErrorCode] {
    <O::Error as ApiError>::CODES
}
