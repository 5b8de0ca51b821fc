//! A failed attempt.

use std::time::Duration;

use super::ErrorResponse;
use crate::error::{Cause, TimedOut, TimeoutKind};
use crate::retry::classify::RetryAfter;
use crate::retry::{RetryKind, classify};
use crate::transport::body::{BoxError, TooLarge};
use crate::transport::{TransportError, TransportErrorKind};

/// A failed attempt, with what the retry loop needs to know about it.
#[derive(Debug)]
pub(super) struct FailedAttempt {
    pub(super) cause: Cause,
    /// The response, if the service caused the failure.
    pub(super) response: Option<Box<ErrorResponse>>,
    /// Why it is retryable, if it is.
    pub(super) retry: Option<RetryKind>,
    pub(super) retry_after: Option<RetryAfter>,
    /// Whether the request was rejected because of its date and the next one has a better date: it is sent at once and
    /// costs nothing.
    pub(super) redated: bool,
    /// Whether the attempt failed before any of it was sent.
    pub(super) unsent: bool,
    /// The response's status and the request ID, if there was a response.
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<String>,
}

impl FailedAttempt {
    pub(super) fn fatal(cause: Cause) -> Self {
        Self {
            cause,
            response: None,
            retry: None,
            retry_after: None,
            redated: false,
            unsent: false,
            status: None,
            request_id: None,
        }
    }

    pub(super) fn unsent(cause: Cause) -> Self {
        Self {
            unsent: true,
            ..Self::fatal(cause)
        }
    }

    pub(super) fn transport(error: TransportError) -> Self {
        Self {
            retry: classify::classify_transport(error.kind()),
            ..Self::fatal(Cause::Transport(error))
        }
    }

    pub(super) fn timeout(which: TimeoutKind, limit: Duration) -> Self {
        Self {
            retry: (which != TimeoutKind::Operation).then_some(RetryKind::Transient),
            ..Self::fatal(Cause::Timeout { which, limit })
        }
    }

    /// A body that could not be read to the end.
    pub(super) fn body(error: BoxError) -> Self {
        let error = match error.downcast::<TransportError>() {
            Ok(error) => *error,
            Err(error) if error.is::<TooLarge>() => {
                let error = TransportError::new(TransportErrorKind::TooLarge, error);
                return Self::fatal(Cause::Transport(error));
            }
            Err(error) => TransportError::new(TransportErrorKind::Body, error),
        };
        match error.timed_out() {
            Some(TimedOut { which, limit }) => Self::timeout(which, limit),
            None => Self::transport(error),
        }
    }

    pub(super) fn with_response(mut self, response: ErrorResponse) -> Self {
        self.response = Some(Box::new(response));
        self
    }

    /// The code of the service's error.
    pub(super) fn code(&self) -> Option<&str> {
        self.response.as_ref()?.envelope.code.as_deref()
    }
}
