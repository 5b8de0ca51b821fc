//! What a program can prepare before its first call.

use std::{future::Future, time::Duration};

use http::{Method, Request};

use crate::binding::request::BuildError;
use crate::client::{Client, Engine};
use crate::endpoint::ServiceMeta;
use crate::error::{Cause, Details, Error, Failure, TimeoutKind};
use crate::transport::body::Body;
use crate::transport::timeout::until;

impl Client {
    /// Resolves credentials and opens a connection to each of the services, so that the first call does not have to:
    /// `client.warm_up([CreateRoom::META.service])`.
    ///
    /// An unsigned request (`HEAD /`) is sent to each service; the response does not matter. The client's time limits
    /// for attempts apply to each step, and a response must arrive within a minute.
    ///
    /// # Errors
    /// Returns an error if there are no credentials, or if a service cannot be reached or does not respond.
    pub async fn warm_up(
        &self,
        services: impl IntoIterator<Item = &'static ServiceMeta>,
    ) -> Result<(), Error> {
        let fail = |service: &'static str, cause| {
            let details = Details {
                service,
                operation: "warm_up",
                region: self.engine.region.clone(),
                ..Details::default()
            };
            Error::new(Failure { details, cause }, None)
        };
        let engine = &*self.engine;
        let attempt = (engine.timeouts.attempt, TimeoutKind::Attempt);
        // A call may take long to return its first byte; a `HEAD /` does not.
        let silent = engine
            .timeouts
            .read
            .map(|limit| limit.min(Duration::from_mins(1)));
        let read = (silent, TimeoutKind::Read);
        within(engine, &[attempt], engine.credentials.get())
            .await
            .and_then(|got| got.map_err(|error| Cause::Credentials(error.into())))
            .map_err(|cause| fail("client", cause))?;
        for service in services {
            let params = engine.endpoint_params(service, engine.region.as_deref(), None);
            let endpoint =
                Engine::endpoint(service, &params).map_err(|cause| fail(service.label(), cause))?;
            let request = Request::builder()
                .method(Method::HEAD)
                .uri(format!("{}/", endpoint.url))
                .body(Body::empty())
                .map_err(|error| {
                    let problem = format!("does not make a URL: {error}");
                    fail(
                        service.label(),
                        Cause::Build(BuildError::new("endpoint", problem)),
                    )
                })?;
            within(engine, &[attempt, read], engine.transport.send(request))
                .await
                .and_then(|sent| sent.map_err(Cause::Transport))
                .map_err(|cause| fail(service.label(), cause))?;
        }
        Ok(())
    }
}

/// Runs `future` within the shortest of the limits.
async fn within<F: Future>(
    engine: &Engine,
    limits: &[(Option<Duration>, TimeoutKind)],
    future: F,
) -> Result<F::Output, Cause> {
    let shortest = limits
        .iter()
        .filter_map(|(limit, which)| Some(((*limit)?, *which)))
        .min_by_key(|(limit, _)| *limit);
    let Some((limit, which)) = shortest else {
        return Ok(future.await);
    };
    // A limit that the clock cannot count to means no limit.
    let deadline = engine.clock.elapsed().checked_add(limit);
    until(&*engine.clock, deadline, future)
        .await
        .ok_or(Cause::Timeout { which, limit })
}
