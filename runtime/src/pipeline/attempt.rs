//! One attempt: sign, send, read.

use std::time::Duration;

use aws_credential_types::Credentials;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use uuid::Uuid;

use super::{ErrorResponse, Limits, Pipeline, Target};
use crate::{
    Body,
    binding::payload::PayloadBody,
    binding::request::{RequestBody, RequestParts, add_own_header},
    binding::response::RawResponse,
    declaration::operation::OperationMeta,
    error::{Cause, TimeoutKind},
    protocol::envelope::{self, Envelope},
    retry::{self, RetryKind},
    signing::{SignedPayload, Signer},
    transport::{TransportError, TransportErrorKind, activity},
};

/// The hash of the payload. Signing adds it only where the service asks for it.
const CONTENT_SHA256: &str = "x-amz-content-sha256";

/// What an attempt that did not succeed was.
pub(super) struct Failed {
    pub(super) cause: Cause,
    /// The response, where the cause is the service's.
    pub(super) response: Option<Box<ErrorResponse>>,
    pub(super) retry: Option<RetryKind>,
    pub(super) retry_after: Option<Duration>,
    pub(super) timed_out: bool,
    /// Whether the attempt failed before anything of it was sent.
    pub(super) unsent: bool,
}

impl Failed {
    pub(super) fn fatal(cause: Cause) -> Self {
        Self {
            cause,
            response: None,
            retry: None,
            retry_after: None,
            timed_out: false,
            unsent: false,
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
            retry: retry::classify_transport(error.kind()),
            timed_out: error.kind() == TransportErrorKind::Timeout,
            ..Self::fatal(Cause::Transport(error))
        }
    }

    pub(super) fn timeout(which: TimeoutKind, limit: Duration) -> Self {
        Self {
            retry: (which != TimeoutKind::Operation).then_some(RetryKind::Transient),
            timed_out: true,
            ..Self::fatal(Cause::Timeout { which, limit })
        }
    }

    fn with_response(mut self, response: ErrorResponse) -> Self {
        self.response = Some(Box::new(response));
        self
    }
}

