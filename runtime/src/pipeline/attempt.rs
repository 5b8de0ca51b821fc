//! One attempt: sign, send, read.

use std::pin::pin;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tracing::Instrument;
use uuid::Uuid;

use super::{
    ErrorResponse, Limits, Pipeline, UnsignedRequest,
    failed::FailedAttempt,
    prepare::{to_http, unreadable},
    run::Attempts,
    time_limits,
};
use crate::binding::payload::ResponseBody;
use crate::binding::request::RequestBody;
use crate::binding::response::RawResponse;
use crate::error::Cause;
use crate::protocol::envelope;
use crate::redact::secrets::{Sent, SentSecrets};
use crate::retry::classify::RetryAfter;
use crate::retry::{RetryKind, classify};
use crate::signing::skew;
use crate::transport::body::Body;
use crate::transport::{ConnectionHandle, activity};

/// The attempts of one call.
pub(super) struct CallAttempts<'p, 'e> {
    pub(super) pipeline: &'p mut Pipeline<'e>,
    pub(super) request: UnsignedRequest<'e>,
    /// Identifies the attempts as one call in the service's logs.
    pub(super) invocation_id: Uuid,
    pub(super) deadline: Option<(Duration, Duration)>,
    /// The remedies that are used at most once per call, and already were.
    pub(super) redated: bool,
    pub(super) renewed: bool,
}

impl Attempts for CallAttempts<'_, '_> {
    type Output = RawResponse;

    async fn attempt(&mut self, number: u32) -> Result<RawResponse, FailedAttempt> {
        self.pipeline.details.attempt = number;
        let span = tracing::debug_span!(
            "attempt",
            attempt = number,
            http.response.status_code = tracing::field::Empty,
            aws.request_id = tracing::field::Empty,
        );
        let outcome = self
            .pipeline
            .attempt(&mut self.request, self.invocation_id, self.deadline, &span)
            .instrument(span.clone())
            .await;
        outcome.map_err(|mut failed| {
            self.mend(&mut failed);
            failed
        })
    }
}

impl CallAttempts<'_, '_> {
    /// What the next attempt does differently if this one was rejected because of its date or its credentials.
    fn mend(&mut self, failed: &mut FailedAttempt) {
        let details = &mut self.pipeline.details;
        failed.status = details.status.take();
        failed.request_id = details.request_id.take();
        details.sent |= !failed.unsent && failed.cause.may_have_been_sent();
        let Some(signed) = &self.pipeline.signed else {
            return;
        };
        let engine = self.pipeline.engine;
        // The host's clock may have been learned from this response or from another call's.
        let shown = engine.skews.secs(self.request.target.at.host);
        if !self.redated && skew::explains(failed.code(), signed.skew, shown) {
            self.redated = true;
            failed.redated = true;
        }
        // The service knows better than the provider when credentials expire. The next attempt asks for new ones.
        if !self.renewed && classify::is_expired(failed.code()) {
            self.pipeline.identities().invalidate(&signed.credentials);
            self.renewed = true;
            failed.retry = Some(RetryKind::Transient);
        }
    }
}

