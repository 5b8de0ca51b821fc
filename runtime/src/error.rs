//! The error of a call: one type, one line that says everything.

use std::{
    borrow::Cow,
    error::Error as StdError,
    fmt::{self, Write},
    time::Duration,
};

use aws_credential_types::provider::error::CredentialsError;

use crate::{
    ApiError, BuildError, ConfigError, DecodeError, EndpointError, Operation, TransportError,
    Unmodeled, transport::write_chain,
};

/// Why a call failed.
///
/// `Display` is one line with all there is to know: service, operation, code and message (or what else went wrong),
/// and in parentheses the HTTP status, the request's id, the attempt and the region:
/// `chime CreateRoom: ThrottledClientException: slow down (HTTP 429, request 1f2e.., attempt 3 of 3, us-east-1)`.
/// As that line has every cause in it, `source()` is `None`; [`cause`](Self::cause) lends the cause for a downcast.
///
/// No secret key, session token, signature or `sensitive` member is in `Display` or `Debug`.
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
    /// The connection failed; [`TransportError::kind`] tells whether the service may have seen the request.
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

/// What failed, for whatever operation.
#[derive(Debug)]
pub(crate) enum Cause {
    Build(BuildError),
    Config(ConfigError),
    Credentials(CredentialsError),
    Endpoint(EndpointError),
    Signing(String),
    Transport(TransportError),
    Timeout {
        which: TimeoutKind,
        limit: Duration,
    },
    /// The service's error stands beside this.
    Service {
        code: Option<String>,
        message: Option<String>,
        /// What the body looks like, where it is no error of AWS's.
        body: Option<String>,
    },
    Decode(DecodeError),
    RepeatedToken,
}

/// Which limit was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// The connection was silent.
    Read,
    /// A body hardly moved.
    StalledStream,
    /// One attempt took too long.
    Attempt,
    /// The whole operation took too long, or another attempt could not have ended in time.
    Operation,
}

/// A limit that was reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimedOut {
    pub(crate) which: TimeoutKind,
    pub(crate) limit: Duration,
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.limit;
        match self.which {
            TimeoutKind::Read => {
                write!(f, "the connection was silent for {limit:?} (read timeout)")
            }
            TimeoutKind::StalledStream => write!(
                f,
                "the body moved slower than the minimum throughput for {limit:?} (stalled-stream protection)"
            ),
            TimeoutKind::Attempt => {
                write!(
                    f,
                    "the attempt took longer than {limit:?} (attempt timeout)"
                )
            }
            TimeoutKind::Operation => write!(
                f,
                "the call did not end within {limit:?} (operation timeout)"
            ),
        }
    }
}

impl StdError for TimedOut {}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "cannot build the request: {error}"),
            Self::Config(error) => error.fmt(f),
            Self::Credentials(error) => {
                f.write_str("no credentials")?;
                // The sentence of `CredentialsError` itself says less than its source.
                write_chain(error.source().unwrap_or(error), f)?;
                if let CredentialsError::ProviderTimedOut(_) = error {
                    f.write_str("; `ClientBuilder::credentials_timeout` sets the limit")?;
                }
                Ok(())
            }
            Self::Endpoint(error) => error.fmt(f),
            Self::Signing(problem) => write!(f, "cannot sign the request: {problem}"),
            Self::Transport(error) => error.fmt(f),
            &Self::Timeout { which, limit } => TimedOut { which, limit }.fmt(f),
            Self::Service {
                code: None,
                message: None,
                body: Some(body),
            } => write!(f, "an error without a code: {body}"),
            Self::Service { code, message, .. } => {
                crate::declaration::api_error::fmt_code_and_message(code.as_deref(), message.as_deref(), f)
            }
            Self::Decode(error) => write!(f, "the response does not fit the declaration: {error}"),
            Self::RepeatedToken => f.write_str(
                "the service gave the same page token twice, which would never end; the pages so far were delivered",
            ),
        }
    }
}

/// A failed call without its service's error type: what the pipeline returns.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) details: Details,
    pub(crate) cause: Cause,
}

