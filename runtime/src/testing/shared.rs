//! What a fake service does with a request, wherever it comes from.

use std::{
    any::Any,
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use aws_credential_types::Credentials;
use bytes::Bytes;
use futures_util::FutureExt;
use http::{Response, StatusCode, request::Parts};

use super::fault::{Effect, Fault};
use super::received::Received;
use crate::binding::payload::ResponseBody;
use crate::clock::{Clock, SystemRng, later, uuid_v4};
use crate::declaration::meta::OperationMeta;
use crate::future::BoxFuture;
use crate::protocol::Protocol;
use crate::serve::answer::{Reply, add_date_and_id, refusal};
use crate::serve::authenticate::{self, Needed};
use crate::serve::handler::Handler;
use crate::serve::incoming::{Incoming, decode};
use crate::serve::read::{Routed, decompressed};
use crate::serve::route::{self, Pattern, RequestLine};
use crate::signing::keys::SigningKeys;
use crate::transport::body::Body;

/// The state that a fake service shares with its connections.
pub(super) struct Shared {
    pub(super) credentials: Credentials,
    clock: Arc<dyn Clock>,
    keys: SigningKeys,
    state: Mutex<State>,
}

#[derive(Default)]
pub(super) struct State {
    routes: Vec<Route>,
    pub(super) faults: Vec<Fault>,
    pub(super) requests: Vec<Received>,
    /// What fails the test.
    pub(super) problems: Vec<String>,
    /// The last response to each operation.
    last: Vec<(&'static OperationMeta, Response<Bytes>)>,
}

#[derive(Clone)]
pub(super) struct Route {
    pub(super) pattern: Pattern,
    pub(super) kind: RouteKind,
}

#[derive(Clone)]
pub(super) enum RouteKind {
    Typed(Handler<()>),
    Raw(RawHandler),
}

/// Returns any response.
pub(super) type RawHandler = Arc<dyn Fn(&Received) -> Response<Bytes> + Send + Sync>;

/// What the client gets: a response, or a connection that is reset.
pub(super) type Served = Result<Response<Body>, Reset>;

/// The connection is closed without a response.
#[derive(Debug)]
pub(super) struct Reset;

/// A request whose head has arrived.
pub(super) struct Arrived {
    parts: Parts,
    /// The fault, if it was chosen without the body.
    effect: Option<Effect>,
}

impl Shared {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            credentials: Credentials::from_keys(
                "AKIDFAKESERVICE",
                "FakeServiceSecretForTestsOnly",
                None,
            ),
            clock,
            keys: SigningKeys::default(),
            state: Mutex::default(),
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, route: Route) {
        let mut state = self.state();
        let is_same = |old: &Route| route::is_same(old.pattern.meta, route.pattern.meta);
        state.routes.retain(|old| !is_same(old));
        state.routes.push(route);
    }

    /// Decides what happens to a request before its body is read.
    pub(super) fn arrive(&self, parts: Parts) -> Result<Arrived, Reset> {
        let line = RequestLine {
            method: &parts.method,
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or_default(),
            headers: &parts.headers,
            body: &[],
        };
        let mut state = self.state();
        let route = state.find(line).map(|(route, _)| route.pattern.meta);
        // Some protocols say in the body what is called.
        let effect = route.map(|meta| state.effect(Some(meta)));
        drop(state);
        if let Some(Effect::ResetBeforeReading) = effect {
            return Err(Reset);
        }
        Ok(Arrived { parts, effect })
    }

    /// Answers a request.
    pub(super) async fn serve(&self, arrived: Arrived, body: Bytes) -> Served {
        let incoming = Incoming::new(arrived.parts, body);
        let found = self.state().find(incoming.line());
        let meta = found.as_ref().map(|(route, _)| route.pattern.meta);
        let effect = match arrived.effect {
            Some(effect) => effect,
            None => self.state().effect(meta),
        };
        let mut now = self.clock.now();
        match effect {
            Effect::ResetBeforeReading => return Err(Reset),
            Effect::Delayed(wait) => self.clock.sleep(wait).await,
            Effect::ClockOff(seconds) => now = shifted(now, seconds),
            _ => {}
        }
        let protocol = self.state().protocol(meta);
        let response = match self.refused(meta, &incoming, now) {
            Some((status, code, message)) => {
                let refused = refusal(protocol, status, code, &message);
                refused.into_response().await
            }
            None => match found {
                Some((route, labels)) => self.answered(route, labels, incoming, &effect).await,
                None => self.unhandled(&incoming, protocol).into_response().await,
            },
        };
        let (mut parts, body) = response.into_parts();
        add_date_and_id(&mut parts.headers, now, &uuid_v4(&SystemRng));
        let response = Response::from_parts(parts, body);
        match effect {
            Effect::ResetAfterReading => Err(Reset),
            Effect::Cut => Ok(super::fault::cut(response)),
            Effect::Garbage => Ok(super::fault::garbage(response)),
            _ => Ok(response),
        }
    }

    /// Why the request is not accepted.
    fn refused(
        &self,
        meta: Option<&OperationMeta>,
        incoming: &Incoming,
        now: SystemTime,
    ) -> Option<authenticate::Refusal> {
        match authenticate::needed(meta, &incoming.headers) {
            Needed::Nothing => None,
            Needed::Token => authenticate::token(&incoming.headers)
                .is_none()
                .then(authenticate::no_token),
            Needed::Signature => {
                let known = Some(&self.credentials);
                authenticate::check_signature(meta, incoming, known, &self.keys, now).err()
            }
        }
    }

    /// The response to a request that was accepted.
    async fn answered(
        &self,
        route: Route,
        labels: Vec<String>,
        incoming: Incoming,
        effect: &Effect,
    ) -> Response<Body> {
        let meta = route.pattern.meta;
        let received = Received {
            meta,
            incoming,
            labels,
        };
        let last = {
            let mut state = self.state();
            state.requests.push(received.clone());
            state.last(meta)
        };
        match (effect, last) {
            (Effect::Error(status, code), _) => {
                let message = "a fault of the fake service";
                let refused = refusal(meta.service.protocol, *status, code, message);
                return refused.into_response().await;
            }
            (Effect::Repeated, Some(last)) => return last.map(Body::from),
            _ => {}
        }
        let response = self.handled(&route, &received).await;
        let (parts, body) = response.into_parts();
        let body = match body.collect(usize::MAX).await {
            Ok(body) => body,
            Err(error) => {
                self.report(format!(
                    "the payload of `{}` cannot be read: {error}",
                    meta.name
                ));
                Bytes::new()
            }
        };
        let response = Response::from_parts(parts, body);
        self.state().keep(meta, &response);
        response.map(Body::from)
    }

    async fn handled(&self, route: &Route, received: &Received) -> Response<Body> {
        let meta = route.pattern.meta;
        let result = match &route.kind {
            RouteKind::Raw(answer) => {
                let answered = std::panic::catch_unwind(AssertUnwindSafe(|| answer(received)));
                answered.map(|response| response.map(Body::from))
            }
            RouteKind::Typed(handler) => match self.read(route.pattern, handler, received) {
                Ok(future) => match AssertUnwindSafe(future).catch_unwind().await {
                    Ok(answer) => {
                        if let Some(problem) = &answer.problem {
                            self.report(format!("the response of `{}`: {problem}", meta.name));
                        }
                        Ok(answer.into_response().await)
                    }
                    Err(panic) => Err(panic),
                },
                Err(Unread::Refused(answer)) => Ok(answer.into_response().await),
                Err(Unread::Panicked(panic)) => Err(panic),
            },
        };
        match result {
            Ok(response) => response,
            Err(panic) => {
                let said = said(&*panic);
                self.report(format!("the handler of `{}` panicked: {said}", meta.name));
                let protocol = meta.service.protocol;
                let status = StatusCode::INTERNAL_SERVER_ERROR;
                refusal(protocol, status, "InternalFailure", "the handler panicked")
                    .into_response()
                    .await
            }
        }
    }

    /// Reads the request and calls the handler.
    fn read(
        &self,
        pattern: Pattern,
        handler: &Handler<()>,
        received: &Received,
    ) -> Result<BoxFuture<'static, Reply>, Unread> {
        let incoming = &received.incoming;
        let line = incoming.line();
        let labels = route::matched(pattern, line).unwrap_or_default();
        let (mut headers, body) = (incoming.headers.clone(), incoming.body.clone());
        let plain = if pattern.meta.compression {
            decompressed(&mut headers, body, usize::MAX)
        } else {
            Ok(body)
        };
        let called = plain.map(|body| {
            let routed = Routed {
                labels,
                query: line.query,
                headers: &headers,
                body: ResponseBody::Bytes(body),
            };
            std::panic::catch_unwind(AssertUnwindSafe(|| handler(routed, ())))
        });
        match called {
            Ok(Ok(Ok(future))) => Ok(future),
            Ok(Ok(Err(error))) | Err(error) => {
                let name = pattern.meta.name;
                self.report(format!("a request does not fit `{name}`: {error}"));
                Err(Unread::Refused(Box::new(refusal(
                    pattern.meta.service.protocol,
                    StatusCode::BAD_REQUEST,
                    "SerializationException",
                    &error.to_string(),
                ))))
            }
            Ok(Err(panic)) => Err(Unread::Panicked(panic)),
        }
    }

    /// A request to an operation without a handler.
    fn unhandled(&self, incoming: &Incoming, protocol: &'static dyn Protocol) -> Reply {
        let mut state = self.state();
        let handled: Vec<String> = state.routes.iter().map(Route::shown).collect();
        let handled = if handled.is_empty() {
            "there are none".to_owned()
        } else {
            format!("there are handlers for {}", handled.join(", "))
        };
        let target = incoming.headers.get("x-amz-target");
        let target = target.and_then(|target| target.to_str().ok());
        let target = target.map(|target| format!(" ({target})"));
        let problem = format!(
            "no handler is set for {} {}{}; {handled}",
            incoming.method,
            incoming.uri.path(),
            target.unwrap_or_default(),
        );
        state.problems.push(problem.clone());
        refusal(
            protocol,
            StatusCode::NOT_FOUND,
            "UnknownOperationException",
            &problem,
        )
    }

    fn report(&self, problem: String) {
        self.state().problems.push(problem);
    }
}

