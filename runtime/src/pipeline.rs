//! The pipeline of a call, from top to bottom: endpoint, credentials, sign, send, classify, retry.
//!
//! It knows no operation's types, so that it is compiled once. What encodes the input and decodes the output is in
//! [`call`](crate::call).

use std::{future::Future, time::Duration};

use aws_credential_types::Credentials;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use tracing::Instrument;

use crate::{
    Body,
    client::Engine,
    endpoint::{self, Endpoint, EndpointParams},
    envelope::{self, Envelope},
    error::{Cause, Details, Failure, TimeoutKind},
    operation::OperationMeta,
    options::CallOptions,
    payload::PayloadBody,
    request::{RequestBody, RequestParts},
    response::RawResponse,
    retry::{self, RetryKind},
    sign::{SignedPayload, Signer},
    timeout::until,
    transport::{TransportError, TransportErrorKind},
};

/// A call that ended with a response: the output's, or the service's error.
#[derive(Debug)]
pub(crate) enum Answer {
    Success(RawResponse),
    Error(Box<ErrorResponse>),
}

#[derive(Debug)]
pub(crate) struct ErrorResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: bytes::Bytes,
    pub(crate) envelope: Envelope,
}

/// One call on its way.
pub(crate) struct Pipeline<'e> {
    engine: &'e Engine,
    meta: &'static OperationMeta,
    options: &'e CallOptions,
    /// Whether a successful response's body is handed over as it arrives.
    streaming: bool,
    details: Details,
    /// What the last attempt was signed with.
    signed_with: Option<Credentials>,
}

/// Where requests go and what they are signed for, the same for every attempt.
pub(crate) struct Target {
    pub(crate) endpoint: Endpoint,
    pub(crate) region: String,
    pub(crate) url: String,
}

/// Why a call whose deadline is near is not tried again.
const NO_TIME_LEFT: &str = "the next attempt could not end within the operation timeout";

/// What an attempt that did not succeed was.
struct Failed {
    cause: Cause,
    /// The response, where the cause is the service's.
    response: Option<Box<ErrorResponse>>,
    retry: Option<RetryKind>,
    retry_after: Option<Duration>,
    timed_out: bool,
}

impl Failed {
    fn fatal(cause: Cause) -> Self {
        Self {
            cause,
            response: None,
            retry: None,
            retry_after: None,
            timed_out: false,
        }
    }

    fn transport(error: TransportError) -> Self {
        Self {
            retry: retry::classify_transport(error.kind()),
            timed_out: error.kind() == TransportErrorKind::Timeout,
            ..Self::fatal(Cause::Transport(error))
        }
    }

    fn timeout(which: TimeoutKind, limit: Duration) -> Self {
        Self {
            retry: (which != TimeoutKind::Operation).then_some(RetryKind::Transient),
            timed_out: true,
            ..Self::fatal(Cause::Timeout { which, limit })
        }
    }
}

impl<'e> Pipeline<'e> {
    pub(crate) fn new(
        engine: &'e Engine,
        meta: &'static OperationMeta,
        options: &'e CallOptions,
        streaming: bool,
    ) -> Self {
        let details = Details {
            service: meta.service_name(),
            operation: meta.name,
            region: options.region.clone().or_else(|| engine.region.clone()),
            max_attempts: options.retry(engine).max_attempts,
            ..Details::default()
        };
        Self {
            engine,
            meta,
            options,
            streaming,
            details,
            signed_with: None,
        }
    }

    pub(crate) fn fail(&self, cause: Cause) -> Failure {
        Failure {
            details: self.details.clone(),
            cause,
        }
    }

