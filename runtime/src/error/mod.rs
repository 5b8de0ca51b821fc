//! The error of a call: one type, one line that says everything.

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
/// `Display` is one line with all there is to know: service, operation, code and message (or what else went wrong),
/// and in parentheses the HTTP status, the request's id, the attempt and the region:
/// `chime CreateRoom: ThrottledClientException: slow down (HTTP 429, request 1f2e.., attempt 3 of 3, us-east-1)`.
/// A service's text is cut where it is long. [`source`](StdError::source) is the [`Failure`], which adds what the line
/// does not say, so that a reporter that prints the chain (`{:#}` of anyhow) repeats nothing; [`cause`](Self::cause) lends
/// the cause for a downcast.
///
/// No secret key, session token, signature or `sensitive` member of the request is in `Display` or `Debug`, though
/// the service quotes it, in whatever escapes.
pub struct Error<E = Unmodeled>(Box<Inner<E>>);

struct Inner<E> {
    failure: Failure,
    service: Option<E>,
}

/// Which part of a call failed, and so whether the service may have acted on the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A member's value does not fit its place in the request (an empty label, a line break in a header). Nothing was
    /// sent.
    Build,
    /// A setting cannot be used. Nothing was sent.
    Config,
    /// There are no credentials. Nothing was sent.
    Credentials,
    /// The service has no endpoint for this region and configuration, or there is no region. Nothing was sent.
    Endpoint,
    /// The request could not be signed. Nothing was sent.
    Signing,
    /// The connection failed; [`TransportError::kind`](crate::TransportError::kind) tells whether the service may have seen the request.
    Transport,
    /// Time ran out. The service may have acted on the request.
    Timeout,
    /// The service answered with an error.
    Service,
    /// The service's answer does not fit the declaration. The service has acted on the request.
    Decode,
    /// The service gave the same page token twice; the pages up to there were delivered.
    Pagination,
}

impl<E> Error<E> {
    pub(crate) fn new(failure: Failure, service: Option<E>) -> Self {
        Self(Box::new(Inner { failure, service }))
    }

    /// An error of an operation that was not even begun, or that has several calls.
    pub(crate) fn of<O: Operation>(cause: Cause) -> Self {
        let details = Details {
            service: O::META.service_name(),
            operation: O::META.name,
            ..Details::default()
        };
        Self::new(Failure { details, cause }, None)
    }

    /// The call without its service's error type: what [`source`](StdError::source) gives.
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

    /// The service's error, if it is one, and nothing of the rest; [`into_parts`](Self::into_parts) keeps that.
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

    /// The code of the service's error, as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.failure.code()
    }

    /// The message of the service's error, in full (of the body's first MiB): `Display` cuts a long one.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.failure.message()
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.failure.status()
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.failure.request_id()
    }

    /// How many attempts were started.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.failure.attempts()
    }

    /// The region that the request was for.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.failure.region()
    }

    /// Which timeout ran out, if one did.
    #[must_use]
    pub fn timeout(&self) -> Option<TimeoutKind> {
        self.0.failure.timeout()
    }

    /// What went wrong underneath: a [`BuildError`](crate::BuildError), [`ConfigError`](crate::ConfigError),
    /// [`EndpointError`](crate::EndpointError), [`TransportError`](crate::TransportError),
    /// [`DecodeError`](crate::DecodeError) or `CredentialsError`. Its text is part of this error's text.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.failure.cause()
    }

    /// Whether the last attempt failed in a way that the client retries: a broken connection, a timeout of any kind, a
    /// status 500, 502, 503 or 504, throttling, or an error that is declared `retry`.
    ///
    /// It is `true` also where there was no further attempt (they were used up, the budget was, or the payload can be
    /// read once; the text says which), so that the same call may succeed later. Before you make it again yourself, see
    /// [`may_have_been_sent`](Self::may_have_been_sent).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.failure.is_retryable()
    }

    /// Whether the service asked for fewer requests: one of AWS's throttling codes, the status 429, or an error that is
    /// declared `retry = "throttling"`.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.failure.is_throttling()
    }

    /// Whether time ran out: one of the client's limits ([`timeout`](Self::timeout) says which), or one of the transport's
    /// own. A service's error that speaks of a timeout is not one.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.failure.is_timeout()
    }

    /// Whether the service may have seen the request, in whole or in part, in any of the attempts, and so may have acted
    /// on it.
    ///
    /// It is `false` only if it cannot have: the request was not built or signed, no connection was made, or its payload
    /// could not be read to its end. It is `true` after every timeout of a call that has begun an attempt, and whenever
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

/// Begins with the line of `Display`: it is what `fn main() -> Result<(), Box<dyn Error>>` and `unwrap` print.
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
