//! What failed, for any operation.

use std::{
    borrow::Cow,
    error::Error as StdError,
    fmt::{self, Write},
    time::Duration,
};

use aws_credential_types::provider::error::CredentialsError;

use super::ErrorKind;
use super::timed_out::{TimedOut, TimeoutKind};
use crate::binding::request::BuildError;
use crate::codec::decode::DecodeError;
use crate::config::ConfigError;
use crate::credentials::ChainError;
use crate::endpoint::EndpointError;
use crate::redact::shown::{OneLine, Shown};
use crate::retry::RetryKind;
use crate::transport::{TransportError, TransportErrorKind, write_chain};

/// A failed call, without the service's error type: the [`source`](std::error::Error::source) of every
/// [`Error`](crate::Error).
///
/// Code that does not know the operation's error type (a layer, or a handler of `anyhow` errors) can find it in the
/// error chain and call the same methods on it. Its `Display` adds what the error's own line leaves out: which part of
/// the call failed, and whether the service may have acted on the request, as in
/// `transport error (nothing reached the service)`.
///
/// ```
/// # fn look(error: &(dyn std::error::Error + 'static)) {
/// let mut next = Some(error);
/// while let Some(error) = next {
///     if let Some(failure) = error.downcast_ref::<opsmith::Failure>() {
///         println!("{:?}, retryable: {}", failure.kind(), failure.is_retryable());
///     }
///     next = error.source();
/// }
/// # }
/// ```
pub struct Failure {
    pub(crate) details: Details,
    pub(crate) cause: Cause,
}

/// The state of a call when it ended.
#[derive(Clone, Debug, Default)]
pub(crate) struct Details {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) region: Option<String>,
    /// The number of attempts that were started.
    pub(crate) attempt: u32,
    pub(crate) max_attempts: u32,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    /// Whether the sender is at fault, if the service's last error says so.
    pub(crate) sender_fault: Option<bool>,
    /// Why the last attempt's failure is worth another attempt, if it is.
    pub(crate) retry: Option<RetryKind>,
    /// Whether any part of any attempt may have reached the service.
    pub(crate) sent: bool,
    /// Why a retryable failure was not retried.
    pub(crate) not_retried: Option<Cow<'static, str>>,
}

/// What failed, for any operation.
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
    /// The service's typed error is kept next to this.
    Service {
        code: Option<String>,
        message: Option<String>,
        /// An excerpt of the body, if it is not an AWS error or was not read to the end.
        body: Option<String>,
    },
    Decode(DecodeError),
    RepeatedToken,
}

impl Cause {
    /// Whether an attempt that failed with this may have reached the service.
    pub(crate) fn may_have_been_sent(&self) -> bool {
        match self {
            Self::Build(_)
            | Self::Config(_)
            | Self::Credentials(_)
            | Self::Endpoint(_)
            | Self::Signing(_) => false,
            Self::Transport(error) => !matches!(
                error.kind(),
                TransportErrorKind::Connect | TransportErrorKind::Request
            ),
            Self::Timeout { .. } | Self::Service { .. } | Self::Decode(_) | Self::RepeatedToken => {
                true
            }
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "cannot build the request: {error}"),
            Self::Config(error) => error.fmt(f),
            Self::Credentials(error) => credentials(error, f),
            Self::Endpoint(error) => error.fmt(f),
            Self::Signing(problem) => write!(f, "cannot sign the request: {problem}"),
            Self::Transport(error) => error.fmt(f),
            &Self::Timeout { which, limit } => TimedOut { which, limit }.fmt(f),
            Self::Service {
                code: None,
                message: None,
                body: Some(body),
            } => write!(f, "error without a code: {body}"),
            Self::Service {
                code: Some(code),
                message: None,
                body: Some(body),
            } => write!(f, "{}: {body}", Shown(code)),
            Self::Service { code, message, .. } => {
                crate::declaration::api_error::fmt_code_and_message(
                    code.as_deref(),
                    message.as_deref(),
                    f,
                )
            }
            Self::Decode(error) => write!(f, "the response does not match the declaration: {error}"),
            Self::RepeatedToken => f.write_str(
                "the service returned the same page token twice, so pagination would never end; the pages before that were delivered",
            ),
        }
    }
}

/// Explains why there are no credentials, without repeating itself.
fn credentials(error: &CredentialsError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // The text of `CredentialsError` itself says less than its source does.
    match error.source() {
        Some(chain) if chain.is::<ChainError>() => fmt::Display::fmt(chain, f)?,
        source => {
            f.write_str("no credentials")?;
            write_chain(source.unwrap_or(error), f)?;
        }
    }
    if let CredentialsError::ProviderTimedOut(_) = error {
        f.write_str("; `ClientBuilder::credentials_timeout` sets the limit")?;
    }
    Ok(())
}

