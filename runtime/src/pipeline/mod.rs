//! The pipeline of a call, from top to bottom: endpoint ([`target`]), what is the same for every attempt ([`prepare`]),
//! and [`run`], which repeats [`attempt`]: credentials, sign, send, read, classify.
//!
//! It does not depend on an operation's types, so it is compiled only once. [`call`](crate::call) encodes the input and
//! decodes the output.

mod attempt;
mod compression;
mod failed;
mod prepare;
mod run;
mod service_headers;
mod target;
mod time_limits;

use std::pin::pin;

use http::{HeaderMap, StatusCode, header};

use crate::binding::request::RequestParts;
use crate::binding::response::RawResponse;
use crate::client::Engine;
use crate::client::options::CallOptions;
use crate::declaration::meta::OperationMeta;
use crate::error::{Cause, Details, Failure};
use crate::protocol::envelope::Envelope;
use crate::redact::secrets::SentSecrets;
use crate::retry;

use attempt::CallAttempts;
use prepare::Signed;
pub(crate) use prepare::{UnsignedRequest, to_http};
use run::{GivenUp, Policies, retry_loop};
use target::Target;
use time_limits::Limits;

/// A call that ended with a response: the output's, or the service's error.
#[allow(clippy::large_enum_variant)] // nearly every call's answer is the large one: a box would cost an allocation
#[derive(Debug)]
pub(crate) enum FinalResponse {
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

/// A call in progress.
pub(crate) struct Pipeline<'e> {
    engine: &'e Engine,
    meta: &'static OperationMeta,
    options: &'e CallOptions,
    /// Whether the body of a successful response is streamed.
    streaming: bool,
    details: Details,
    /// What the last attempt was signed with.
    signed: Option<Signed>,
    /// The secrets that the last attempt was sent with.
    secrets: SentSecrets,
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
            max_attempts: options.retry(engine, meta.service).max_attempts,
            ..Details::default()
        };
        Self {
            engine,
            meta,
            options,
            streaming,
            details,
            signed: None,
            secrets: SentSecrets::default(),
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

    /// Sends the request, and retries it while that makes sense.
    pub(crate) async fn run(&mut self, mut parts: RequestParts) -> Result<FinalResponse, Failure> {
        let (engine, options) = (self.engine, self.options);
        let deadline = time_limits::deadline(&*engine.clock, options.timeouts(engine).operation);
        let prepared = Limits::of_call(deadline)
            .race(engine, None, pin!(self.prepare(&mut parts)))
            .await
            .map_err(|failed| failed.cause)
            .flatten();
        let target = prepared.map_err(|cause| self.fail(cause))?;
        // Its host may have named another region than the client's.
        let region = &target.at.region;
        if self.meta.service.id.is_empty() && !region.is_empty() {
            self.details.region = Some(region.clone().into_owned());
        }
        let request = UnsignedRequest { parts, target };
        let policies = Policies {
            config: options.retry(engine, self.meta.service),
            budget: &engine.retry_budget,
            throttle: &engine.throttle,
            clock: &*engine.clock,
            rng: &*engine.rng,
            deadline,
            is_replayable: request.parts.is_replayable(),
            is_long_polling: retry::is_long_polling(self.meta.service.sdk_id, self.meta.name),
        };
        let mut attempts = CallAttempts {
            pipeline: self,
            request,
            invocation_id: crate::clock::new_uuid(&*engine.rng),
            deadline,
            redated: false,
            renewed: false,
        };
        match retry_loop(&mut attempts, &policies).await {
            Ok(response) => Ok(FinalResponse::Success(response)),
            Err(given_up) => self.end(given_up),
        }
    }

    /// The call ends as its last attempt did.
    #[allow(clippy::result_large_err)] // once a call, and `run`'s own type
    fn end(&mut self, given_up: GivenUp) -> Result<FinalResponse, Failure> {
        let GivenUp {
            failed,
            attempt,
            why,
        } = given_up;
        self.details.attempt = attempt;
        self.details.status = failed.status;
        self.details.request_id = failed.request_id;
        self.details.not_retried = why;
        self.details.retry = failed.retry;
        match failed.response {
            Some(response) => Ok(FinalResponse::Error(response)),
            None => Err(self.fail(failed.cause)),
        }
    }
}