    pub(crate) const fn meta(&self) -> &'static OperationMeta {
        self.meta
    }

    pub(crate) fn add_user_agent(&self, headers: &mut HeaderMap) {
        headers.insert(header::USER_AGENT, self.engine.user_agent.clone());
    }

    pub(crate) fn into_details(self) -> Details {
        self.details
    }

    /// Sends the request, again and again while that makes sense.
    pub(crate) async fn run(&mut self, mut parts: RequestParts) -> Result<Answer, Failure> {
        let target = self.target(&parts).map_err(|cause| self.fail(cause))?;
        let engine = self.engine;
        let retry = self.options.retry(engine).clone();
        let timeouts = self.options.timeouts(engine);
        let deadline = timeouts
            .operation
            .map(|limit| (engine.clock.elapsed() + limit, limit));
        let whole = Limits {
            read: None,
            attempt: None,
            operation: deadline,
        };
        let completed = whole.race(engine, None, self.complete(&mut parts)).await;
        completed
            .map_err(|failed| failed.cause)
            .and_then(|completed| completed)
            .map_err(|cause| self.fail(cause))?;
        let invocation_id = crate::clock::uuid_v4(&*engine.rng);
        let mut paid = None;
        let (mut skew_corrected, mut refreshed) = (false, false);
        let mut last = None;
        loop {
            let held_back = engine.throttle.reserve(&*engine.clock);
            if !held_back.is_zero() {
                if let Some((at, limit)) = deadline
                    && engine.clock.elapsed() + held_back >= at
                {
                    engine.throttle.give_back(&*engine.clock);
                    return match last {
                        Some(failed) => self.end(failed, Some(NO_TIME_LEFT)),
                        None => self.end(Failed::timeout(TimeoutKind::Operation, limit), None),
                    };
                }
                engine.clock.sleep(held_back).await;
            }
            self.details.attempt += 1;
            let (attempt, skew) = (self.details.attempt, engine.skew.secs());
            let span = tracing::debug_span!(
                "attempt",
                attempt,
                http.response.status_code = tracing::field::Empty,
                aws.request_id = tracing::field::Empty,
            );
            let outcome = self
                .attempt(&mut parts, &target, &invocation_id, deadline, &span)
                .instrument(span.clone())
                .await;
            let mut failed = match outcome {
                Ok(response) => {
                    engine.bucket.deposit(paid);
                    engine.throttle.succeeded(&*engine.clock);
                    return Ok(Answer::Success(response));
                }
                Err(failed) => failed,
            };
            if failed.retry == Some(RetryKind::Throttling) {
                engine.throttle.throttled(&*engine.clock);
            }
            // A wrong clock is corrected from the response and the request signed again, once, at no cost.
            if !skew_corrected
                && let Some(response) = &failed.response
                && engine.skew.correct_since(
                    skew,
                    &*engine.clock,
                    &response.headers,
                    response.envelope.code.as_deref(),
                )
                && parts.is_replayable()
                && attempt < self.details.max_attempts
            {
                skew_corrected = true;
                continue;
            }
            if let Some(response) = &failed.response
                && retry::is_expired(response.envelope.code.as_deref())
                && let Some(expired) = self.signed_with.take()
                && !refreshed
            {
                // The service knows better than the provider: the next attempt asks for new ones.
                engine.credentials.invalidate(&expired);
                refreshed = true;
                failed.retry = Some(RetryKind::Transient);
            }
            let wait = match self.next_wait(&failed, &parts, &retry, &mut paid, deadline) {
                Ok(wait) => wait,
                Err(why) => return self.end(failed, why),
            };
            tracing::debug!(attempt, ?wait, cause = %failed.cause, "retrying");
            engine.clock.sleep(wait).await;
            last = Some(failed);
        }
    }

    /// The call ends with the failure of its last attempt; `why` there is no other one.
    #[allow(clippy::result_large_err)] // once a call, and `run`'s own type
    fn end(&mut self, failed: Failed, why: Option<&'static str>) -> Result<Answer, Failure> {
        self.details.not_retried = why;
        match failed.response {
            Some(response) => Ok(Answer::Error(response)),
            None => Err(self.fail(failed.cause)),
        }
    }

    /// How long to wait before the next attempt, or why there is none.
    fn next_wait(
        &self,
        failed: &Failed,
        parts: &RequestParts,
        retry: &retry::RetryConfig,
        paid: &mut Option<u32>,
        deadline: Option<(Duration, Duration)>,
    ) -> Result<Duration, Option<&'static str>> {
        if failed.retry.is_none() {
            return Err(None);
        }
        if !parts.is_replayable() {
            return Err(Some("the payload is a stream that can be read once"));
        }
        if self.details.attempt >= self.details.max_attempts {
            return Err(None);
        }
        let backoff = retry.backoff(self.details.attempt, &*self.engine.rng);
        let wait = failed
            .retry_after
            .map_or(backoff, |asked| asked.min(retry.max_backoff).max(backoff));
        if let Some((deadline, _)) = deadline
            && self.engine.clock.elapsed() + wait >= deadline
        {
            return Err(Some(NO_TIME_LEFT));
        }
        match self.engine.bucket.withdraw(failed.timed_out) {
            Some(cost) => {
                *paid = Some(cost);
                Ok(wait)
            }
            None => Err(Some("the client's retry budget is used up")),
        }
    }

    /// Resolves the endpoint and puts the URL together.
    pub(crate) fn target(&mut self, parts: &RequestParts) -> Result<Target, Cause> {
        let engine = self.engine;
        let service = self.meta.service;
        let custom = self
            .options
            .endpoint
            .as_deref()
            .or_else(|| engine.endpoint_for(service.sdk_id));
        let params = EndpointParams {
            region: self.details.region.as_deref(),
            use_fips: engine.use_fips,
            use_dual_stack: engine.use_dual_stack,
            endpoint: custom,
        };
        let endpoint = endpoint::resolve(service, &params).map_err(Cause::Endpoint)?;
        let region = match (&endpoint.signing_region, &self.details.region) {
            (Some(region), _) => region.clone().into_owned(),
            (None, Some(region)) => region.clone(),
            (None, None) if self.meta.no_auth => String::new(),
            (None, None) => {
                return Err(Cause::Config(crate::ConfigError::missing_region()));
            }
        };
        let url = join_url(&endpoint.url, parts);
        if !engine.allow_http && is_remote_http(&url) {
            return Err(Cause::Config(crate::ConfigError::plain_http(&endpoint.url)));
        }
        Ok(Target {
            endpoint,
            region,
            url,
        })
    }

    /// Adds the headers that are the same for every attempt.
    pub(crate) async fn complete(&self, parts: &mut RequestParts) -> Result<(), Cause> {
        if self.meta.compression {
            crate::compression::compress(self.engine, parts)?;
        }
        if self.meta.md5 {
            crate::checksum::add_md5(parts)?;
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
            && stream.sha256.is_none()
            && stream.as_bytes().is_none()
        {
            stream.sha256 = Some(crate::checksum::sha256(stream).await?);
        }
        crate::service::add_headers(self.meta.service, &mut parts.headers);
        for (name, value) in &self.options.headers {
            parts.headers.insert(name.clone(), value.clone());
        }
        Ok(())
    }

    /// One attempt.
    async fn attempt(
        &mut self,
        parts: &mut RequestParts,
        target: &Target,
        invocation_id: &str,
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
            attempt: timeouts.attempt.map(|limit| (started + limit, limit)),
            operation: deadline,
        };
        // Signing works on a copy: a failed attempt leaves nothing behind.
        let mut headers = parts.headers.clone();
        headers.reserve(8);
        if let Ok(id) = HeaderValue::from_str(invocation_id) {
            headers.insert("amz-sdk-invocation-id", id);
        }
        let counter = format!(
            "attempt={}; max={}",
            self.details.attempt, self.details.max_attempts
        );
        if let Ok(counter) = HeaderValue::from_str(&counter) {
            headers.insert("amz-sdk-request", counter);
        }
        if let Some(trace) = crate::user_agent::lambda_trace(engine) {
            headers.insert("x-amzn-trace-id", trace);
        }
        engine.hooks.before_signing(self.meta, &mut headers);
        let signing = self.sign(parts, target, &mut headers);
        let signed = limits.race(engine, None, signing).await?;
        self.signed_with = signed.map_err(Failed::fatal)?;
        self.add_user_agent(&mut headers);

        let body = match &mut parts.body {
            RequestBody::None => Body::empty(),
            RequestBody::Bytes(bytes) => bytes.clone().into(),
            RequestBody::Stream(stream) => stream
                .open(parts.length)
                .await
                .map_err(|error| Failed::fatal(unreadable(&*error)))?,
        };
        let (body, activity) = crate::activity::watch(crate::activity::in_pieces(body));
        let request = to_http(self.meta, &target.url, headers, body).map_err(Failed::fatal)?;
        limits.read = timeouts.read;
        let sending = engine.transport.send(request);
        let result = match limits.race(engine, activity.as_ref(), sending).await {
            Ok(sent) => sent.map_err(Failed::transport),
            Err(timed_out) => Err(timed_out),
        };
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
            let body = crate::activity::arriving(engine, body, timeouts.read);
            return Ok(RawResponse::stream(response.status, response.headers, body));
        }
        let collected = limits
            .race_body(engine, body, engine.max_response_bytes)
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
        let payload = self.signed_payload(parts);
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
    fn signed_payload<'p>(&self, parts: &'p RequestParts) -> SignedPayload<'p> {
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

