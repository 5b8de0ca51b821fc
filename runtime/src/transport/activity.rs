//! Whether anything moves on a connection.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body::Frame;

use crate::{
    Body, BoxFuture,
    client::Engine,
    clock::Clock,
    transport::body::BoxError,
    transport::{TransportError, TransportErrorKind},
};

/// Counts the pieces of a body that went by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Activity(Arc<AtomicU64>);

impl Activity {
    pub(crate) fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The longest body that is handed over at once: about what a socket takes without waiting.
const PIECE: usize = 64 * 1024;

/// Takes a long body in memory apart, so that its way to the service can be watched.
pub(crate) fn in_pieces(body: Body) -> Body {
    if body.as_bytes().is_none_or(|bytes| bytes.len() <= PIECE) {
        return body;
    }
    match body.into_bytes() {
        Ok(bytes) => Body::new(Pieces(bytes)),
        Err(body) => body,
    }
}

struct Pieces(Bytes);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        let length = self.0.len().min(PIECE);
        Poll::Ready(Some(Ok(Frame::data(self.0.split_to(length)))))
    }
}

/// Watches a body, unless it is in memory.
pub(crate) fn watch(body: Body) -> (Body, Option<Activity>) {
    if body.as_bytes().is_some() {
        return (body, None);
    }
    let activity = Activity::default();
    let watched = Watched {
        body,
        activity: activity.clone(),
    };
    (Body::new(watched), Some(activity))
}

struct Watched {
    body: Body,
    activity: Activity,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if polled.is_ready() {
            self.activity.0.fetch_add(1, Ordering::Relaxed);
        }
        polled
    }
}

/// A response's body that is handed over as it arrives. It ends with a [`TransportError`] when the connection breaks
/// or nothing came for `limit`.
pub(crate) fn arriving(engine: &Engine, body: Body, limit: Option<Duration>) -> Body {
    if body.as_bytes().is_some() {
        return body;
    }
    Body::new(Arriving {
        body,
        clock: engine.clock.clone(),
        limit,
        timer: None,
    })
}

struct Arriving {
    body: Body,
    clock: Arc<dyn Clock>,
    limit: Option<Duration>,
    timer: Option<BoxFuture<'static, ()>>,
}

impl http_body::Body for Arriving {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.body).poll_frame(cx);
        if polled.is_ready() {
            this.timer = None;
            return polled
                .map_err(|error| TransportError::new(TransportErrorKind::Body, error).into());
        }
        let Some(limit) = this.limit else {
            return Poll::Pending;
        };
        let timer = this.timer.get_or_insert_with(|| this.clock.sleep(limit));
        timer.as_mut().poll(cx).map(|()| {
            Some(Err(TransportError::new(
                TransportErrorKind::Timeout,
                format!("the connection was silent for {limit:?} (read timeout)"),
            )
            .into()))
        })
    }
}
