//! The error of a call: one type, with one line of text that says everything.

mod failure;
#[cfg(feature = "testing")]
mod testing;
pub(crate) mod timed_out;

use std::{error::Error as StdError, fmt};

use crate::declaration::api_error::{ApiError, Unmodeled};
use crate::declaration::operation::Operation;
use crate::redact::shown::ShownValue;

pub use failure::Failure;
use failure::Line;
pub(crate) use failure::{Cause, Details};
pub(crate) use timed_out::TimedOut;
pub use timed_out::TimeoutKind;

/// Why a call failed.
///
/// `Display` is one line with everything there is to know: the service, the operation, the error code and message (or
/// whatever else went wrong), and in parentheses the HTTP status, the request ID, the attempt and the region:
/// `chime CreateRoom: ThrottledClientException: slow down (HTTP 429, request 1f2e.., attempt 3 of 3, us-east-1)`. Long
/// text from the service is truncated. [`source`](StdError::source) is the [`Failure`], which adds only what the line
/// does not say, so a reporter that prints the whole chain (such as anyhow's `{:#}`) does not repeat itself. Use
/// [`cause`](Self::cause) to downcast to the underlying error.
///
/// Neither `Display` nor `Debug` shows a secret key, session token, signature or `sensitive` member of the request,
/// even if the service quotes it, escaped or not.
///
/// ```
/// # use opsmith::{ApiError, ErrorBody, Unmodeled, operation};
/// # #[operation(service = "ivschat", error = IvsChatError)]
/// # struct DeleteRoom { identifier: String }
/// # #[derive(Debug, ApiError)]
/// # #[op(service = "ivschat")]
/// # enum IvsChatError {
/// #     ResourceNotFound(ErrorBody),
/// #     #[op(other)]
/// #     Other(Unmodeled),
/// # }
/// # async fn example(client: &opsmith::Client) -> Result<(), Box<dyn std::error::Error>> {
/// match DeleteRoom::new("room").send(client).await {
///     Ok(()) => println!("deleted"),
///     Err(error) => match error.service_error() {
///         Some(IvsChatError::ResourceNotFound(_)) => println!("already gone"),
///         _ if error.is_throttling() => println!("busy: {error}"),
///         _ => return Err(error.into()),
///     },
/// }
/// # Ok(())
/// # }
/// ```
pub struct Error<E = Unmodeled>(Box<Inner<E>>);

struct Inner<E> {
    failure: Failure,
    service: Option<E>,
}

/// Which part of a call failed, which also tells you whether the service may have acted on the request.
///
/// ```
/// # use opsmith::{Client, ErrorKind, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), opsmith::ConfigError> {
/// let client = Client::builder().region("us-west-2").build()?;
/// let error = DeleteRoom::new("room").send(&client).await.unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Credentials);
/// assert!(!error.may_have_been_sent());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A member's value is not valid where it goes in the request (an empty label, or a line break in a header).
    /// Nothing was sent.
    Build,
    /// A setting is invalid. Nothing was sent.
    Config,
    /// There are no credentials. Nothing was sent.
    Credentials,
    /// The service has no endpoint for this region and configuration, or there is no region. Nothing was sent.
    Endpoint,
    /// The request could not be signed. Nothing was sent.
    Signing,
    /// The connection failed. [`TransportError::kind`](crate::TransportError::kind) tells you whether the service may
    /// have seen the request.
    Transport,
    /// A time limit was exceeded. The service may have acted on the request.
    Timeout,
    /// The service returned an error.
    Service,
    /// The response does not match the declaration. The service has acted on the request.
    Decode,
    /// The service returned the same page token twice. The pages before that were delivered.
    Pagination,
}

impl<E> Error<E> {
    pub(crate) fn new(failure: Failure, service: Option<E>) -> Self {
        Self(Box::new(Inner { failure, service }))
    }