impl Failed {
    fn with_response(mut self, response: ErrorResponse) -> Self {
        self.response = Some(Box::new(response));
        self
    }
}

fn unreadable(error: &(dyn std::error::Error + Send + Sync)) -> Cause {
    Cause::Build(crate::BuildError::new(
        "payload",
        format!("cannot be read: {error}"),
    ))
}

/// The limits of one attempt, as moments of the clock's `elapsed` with the limits that they come from.
struct Limits {
    read: Option<Duration>,
    attempt: Option<(Duration, Duration)>,
    operation: Option<(Duration, Duration)>,
}

impl Limits {
    /// The first moment at which one of the limits is reached, if nothing moves from `quiet_since` on.
    fn next(&self, quiet_since: Duration) -> Option<(Duration, TimeoutKind, Duration)> {
        let read = self
            .read
            .map(|limit| (quiet_since + limit, TimeoutKind::Read, limit));
        let attempt = self
            .attempt
            .map(|(at, limit)| (at, TimeoutKind::Attempt, limit));
        let operation = self
            .operation
            .map(|(at, limit)| (at, TimeoutKind::Operation, limit));
        [operation, attempt, read]
            .into_iter()
            .flatten()
            .min_by_key(|(at, ..)| *at)
    }

    /// Runs `future` within the limits; a body that is being sent counts as movement.
    async fn race<F: Future>(
        &self,
        engine: &Engine,
        activity: Option<&crate::activity::Activity>,
        future: F,
    ) -> Result<F::Output, Failed> {
        let mut future = std::pin::pin!(future);
        let mut quiet_since = engine.clock.elapsed();
        loop {
            let moved = activity.map(crate::activity::Activity::count);
            let next = self.next(quiet_since);
            let deadline = next.map(|(at, ..)| at);
            if let Some(output) = until(&*engine.clock, deadline, future.as_mut()).await {
                return Ok(output);
            }
            let Some((_, which, limit)) = next else {
                continue; // no deadline: `until` ends with the future only
            };
            if which == TimeoutKind::Read && moved != activity.map(crate::activity::Activity::count)
            {
                quiet_since = engine.clock.elapsed();
                continue;
            }
            return Err(Failed::timeout(which, limit));
        }
    }

