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
    body::BoxError,
    client::Engine,
    clock::Clock,
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

/// A response's body that ends with an error when nothing came for `limit`.
pub(crate) fn with_read_timeout(engine: &Engine, body: Body, limit: Option<Duration>) -> Body {
    match limit {
        Some(limit) if body.as_bytes().is_none() => Body::new(ReadTimeout {
            body,
            clock: engine.clock.clone(),
            limit,
            timer: None,
        }),
        _ => body,
    }
}

struct ReadTimeout {
    body: Body,
    clock: Arc<dyn Clock>,
    limit: Duration,
    timer: Option<BoxFuture<'static, ()>>,
}

impl http_body::Body for ReadTimeout {
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
            return polled;
        }
        let timer = this
            .timer
            .get_or_insert_with(|| this.clock.sleep(this.limit));
        timer.as_mut().poll(cx).map(|()| {
            Some(Err(TransportError::new(
                TransportErrorKind::Timeout,
                format!("nothing came for {:?} (read timeout)", this.limit),
            )
            .into()))
        })
    }
}
