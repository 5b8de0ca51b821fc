//! What an expansion says of an operation, and what it is called with.

use http::Method;

use crate::binding::request::RequestWriter;
use crate::binding::response::ResponseReader;
use crate::codec::decode::DecodeError;
use crate::declaration::api_error::{ApiError, ErrorCode};
use crate::endpoint::ServiceMeta;

/// An operation: a struct with `#[operation(..)]`, which implements this.
///
/// What there is to do with one (`send`, `presign`, ...) are methods of the struct.
///
/// The attribute implements it, and nothing else does: the hidden items are part of the macros and may change in any version.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "put `#[operation(service = \"..\", path = \"..\")]` on its declaration"
)]
pub trait Operation: Sized + Send + Sync + 'static {
    /// What is known of the operation at compile time.
    const META: &'static OperationMeta;
    /// What the service answers.
    type Output: Output;
    /// The errors that the service documents.
    type Error: ApiError;

    /// Writes the members into a request.
    #[doc(hidden)]
    fn write(&self, request: &mut RequestWriter<'_>);
}

/// What is known of an operation at compile time.
///
/// The macros make it, over a hidden `DEFAULT`, so that fields may be added in any version: read it and do not build it.
#[allow(clippy::struct_excessive_bools)] // Smithy's traits, each there or not
#[derive(Debug)]
pub struct OperationMeta {
    /// The operation's name, as the service knows it.
    pub name: &'static str,
    /// The service.
    pub service: &'static ServiceMeta,
    /// The HTTP method.
    pub method: Method,
    /// The path's literal pieces around its labels, percent-encoded.
    pub path: &'static [&'static str],
    /// The query's constant parameters, percent-encoded.
    pub query: &'static str,
    /// The host prefix's literal pieces around its labels; empty without one.
    pub host_prefix: &'static [&'static str],
    /// The codes of the errors that the service documents.
    pub errors: &'static [ErrorCode],
    /// Whether the body's MD5 is sent (Smithy's `httpChecksumRequired`).
    pub md5: bool,
    /// Whether the body is compressed with gzip (Smithy's `requestCompression`).
    pub compression: bool,
    /// Whether the request is sent without a signature (Smithy's `noAuth`).
    pub no_auth: bool,
    /// Whether the signature leaves out the payload (`aws.auth#unsignedPayload`).
    pub unsigned_payload: bool,
    /// Whether the URL shows a `sensitive` member.
    pub sensitive_url: bool,
}

impl OperationMeta {
    /// What most operations are.
    #[doc(hidden)]
    pub const DEFAULT: Self = Self {
        name: "",
        service: &ServiceMeta::own("", ""),
        method: Method::GET,
        path: &["/"],
        query: "",
        host_prefix: &[],
        errors: &[],
        md5: false,
        compression: false,
        no_auth: false,
        unsigned_payload: false,
        sensitive_url: false,
    };

    /// What messages call the service: its id, or the name that an own service is signed for.
    #[must_use]
    pub const fn service_name(&self) -> &'static str {
        if self.service.id.is_empty() {
            self.service.signing_name
        } else {
            self.service.id
        }
    }
}

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
    fn write(&self, response: &mut crate::binding::response::ResponseWriter);

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

    fn write(&self, _: &mut crate::binding::response::ResponseWriter) {}
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