    /// The error of an operation that was never started, or that consists of several calls.
    pub(crate) fn of<O: Operation>(cause: Cause) -> Self {
        let details = Details {
            service: O::META.service_name(),
            operation: O::META.name,
            ..Details::default()
        };
        Self::new(Failure { details, cause }, None)
    }

    /// The failed call, without the service's error type: what [`source`](StdError::source) returns.
    #[must_use]
    pub fn failure(&self) -> &Failure {
        &self.0.failure
    }

    /// Which part of the call failed.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.failure.kind()
    }

    /// The service's error, if it is one.
    #[must_use]
    pub fn service_error(&self) -> Option<&E> {
        self.0.service.as_ref()
    }

    /// The service's error, if it is one. The rest is discarded; use [`into_parts`](Self::into_parts) to keep it.
    #[must_use]
    pub fn into_service_error(self) -> Option<E> {
        self.0.service
    }

    /// The service's error, if it is one, and everything else.
    #[must_use]
    pub fn into_parts(self) -> (Option<E>, Failure) {
        let Inner { failure, service } = *self.0;
        (service, failure)
    }

    /// The code of the service's error, such as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.failure.code()
    }

    /// The message of the service's error, in full (from the first MiB of the body); `Display` truncates a long one.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.failure.message()
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.failure.status()
    }

    /// The request ID assigned by the service.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.failure.request_id()
    }

    /// Whether the service says that the request is wrong, and not the service itself: as the response says it, or
    /// otherwise by a status of 4xx.
    #[must_use]
    pub fn is_sender_fault(&self) -> bool {
        self.0.failure.is_sender_fault()
    }

    /// The number of attempts that were started.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.failure.attempts()
    }

    /// The region the request was sent to.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.failure.region()
    }

    /// Which timeout expired, if one did.
    #[must_use]
    pub fn timeout(&self) -> Option<TimeoutKind> {
        self.0.failure.timeout()
    }

    /// The underlying cause: a [`BuildError`](crate::BuildError), [`ConfigError`](crate::ConfigError),
    /// [`EndpointError`](crate::EndpointError), [`TransportError`](crate::TransportError),
    /// [`DecodeError`](crate::DecodeError) or `CredentialsError`. This error's text already includes its text.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.failure.cause()
    }

    /// Whether the last attempt failed in a way that the client retries: a broken connection, a timeout of any kind,
    /// status 500, 502, 503 or 504, throttling, or an error declared with `retry`.
    ///
    /// This is also `true` if there was no further attempt (because the attempts or the retry budget were used up, or
    /// the payload can only be read once; the text says which). The same call may succeed later. Before you make it
    /// again yourself, see [`may_have_been_sent`](Self::may_have_been_sent).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.failure.is_retryable()
    }

    /// Whether the service throttled the request: one of AWS's throttling codes, status 429, or an error declared with
    /// `retry = "throttling"`.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.failure.is_throttling()
    }

    /// Whether a time limit was exceeded: one of the client's limits ([`timeout`](Self::timeout) says which) or one of
    /// the transport's own. A service error about a timeout does not count.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.failure.is_timeout()
    }

    /// Whether the service may have seen any part of the request, in any attempt, and may therefore have acted on it.
    ///
    /// This is `false` only if that is impossible: the request was not built or signed, no connection was made, or the
    /// payload could not be read to the end. It is `true` after every timeout once an attempt has started, and whenever
    /// there was a response.
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        self.0.failure.may_have_been_sent()
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Line(&self.0.failure).fmt(f)
    }
}

/// Starts with the same line as `Display`, because this is what `fn main() -> Result<(), Box<dyn Error>>` and `unwrap`
/// print.
impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.to_string();
        let mut debug = f.debug_struct(&line);
        debug.field("kind", &self.kind());
        if let Some(service) = &self.0.service {
            debug.field("service_error", &ShownValue(service));
        }
        debug.finish()
    }
}

impl<E: ApiError> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0.failure)
    }
}
