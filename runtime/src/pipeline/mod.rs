//! The pipeline of a call, from top to bottom: endpoint, credentials, sign, send, classify, retry.
//!
//! It knows no operation's types, so that it is compiled once. What encodes the input and decodes the output is in
//! [`call`](crate::call).

mod attempt;
mod compression;
mod limits;
mod target;

use std::{borrow::Cow, time::Duration};

use aws_credential_types::Credentials;
use http::{HeaderMap, StatusCode, header};
use tracing::Instrument;

use crate::{
    binding::request::RequestParts,
    binding::response::RawResponse,
    client::Engine,
    client::options::CallOptions,
    declaration::operation::OperationMeta,
    error::{Cause, Details, Failure, TimeoutKind},
    protocol::envelope::Envelope,
    retry::{self, RetryKind},
};

use attempt::Failed;
pub(crate) use attempt::to_http;
use limits::Limits;
pub(crate) use target::{Target, is_remote_http};

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

/// Why a call whose deadline is near is not tried again.
const NO_TIME_LEFT: &str = "the next attempt could not end within the operation timeout";

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
        let invocation_id = crate::clock::new_uuid(&*engine.rng);
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
                        Some((failed, details)) => {
                            self.details = details;
                            self.end(failed, Some(NO_TIME_LEFT.into()))
                        }
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
                .attempt(&mut parts, &target, invocation_id, deadline, &span)
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
            // What an attempt before this one failed with says more of what the service may have done.
            if failed.unsent
                && let Some((previous, details)) = last.take()
            {
                self.details = details;
                let why = format!("the next attempt could not be sent: {}", failed.cause);
                return self.end(previous, Some(why.into()));
            }
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
            if !refreshed && self.drop_expired(&failed) {
                refreshed = true;
                failed.retry = Some(RetryKind::Transient);
            }
            let wait = match self.next_wait(&failed, &parts, &retry, &mut paid, deadline) {
                Ok(wait) => wait,
                Err(why) => return self.end(failed, why.map(Cow::Borrowed)),
            };
            tracing::debug!(attempt, ?wait, cause = %failed.cause, "retrying");
            engine.clock.sleep(wait).await;
            last = Some((failed, self.details.clone()));
        }
    }

    /// Drops the credentials if the service says that they have ended: it knows better than the provider, and the next
    /// attempt asks for new ones.
    fn drop_expired(&mut self, failed: &Failed) -> bool {
        let code = failed
            .response
            .as_ref()
            .and_then(|response| response.envelope.code.as_deref());
        let expired = retry::is_expired(code)
            .then(|| self.signed_with.take())
            .flatten();
        if let Some(expired) = &expired {
            self.engine.credentials.invalidate(expired);
        }
        expired.is_some()
    }

    /// The call ends with the failure of its last attempt; `why` there is no other one.
    #[allow(clippy::result_large_err)] // once a call, and `run`'s own type
    fn end(&mut self, failed: Failed, why: Option<Cow<'static, str>>) -> Result<Answer, Failure> {
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
}