/// Why no handler was called.
enum Unread {
    Refused(Box<Reply>),
    Panicked(Box<dyn Any + Send>),
}

impl Route {
    /// ``CreateRoom (POST /accounts/<..>/rooms)``
    fn shown(&self) -> String {
        let meta = self.pattern.meta;
        let path = meta.path.join("<..>");
        format!("`{}` ({} {path})", meta.name, meta.method)
    }
}

impl State {
    /// The route of a request, and the labels of its path, decoded.
    fn find(&self, line: RequestLine<'_>) -> Option<(Route, Vec<String>)> {
        let patterns = self.routes.iter().map(|route| route.pattern);
        let matched = route::find(patterns, line)?;
        let labels = matched.labels.iter().map(|label| decode(label)).collect();
        Some((self.routes[matched.index].clone(), labels))
    }

    /// What a request is answered in: what its operation speaks, or else what another operation here does.
    fn protocol(&self, meta: Option<&'static OperationMeta>) -> &'static dyn Protocol {
        let first = || self.routes.first().map(|route| route.pattern.meta);
        let meta = meta.or_else(first).unwrap_or(&OperationMeta::DEFAULT);
        meta.service.protocol
    }

    /// The first fault that applies to a request.
    fn effect(&mut self, meta: Option<&'static OperationMeta>) -> Effect {
        let mut effect = None;
        for fault in &mut self.faults {
            // Each fault counts the requests, also those to which another one happens.
            let applies = fault.applies(meta);
            if applies && effect.is_none() {
                effect = Some(fault.effect.clone());
            }
        }
        effect.unwrap_or(Effect::Nothing)
    }

    fn last(&self, meta: &'static OperationMeta) -> Option<Response<Bytes>> {
        let last = self.last.iter().find(|(of, _)| route::is_same(of, meta));
        last.map(|(_, response)| response.clone())
    }

    fn keep(&mut self, meta: &'static OperationMeta, response: &Response<Bytes>) {
        self.last.retain(|(of, _)| !route::is_same(of, meta));
        self.last.push((meta, response.clone()));
    }
}

fn shifted(now: SystemTime, seconds: i64) -> SystemTime {
    let by = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        now.checked_sub(by).unwrap_or(SystemTime::UNIX_EPOCH)
    } else {
        later(now, by)
    }
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("something that is not text")
}
