//! Any `tower::Service` as a transport.

use std::task::{Context, Poll};

use http::{HeaderValue, Request, Response};
use opsmith::{
    Body, BoxError, BoxFuture, Client, TowerTransport, Transport, TransportError,
    TransportErrorKind, testing::ScriptedTransport,
};
use tower_service::Service;

use super::{get_room, room_response, scripted};
use crate::chime::ChimeError;

/// A layer that is ready on the second poll and adds a header to every request.
#[derive(Clone)]
struct Layer {
    inner: ScriptedTransport,
    looked: bool,
    refuse: bool,
}

impl Service<Request<Body>> for Layer {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        if self.refuse {
            return Poll::Ready(Err("the layer is closed".into()));
        }
        if std::mem::replace(&mut self.looked, true) {
            Poll::Ready(Ok(()))
        } else {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        assert!(self.looked, "called before it was ready");
        let headers = request.headers_mut();
        headers.insert("x-layer", HeaderValue::from_static("was here"));
        let sent = self.inner.send(request);
        Box::pin(async move { Ok(sent.await?) })
    }
}

fn layered(inner: &ScriptedTransport, refuse: bool) -> Client {
    let layer = Layer {
        inner: inner.clone(),
        looked: false,
        refuse,
    };
    scripted(inner)
        .transport(TowerTransport::new(layer))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_tower_service_works_as_a_transport() {
    let inner = ScriptedTransport::new()
        .fail(TransportErrorKind::Connect)
        .respond(room_response());
    let (output, metadata) = get_room()
        .send(&layered(&inner, false))
        .with_metadata()
        .await
        .unwrap();
    assert_eq!(output.room.unwrap().room_id.as_deref(), Some("r"));
    assert_eq!(metadata.attempts, 2);
    for request in inner.requests() {
        assert_eq!(request.headers()["x-layer"], "was here");
    }
}

#[tokio::test]
async fn a_tower_service_keeps_the_kind_of_a_transport_error() {
    let kind = |error: &opsmith::Error<ChimeError>| {
        let cause = error.cause().unwrap();
        cause.downcast_ref::<TransportError>().unwrap().kind()
    };
    let inner = ScriptedTransport::new().fail(TransportErrorKind::Request);
    let error = get_room()
        .send(&layered(&inner, false))
        .await
        .err()
        .unwrap();
    assert_eq!(kind(&error), TransportErrorKind::Request);
    assert_eq!(error.attempts(), 1);
    let error = get_room().send(&layered(&inner, true)).await.err().unwrap();
    assert_eq!(kind(&error), TransportErrorKind::Send);
    assert!(error.to_string().contains("the layer is closed"), "{error}");
    assert_eq!(error.attempts(), 3);
}