/// Where a call stood when it ended.
#[derive(Clone, Debug, Default)]
pub(crate) struct Details {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) region: Option<String>,
    /// Attempts that were started.
    pub(crate) attempt: u32,
    pub(crate) max_attempts: u32,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    /// Why a failure that is worth a retry got none.
    pub(crate) not_retried: Option<Cow<'static, str>>,
}

/// Keeps what is written on one line: a service's message, a label or a region may have any character in it.
struct OneLine<'f, 'a>(&'f mut fmt::Formatter<'a>);

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for piece in text.split_inclusive(char::is_control) {
            let mut chars = piece.chars();
            match chars.next_back() {
                Some(last) if last.is_control() => {
                    self.0.write_str(chars.as_str())?;
                    write!(self.0, "{}", last.escape_debug())?;
                }
                _ => self.0.write_str(piece)?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = &mut OneLine(f);
        let details = &self.details;
        write!(
            f,
            "{} {}: {}",
            details.service, details.operation, self.cause
        )?;
        let mut separator = " (";
        let mut item = |f: &mut OneLine<'_, '_>, text: fmt::Arguments<'_>| {
            f.write_str(separator)?;
            separator = ", ";
            f.write_fmt(text)
        };
        if let Some(status) = details.status {
            item(f, format_args!("HTTP {status}"))?;
        }
        if let Some(id) = &details.request_id {
            item(f, format_args!("request {id}"))?;
        }
        if details.attempt > 0 {
            item(
                f,
                format_args!("attempt {} of {}", details.attempt, details.max_attempts),
            )?;
        }
        if let Some(region) = &details.region {
            item(f, format_args!("{region}"))?;
        }
        if let Some(why) = &details.not_retried {
            item(f, format_args!("not retried: {why}"))?;
        }
        if separator == ", " {
            f.write_str(")")?;
        }
        Ok(())
    }
}

impl Failure {
    pub(crate) const fn kind(&self) -> ErrorKind {
        match self.cause {
            Cause::Build(_) => ErrorKind::Build,
            Cause::Config(_) => ErrorKind::Config,
            Cause::Credentials(_) => ErrorKind::Credentials,
            Cause::Endpoint(_) => ErrorKind::Endpoint,
            Cause::Signing(_) => ErrorKind::Signing,
            Cause::Transport(_) => ErrorKind::Transport,
            Cause::Timeout { .. } => ErrorKind::Timeout,
            Cause::Service { .. } => ErrorKind::Service,
            Cause::Decode(_) => ErrorKind::Decode,
            Cause::RepeatedToken => ErrorKind::Pagination,
        }
    }

    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.cause {
            Cause::Build(error) => Some(error),
            Cause::Config(error) => Some(error),
            Cause::Credentials(error) => Some(error),
            Cause::Endpoint(error) => Some(error),
            Cause::Transport(error) => Some(error),
            Cause::Decode(error) => Some(error),
            _ => None,
        }
    }

    fn code(&self) -> Option<&str> {
        match &self.cause {
            Cause::Service { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    fn message(&self) -> Option<&str> {
        match &self.cause {
            Cause::Service { message, .. } => message.as_deref(),
            _ => None,
        }
    }
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

    /// The service's error, if it is one; else this error again.
    pub fn into_service_error(self) -> Result<E, Self> {
        let Inner { failure, service } = *self.0;
        service.ok_or_else(|| Self::new(failure, None))
    }

    /// The code of the service's error, as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.failure.code()
    }

    /// The message of the service's error.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.failure.message()
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.failure.details.status
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.failure.details.request_id.as_deref()
    }

    /// How many attempts were started.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.failure.details.attempt
    }

    /// The region that the request was for.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.failure.details.region.as_deref()
    }

    /// Which timeout ran out, if one did.
    #[must_use]
    pub fn timeout(&self) -> Option<TimeoutKind> {
        match self.0.failure.cause {
            Cause::Timeout { which, .. } => Some(which),
            _ => None,
        }
    }

    /// What went wrong underneath: a [`BuildError`], [`ConfigError`], [`EndpointError`], [`TransportError`],
    /// [`DecodeError`] or `CredentialsError`. Its text is part of this error's text.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.failure.cause()
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.failure.fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("text", &format_args!("{}", self.0.failure))
            .field("service_error", &self.0.service)
            .finish()
    }
}

impl<E: ApiError> StdError for Error<E> {}