impl Pipeline<'_> {
    /// Adds the headers that are the same for every attempt.
    pub(crate) async fn complete(&self, parts: &mut RequestParts) -> Result<(), Cause> {
        if self.meta.compression {
            crate::pipeline::compression::compress(self.engine, parts)?;
        }
        if self.meta.md5 {
            crate::signing::checksum::add_md5(parts)?;
        }
        let length = match &parts.body {
            RequestBody::None => None,
            RequestBody::Bytes(bytes) => Some(bytes.len() as u64),
            RequestBody::Stream(stream) => {
                stream.length().await.map_err(|error| unreadable(&*error))?
            }
        };
        parts.length = length;
        if let Some(length) = length {
            parts.headers.insert(header::CONTENT_LENGTH, length.into());
        }
        // Once, and not for each attempt: it may be a long file.
        if let RequestBody::Stream(stream) = &mut parts.body
            && !self.meta.no_auth
            && !self.meta.unsigned_payload
            && !parts.headers.contains_key(CONTENT_SHA256)
            && stream.sha256.is_none()
            && stream.as_bytes().is_none()
        {
            stream.sha256 = Some(crate::signing::checksum::sha256(stream).await?);
        }
        crate::declaration::service::add_headers(self.meta.service, &mut parts.headers);
        for (name, value) in &self.options.headers {
            add_own_header(&mut parts.headers, name, value).map_err(Cause::Build)?;
        }
        crate::binding::header::normalize(&mut parts.headers);
        Ok(())
    }

    /// Tells the service's logs which requests are attempts of one call. Like the user agent these headers are not
    /// signed: nothing depends on them, and each signed one costs half a microsecond.
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
    pub(super) async fn attempt(
        &mut self,
        parts: &mut RequestParts,
        target: &Target,
        invocation_id: Uuid,
        deadline: Option<(Duration, Duration)>,
        span: &tracing::Span,
    ) -> Result<RawResponse, Failed> {
        let engine = self.engine;
        // What the attempt before was answered is not this one's.
        self.details.status = None;
        self.details.request_id = None;
        let timeouts = self.options.timeouts(engine);
        let started = engine.clock.elapsed();
        let mut limits = Limits {
            read: None, // nothing is sent yet
            attempt: timeouts
                .attempt
                .map(|limit| (started.saturating_add(limit), limit)),
            operation: deadline,
        };
        let result = self
            .exchange(parts, target, invocation_id, &mut limits)
            .await;
        engine.hooks.after_attempt(
            self.meta,
            self.details.attempt,
            result.as_ref().ok().map(http::Response::status),
        );
        let (response, body) = result?.into_parts();
        self.details.status = Some(response.status.as_u16());
        self.details.request_id = envelope::request_id(&response.headers).map(str::to_owned);
        span.record("http.response.status_code", response.status.as_u16());
        if let Some(id) = &self.details.request_id {
            span.record("aws.request_id", id.as_str());
        }
        if response.status.is_success() && self.streaming {
            let body = activity::arriving(engine, body, timeouts);
            return Ok(RawResponse::stream(response.status, response.headers, body));
        }
        let collected = limits
            .race_body(engine, timeouts, body, engine.max_response_bytes)
            .await?;
        if response.status.is_success() {
            Ok(RawResponse {
                status: response.status,
                headers: response.headers,
                body: PayloadBody::Bytes(collected),
            })
        } else {
            Err(self.error_response(response.status, response.headers, collected))
        }
    }

    /// Signs the request and sends it, up to the response's headers.
    async fn exchange(
        &mut self,
        parts: &mut RequestParts,
        target: &Target,
        invocation_id: Uuid,
        limits: &mut Limits,
    ) -> Result<http::Response<Body>, Failed> {
        let engine = self.engine;
        // Signing works on a copy: a failed attempt leaves nothing behind.
        let mut headers = parts.headers.clone();
        headers.reserve(8);
        if engine.lambda_function {
            crate::client::trace::pass_on(&*engine.sources, &mut headers);
        }
        engine.hooks.before_signing(self.meta, &mut headers);
        if !engine.hooks.0.is_empty() {
            crate::binding::header::normalize(&mut headers);
        }
        let signing = self.sign(parts, target, &mut headers);
        let signed = limits.race(engine, None, signing).await?;
        self.signed_with = signed.map_err(Failed::unsent)?;
        self.add_user_agent(&mut headers);
        self.add_attempt(&mut headers, invocation_id);

        let body = match &mut parts.body {
            RequestBody::None => Body::empty(),
            RequestBody::Bytes(bytes) => bytes.clone().into(),
            RequestBody::Stream(stream) => stream
                .open(parts.length)
                .await
                .map_err(|error| Failed::unsent(unreadable(&*error)))?,
        };
        let timeouts = self.options.timeouts(engine);
        let (body, activity) = activity::watch(engine, body, parts.length, timeouts);
        let request = to_http(self.meta, &target.url, headers, body).map_err(Failed::unsent)?;
        limits.read = timeouts.read;
        let sending = engine.transport.send(request);
        let sent = limits.race(engine, activity.as_ref(), sending).await?;
        sent.map_err(Failed::transport)
    }

    fn error_response(&self, status: StatusCode, headers: HeaderMap, body: bytes::Bytes) -> Failed {
        let token = self
            .signed_with
            .as_ref()
            .and_then(Credentials::session_token);
        let body = crate::redact::without_token(body, token);
        let envelope = Envelope::read(&headers, &body);
        Failed {
            retry: retry::classify_response(status, envelope.code.as_deref(), self.meta.errors),
            retry_after: retry::retry_after(&headers, self.engine.clock.now()),
            ..Failed::fatal(Cause::Service {
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

    /// Signs the headers with the credentials of the moment, and returns them.
    pub(crate) async fn sign(
        &self,
        parts: &RequestParts,
        target: &Target,
        headers: &mut HeaderMap,
    ) -> Result<Option<Credentials>, Cause> {
        if self.meta.no_auth {
            return Ok(None);
        }
        let payload = self.signed_payload(parts, headers);
        let credentials = self.credentials().await?;
        self.signer(&credentials, target)
            .sign_headers(&self.meta.method, &target.url, headers, payload)
            .map_err(Cause::Signing)?;
        Ok(Some(credentials))
    }

    pub(crate) async fn credentials(&self) -> Result<Credentials, Cause> {
        self.engine
            .credentials
            .get()
            .await
            .map_err(|error| Cause::Credentials(error.into()))
    }

    pub(crate) fn signer<'a>(
        &self,
        credentials: &'a Credentials,
        target: &'a Target,
    ) -> Signer<'a> {
        Signer {
            credentials,
            endpoint: &target.endpoint,
            region: &target.region,
            time: self.engine.skew.now(&*self.engine.clock),
        }
    }

    /// What of the payload goes into the signature.
    pub(crate) fn signed_payload<'p>(
        &self,
        parts: &'p RequestParts,
        headers: &HeaderMap,
    ) -> SignedPayload<'p> {
        // A member that is this header says what is signed, as in botocore.
        if let Some(hash) = headers.get(CONTENT_SHA256) {
            return SignedPayload::Sha256(String::from_utf8_lossy(hash.as_bytes()).into_owned());
        }
        if self.meta.unsigned_payload {
            return SignedPayload::Unsigned;
        }
        match &parts.body {
            RequestBody::None => SignedPayload::Bytes(&[]),
            RequestBody::Bytes(bytes) => SignedPayload::Bytes(bytes),
            RequestBody::Stream(stream) => match (&stream.sha256, stream.as_bytes()) {
                (Some(hex), _) => SignedPayload::Sha256(hex.clone()),
                (None, bytes) => SignedPayload::Bytes(bytes.map_or(&[], |bytes| bytes)),
            },
        }
    }
}

fn unreadable(error: &(dyn std::error::Error + Send + Sync)) -> Cause {
    Cause::Build(crate::BuildError::new(
        "payload",
        format!("cannot be read: {error}"),
    ))
}

pub(crate) fn to_http<B>(
    meta: &OperationMeta,
    url: &str,
    headers: HeaderMap,
    body: B,
) -> Result<http::Request<B>, Cause> {
    let uri: Uri = url.parse().map_err(|error| {
        Cause::Build(crate::BuildError::new(
            "path",
            format!("does not make a URL: {error}"),
        ))
    })?;
    let mut request = http::Request::new(body);
    *request.method_mut() = meta.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}
