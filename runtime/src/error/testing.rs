//! Errors built by hand, for tests of code that hides its calls behind a trait.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::{Cause, Details, Error, Failure, TimeoutKind};
use crate::binding::response::{ResponseReader, ResponseWriter};
use crate::declaration::api_error::ApiError;
use crate::declaration::meta::ErrorCode;
use crate::endpoint::ServiceMeta;
use crate::protocol::envelope::Envelope;
use crate::protocol::{Message, Protocol};
use crate::retry::{RetryKind, classify};
use crate::transport::TransportError;

/// What the errors go through that no service sent: what your own services speak.
const UNSPOKEN: &dyn Protocol = ServiceMeta::own("", "").protocol;

/// AWS's code for throttling, used if the error type does not declare one.
const THROTTLING: &str = "ThrottlingException";

/// Errors for tests, with the feature `testing`. Their text starts with `test call`, because they do not belong to an
/// operation.
///
/// ```
/// use opsmith::{Error, TimeoutKind, TransportError, TransportErrorKind, Unmodeled};
///
/// let missing = Unmodeled::new(404, "NotFoundException", "no such room");
/// let error: Error = Error::from_service_error(missing);
/// assert_eq!((error.status(), error.code()), (Some(404), Some("NotFoundException")));
/// assert!(!error.is_retryable());
///
/// let error: Error = Error::from_throttling();
/// assert!(error.is_throttling() && error.is_retryable());
///
/// let error: Error = Error::from_timeout(TimeoutKind::Attempt);
/// assert!(error.is_timeout() && error.may_have_been_sent());
///
/// let refused = TransportError::new(TransportErrorKind::Connect, "connection refused");
/// let error: Error = Error::from_transport_error(refused);
/// assert!(error.is_retryable() && !error.may_have_been_sent());
/// ```
impl<E: ApiError> Error<E> {
    /// An error returned by the service, with the code and status it is declared with.
    #[must_use]
    pub fn from_service_error(error: E) -> Self {
        let (index, shape) = error.variant();
        let declared = index.and_then(|index| E::CODES.get(index));
        let code = declared.and_then(ErrorCode::code);
        let code = code.or_else(|| shape.shape_code()).map(str::to_owned);
        let message = shape.shape_message().map(str::to_owned);
        let status = declared.and_then(|declared| StatusCode::from_u16(declared.status).ok());
        let mut response = ResponseWriter::new(
            UNSPOKEN,
            Message::Error,
            status.unwrap_or(StatusCode::BAD_REQUEST),
        );
        // An error without a declared code supplies its own status.
        shape.write_shape(&mut response);
        let envelope = Envelope {
            code,
            message,
            modeled: None,
            request_id: None,
            sender_fault: None,
        };
        Self::answered(response.status, envelope, Some(error))
    }

    /// A throttling error with status 429. Its code is the first one declared with `retry = "throttling"`, or
    /// `ThrottlingException`.
    #[must_use]
    pub fn from_throttling() -> Self {
        let declared = E::CODES
            .iter()
            .position(|code| code.retry == Some(RetryKind::Throttling));
        let code = declared
            .and_then(|index| E::CODES[index].code())
            .unwrap_or(THROTTLING);
        let named =
            ErrorCode::position(E::CODES, [Some(code), None], StatusCode::TOO_MANY_REQUESTS);
        let envelope = Envelope {
            code: Some(code.to_owned()),
            message: Some("Rate exceeded".to_owned()),
            modeled: None,
            request_id: None,
            sender_fault: None,
        };
        let (status, headers) = (StatusCode::TOO_MANY_REQUESTS, HeaderMap::new());
        let body = r#"{"message":"Rate exceeded"}"#.into();
        let mut reader = ResponseReader::of_error(UNSPOKEN, status, &headers, body, &envelope);
        // An error with required members cannot be built here.
        let service = E::read(named, &mut reader).ok();
        Self::answered(status, envelope, service)
    }

    /// A client timeout, with a limit of 30 seconds.
    #[must_use]
    pub fn from_timeout(which: TimeoutKind) -> Self {
        let limit = Duration::from_secs(30);
        let retry = (which != TimeoutKind::Operation).then_some(RetryKind::Transient);
        Self::without_response(Cause::Timeout { which, limit }, retry)
    }

    /// A failed connection.
    #[must_use]
    pub fn from_transport_error(error: TransportError) -> Self {
        let retry = classify::classify_transport(error.kind());
        Self::without_response(Cause::Transport(error), retry)
    }

    fn answered(status: StatusCode, envelope: Envelope, service: Option<E>) -> Self {
        let Envelope { code, message, .. } = envelope;
        let details = Details {
            status: Some(status.as_u16()),
            retry: classify::classify_response(status, [code.as_deref(), None], E::CODES),
            ..attempted()
        };
        let cause = Cause::Service {
            code,
            message,
            body: None,
        };
        Self::new(Failure { details, cause }, service)
    }

    fn without_response(cause: Cause, retry: Option<RetryKind>) -> Self {
        let details = Details {
            retry,
            ..attempted()
        };
        Self::new(Failure { details, cause }, None)
    }
}

fn attempted() -> Details {
    Details {
        service: "test",
        operation: "call",
        attempt: 1,
        max_attempts: 1,
        ..Details::default()
    }
}