    /// Reads a body into memory within the limits.
    async fn race_body(
        &self,
        engine: &Engine,
        body: Body,
        max_bytes: usize,
    ) -> Result<bytes::Bytes, Failed> {
        let (body, activity) = crate::activity::watch(body);
        self.race(engine, activity.as_ref(), body.collect(max_bytes))
            .await?
            .map_err(|error| {
                if error.is::<crate::body::TooLarge>() {
                    return Failed::fatal(Cause::Transport(TransportError::new(
                        TransportErrorKind::TooLarge,
                        error,
                    )));
                }
                Failed::transport(TransportError::new(TransportErrorKind::Body, error))
            })
    }
}

/// `https://host/base` + `/path` + `?query`, with the host prefix before the host (unless that is an address).
fn join_url(endpoint: &str, parts: &RequestParts) -> String {
    let mut url = String::with_capacity(
        endpoint.len() + parts.host_prefix.len() + parts.path.len() + parts.query.len() + 1,
    );
    match endpoint.split_once("://") {
        Some((scheme, rest)) if !parts.host_prefix.is_empty() && !is_address(rest) => {
            url.push_str(scheme);
            url.push_str("://");
            url.push_str(&parts.host_prefix);
            url.push_str(rest);
        }
        _ => url.push_str(endpoint),
    }
    url.push_str(&parts.path);
    if !parts.query.is_empty() {
        url.push('?');
        url.push_str(&parts.query);
    }
    url
}

/// Whether an authority's host is an IP address or `localhost`, which take no prefix.
fn is_address(authority: &str) -> bool {
    let authority = authority.split('/').next().unwrap_or_default();
    let host = host_of(authority);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok()
}

fn host_of(authority: &str) -> &str {
    match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

/// Whether a URL would carry the request in the clear to another machine.
fn is_remote_http(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else {
        return false;
    };
    let host = host_of(rest.split(['/', '?']).next().unwrap_or_default());
    match host.parse::<std::net::IpAddr>() {
        Ok(address) => !address.is_loopback(),
        Err(_) => host != "localhost" && !host.ends_with(".localhost"),
    }
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