impl Pipeline<'_> {
    /// Tells the service's logs which requests are attempts of the same call. Like the user agent, these headers are
    /// not signed: nothing depends on them, and signing each one costs half a microsecond.
    fn add_attempt(&self, headers: &mut HeaderMap, invocation_id: Uuid) {
        static INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
        static REQUEST: HeaderName = HeaderName::from_static("amz-sdk-request");

        let mut text = Uuid::encode_buffer();
        if let Ok(id) = HeaderValue::from_str(invocation_id.hyphenated().encode_lower(&mut text)) {
            headers.insert(&INVOCATION_ID, id);
        }
        let counter = match (self.details.attempt, self.details.max_attempts) {
            (1, 3) => Ok(HeaderValue::from_static("attempt=1; max=3")), // nearly always
            (attempt, max) => format!("attempt={attempt}; max={max}").try_into(),
        };
        if let Ok(counter) = counter {
            headers.insert(&REQUEST, counter);
        }
    }

    /// One attempt.
    async fn attempt(
        &mut self,
        request: &mut UnsignedRequest<'_>,
        invocation_id: Uuid,
        deadline: Option<(Duration, Duration)>,
        span: &tracing::Span,
    ) -> Result<RawResponse, FailedAttempt> {
        let engine = self.engine;
        // The previous attempt's response does not belong to this one.
        self.details.status = None;
        self.details.request_id = None;
        let timeouts = self.options.timeouts(engine);
        let mut limits = Limits {
            read: None, // nothing is sent yet
            attempt: time_limits::deadline(&*engine.clock, timeouts.attempt),
            operation: deadline,
        };
        let result = self.exchange(request, invocation_id, &mut limits).await;
        engine.hooks.after_attempt(
            self.meta,
            self.details.attempt,
            result.as_ref().ok().map(http::Response::status),
        );
        let (response, body) = result?.into_parts();
        if let Some(signed) = &self.signed {
            let (host, received) = (request.target.at.host, engine.clock.now());
            let skews = &engine.skews;
            skews.learn(host, &response.headers, signed.at, received);
        }
        self.details.status = Some(response.status.as_u16());
        self.details.request_id = envelope::request_id(&response.headers, &self.secrets);
        span.record("http.response.status_code", response.status.as_u16());
        if let Some(id) = &self.details.request_id {
            span.record("aws.request_id", id.as_str());
        }
        if response.status.is_success() && self.streaming {
            let body = activity::arriving(&engine.clock, body, timeouts);
            let secrets = std::mem::take(&mut self.secrets);
            return Ok(RawResponse {
                secrets,
                ..RawResponse::stream(response.status, response.headers, body)
            });
        }
        let mut limit = engine.max_response_bytes;
        let body = if response.status.is_success() {
            body
        } else {
            limit = limit.min(envelope::MAX_BODY);
            body.beginning(limit)
        };
        let collected = limits.race_body(engine, timeouts, body, limit).await?;
        if response.status.is_success() {
            Ok(RawResponse {
                status: response.status,
                headers: response.headers,
                body: ResponseBody::Bytes(collected),
                secrets: std::mem::take(&mut self.secrets),
            })
        } else {
            let failed = self.error_response(response.status, response.headers, collected);
            // The next attempt should reach a different host of the service than the one in trouble.
            if failed.retry == Some(RetryKind::Transient)
                && let Some(connection) = response.extensions.get::<ConnectionHandle>()
            {
                connection.close();
            }
            Err(failed)
        }
    }

    /// Signs the request and sends it, up to the response's headers.
    async fn exchange(
        &mut self,
        request: &mut UnsignedRequest<'_>,
        invocation_id: Uuid,
        limits: &mut Limits,
    ) -> Result<http::Response<Body>, FailedAttempt> {
        let engine = self.engine;
        // Signing works on a copy, so a failed attempt leaves nothing behind.
        let mut headers = request.parts.headers.clone();
        headers.reserve(8);
        if engine.lambda_function {
            crate::client::trace::pass_on(&*engine.sources, &mut headers);
        }
        engine.hooks.before_signing(self.meta, &mut headers);
        if !engine.hooks.0.is_empty() {
            crate::binding::header::normalize(&mut headers);
        }
        let mut members = request.parts.sensitive.clone();
        let marked = headers.values().filter(|value| value.is_sensitive());
        members.extend(marked.cloned().map(Sent::Header));
        let signed = {
            let signing = pin!(self.sign(request, &mut headers));
            limits.race(engine, None, signing).await?
        };
        self.signed = signed.map_err(FailedAttempt::unsent)?;
        self.secrets = match &mut self.signed {
            Some(signed) => SentSecrets {
                credentials: Some(signed.credentials.clone()),
                signature: std::mem::take(&mut signed.signature),
                members,
            },
            None => SentSecrets {
                members,
                ..SentSecrets::default()
            },
        };
        self.add_user_agent(&mut headers);
        self.add_attempt(&mut headers, invocation_id);

        let body = match &mut request.parts.body {
            RequestBody::None => Body::empty(),
            RequestBody::Bytes(bytes) => bytes.clone().into(),
            RequestBody::Stream(stream) => stream
                .open(request.parts.length)
                .await
                .map_err(|error| FailedAttempt::unsent(unreadable(&*error)))?,
        };
        let timeouts = self.options.timeouts(engine);
        let length = request.parts.length;
        let (body, activity) = activity::watch(&engine.clock, body, length, timeouts);
        let http_request = to_http(self.meta, &request.target.uri, headers, body);
        limits.read = timeouts.read;
        let mut sending = engine.transport.send(http_request);
        let sent = limits
            .race(engine, activity.as_ref(), sending.as_mut())
            .await?;
        sent.map_err(FailedAttempt::transport)
    }

    fn error_response(
        &mut self,
        status: StatusCode,
        mut headers: HeaderMap,
        body: bytes::Bytes,
    ) -> FailedAttempt {
        self.secrets.redact_headers(&mut headers);
        let protocol = self.meta.service.protocol;
        let redacted = if protocol.is_text(&body) {
            self.secrets.redact(&body)
        } else {
            self.secrets.mask(&body)
        };
        let body = redacted.map_or(body, Into::into);
        let mut envelope = protocol.envelope(&headers, &body);
        self.details.sender_fault = envelope.sender_fault;
        if self.details.request_id.is_none() {
            self.details.request_id = envelope.request_id.take();
        }
        FailedAttempt {
            retry: classify::classify_response(status, envelope.codes(), self.meta.errors),
            retry_after: RetryAfter::read(&headers, self.engine.clock.now()),
            ..FailedAttempt::fatal(Cause::Service {
                code: envelope.code.clone(),
                message: envelope.message.clone(),
                body: None,
            })
        }
        .with_response(ErrorResponse {
            status,
            headers,
            body,
            envelope,
        })
    }
}
