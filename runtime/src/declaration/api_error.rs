//! The errors that a service documents: what `#[derive(ApiError)]` implements, and the predefined bodies.

use std::fmt;

use bytes::Bytes;

use crate::binding::response::{ResponseReader, ResponseWriter};
use crate::codec::decode::DecodeError;
use crate::declaration::meta::ErrorCode;
use crate::declaration::output::Output;
use crate::redact::shown::Shown;

/// The errors of a service: an enum with `#[derive(ApiError)]`, or [`Unmodeled`].
///
/// Only the derive implements this trait: the hidden items belong to the macros and may change in any version.
///
/// ```
/// use opsmith::{ApiError, ErrorBody, Unmodeled};
///
/// #[derive(Debug, ApiError)]
/// #[op(service = "ivschat")]
/// enum IvsChatError {
///     ResourceNotFound(ErrorBody),
///     #[op(other)]
///     Other(Unmodeled),
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation's error",
    label = "put `#[derive(Debug, ApiError)]` on its declaration",
    note = "an error is an enum with `#[derive(Debug, ApiError)]`; leave `error` out for `opsmith::Unmodeled`"
)]
pub trait ApiError: std::error::Error + Sized + Send + Sync + 'static {
    /// The codes, in the order of the variants.
    const CODES: &'static [ErrorCode];

    /// Fails where the declaration has mistakes.
    #[doc(hidden)]
    const CHECKED: usize = 0;

    /// Reads the error with the code at `index`, or the one for all other codes.
    #[doc(hidden)]
    fn read(index: Option<usize>, response: &mut ResponseReader<'_>) -> Result<Self, DecodeError>;

    /// The index of the variant's code, and its value.
    #[doc(hidden)]
    fn variant(&self) -> (Option<usize>, &dyn ErrorShape);
}

/// What an error variant contains.
#[doc(hidden)]
pub trait ErrorShape {
    fn shape_message(&self) -> Option<&str>;
    fn shape_code(&self) -> Option<&str>;
    fn write_shape(&self, response: &mut ResponseWriter);
}

impl<T: Output> ErrorShape for T {
    fn shape_message(&self) -> Option<&str> {
        self.message()
    }

    fn shape_code(&self) -> Option<&str> {
        let any: &dyn std::any::Any = self;
        any.downcast_ref::<Unmodeled>()
            .and_then(|unmodeled| unmodeled.code.as_deref())
    }

    fn write_shape(&self, response: &mut ResponseWriter) {
        self.write(response);
    }
}

/// A member that can be an error's message or a page token.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a string",
    label = "this member has to be a `String` or an `Option<String>`"
)]
pub trait AsMessage {
    fn as_message(&self) -> Option<&str>;
}

impl AsMessage for String {
    fn as_message(&self) -> Option<&str> {
        Some(self)
    }
}

impl AsMessage for Option<String> {
    fn as_message(&self) -> Option<&str> {
        self.as_deref()
    }
}

/// `NotFoundException: no such room`: the text of the derived `Display`.
#[doc(hidden)]
pub fn fmt_api_error<E: ApiError>(error: &E, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (index, shape) = error.variant();
    let code = index.and_then(|index| E::CODES[index].code());
    fmt_code_and_message(
        code.or_else(|| shape.shape_code()),
        shape.shape_message(),
        f,
    )
}

pub(crate) fn fmt_code_and_message(
    code: Option<&str>,
    message: Option<&str>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match (code, message) {
        (Some(code), Some(message)) => write!(f, "{}: {}", Shown(code), Shown(message)),
        (Some(code), None) => fmt::Display::fmt(&Shown(code), f),
        (None, Some(message)) => fmt::Display::fmt(&Shown(message), f),
        (None, None) => f.write_str("an error without a code"),
    }
}

/// The body of most errors: just a message.
///
/// ```
/// use opsmith::ErrorBody;
///
/// let body = ErrorBody::new("no such room");
/// assert_eq!(body.message(), Some("no such room"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ErrorBody {
    message: Option<String>,
}

impl ErrorBody {
    /// Creates a body with a message.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: Some(message.into()),
        }
    }

    /// The service's message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl fmt::Debug for ErrorBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorBody")
            .field("message", &self.message().map(Shown))
            .finish()
    }
}

impl Output for ErrorBody {
    fn read(response: &mut ResponseReader<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            message: response
                .envelope()
                .and_then(|envelope| envelope.message.clone()),
        })
    }

    fn write(&self, response: &mut ResponseWriter) {
        response.message(self.message());
    }

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// An error that the declaration does not name, kept in full. `Debug` shows only the length of the body.
///
/// ```
/// use opsmith::Unmodeled;
///
/// let error = Unmodeled::new(409, "ConflictException", "the room is in use");
/// assert_eq!((error.status(), error.code()), (409, Some("ConflictException")));
/// assert_eq!(error.message(), Some("the room is in use"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unmodeled {
    code: Option<String>,
    message: Option<String>,
    status: u16,
    body: Bytes,
}

impl Unmodeled {
    /// Creates an error with a code and a message, for a fake service to return.
    pub fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: Some(code.into()),
            message: Some(message.into()),
            status,
            body: Bytes::new(),
        }
    }

    /// The error code, if the response has one (a proxy's error page does not).
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The service's message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The response's body as received.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }
}

impl Output for Unmodeled {
    fn read(response: &mut ResponseReader<'_>) -> Result<Self, DecodeError> {
        let envelope = response.envelope().cloned().unwrap_or_default();
        Ok(Self {
            code: envelope.code,
            message: envelope.message,
            status: response.status_code().as_u16(),
            body: response.take_bytes(),
        })
    }

    fn write(&self, response: &mut ResponseWriter) {
        response.status(&self.status);
        if self.body.is_empty() {
            response.message(self.message());
        } else {
            response.body = self.body.clone();
        }
    }

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

impl fmt::Display for Unmodeled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_code_and_message(self.code(), self.message(), f)
    }
}

impl fmt::Debug for Unmodeled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unmodeled")
            .field("code", &self.code().map(Shown))
            .field("message", &self.message().map(Shown))
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl std::error::Error for Unmodeled {}

impl ApiError for Unmodeled {
    const CODES: &'static [ErrorCode] = &[];

    fn read(_: Option<usize>, response: &mut ResponseReader<'_>) -> Result<Self, DecodeError> {
        Output::read(response)
    }

    fn variant(&self) -> (Option<usize>, &dyn ErrorShape) {
        (None, self)
    }
}