/// The error's single line of text.
pub(crate) struct Line<'f>(pub(crate) &'f Failure);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = &mut OneLine(f);
        let Failure { details, cause } = self.0;
        write!(f, "{} {}: {cause}", details.service, details.operation)?;
        let mut separator = " (";
        let mut item = |f: &mut OneLine<'_>, text: fmt::Arguments<'_>| {
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
    /// Which part of the call failed.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
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

    /// The code of the service's error, such as `NotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.cause {
            Cause::Service { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// The message of the service's error, in full; `Display` truncates a long one.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.cause {
            Cause::Service { message, .. } => message.as_deref(),
            _ => None,
        }
    }

    /// The HTTP status, if there was a response.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.details.status
    }

    /// The request ID assigned by the service.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.details.request_id.as_deref()
    }

    /// Whether the service says that the request is wrong, and not the service itself. In the protocols that name who is at
    /// fault (as `Sender` or `Receiver`), this is what the response says; otherwise, it is whether the status is 4xx.
    #[must_use]
    pub fn is_sender_fault(&self) -> bool {
        let by_status = || matches!(self.details.status, Some(400..=499));
        matches!(self.cause, Cause::Service { .. })
            && self.details.sender_fault.unwrap_or_else(by_status)
    }

    /// The number of attempts that were started.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.details.attempt
    }

    /// The region the request was sent to.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.details.region.as_deref()
    }

    /// Which timeout expired, if one did.
    #[must_use]
    pub const fn timeout(&self) -> Option<TimeoutKind> {
        match self.cause {
            Cause::Timeout { which, .. } => Some(which),
            _ => None,
        }
    }

    /// The underlying cause: a [`BuildError`], [`ConfigError`], [`EndpointError`], [`TransportError`], [`DecodeError`]
    /// or `CredentialsError`. The error's line already includes its text.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.cause {
            Cause::Build(error) => Some(error),
            Cause::Config(error) => Some(error),
            Cause::Credentials(error) => Some(error),
            Cause::Endpoint(error) => Some(error),
            Cause::Transport(error) => Some(error),
            Cause::Decode(error) => Some(error),
            Cause::Signing(_)
            | Cause::Timeout { .. }
            | Cause::Service { .. }
            | Cause::RepeatedToken => None,
        }
    }

    /// See [`Error::is_retryable`](crate::Error::is_retryable).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.details.retry.is_some() || self.is_timeout()
    }

    /// See [`Error::is_throttling`](crate::Error::is_throttling).
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.details.retry == Some(RetryKind::Throttling)
    }

    /// See [`Error::is_timeout`](crate::Error::is_timeout).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &self.cause {
            Cause::Timeout { .. } => true,
            Cause::Transport(error) => error.kind() == TransportErrorKind::Timeout,
            _ => false,
        }
    }

    /// See [`Error::may_have_been_sent`](crate::Error::may_have_been_sent).
    #[must_use]
    pub fn may_have_been_sent(&self) -> bool {
        let untried = matches!(self.cause, Cause::Timeout { .. }) && self.details.attempt == 0;
        self.details.sent || (self.cause.may_have_been_sent() && !untried)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind() {
            ErrorKind::Build => "build error",
            ErrorKind::Config => "configuration error",
            ErrorKind::Credentials => "credentials error",
            ErrorKind::Endpoint => "endpoint error",
            ErrorKind::Signing => "signing error",
            ErrorKind::Transport => "transport error",
            ErrorKind::Timeout => "timeout",
            ErrorKind::Service => "service error",
            ErrorKind::Decode => "decode error",
            ErrorKind::Pagination => "pagination error",
        })?;
        f.write_str(if self.details.status.is_some() {
            " (the service answered)"
        } else if self.may_have_been_sent() {
            " (the service may have acted on the request)"
        } else {
            " (nothing reached the service)"
        })
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(&Line(self).to_string())
            .field("kind", &self.kind())
            .finish()
    }
}

impl StdError for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_credentials_are_mentioned_once() {
        let chain = ChainError { tried: Vec::new() };
        let text = Cause::Credentials(chain.into()).to_string();
        assert_eq!(text, "no credentials");
        let other = CredentialsError::not_loaded("nobody signed in");
        let text = Cause::Credentials(other).to_string();
        assert_eq!(text, "no credentials: nobody signed in");
    }
}
