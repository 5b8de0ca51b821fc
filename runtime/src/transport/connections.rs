//! The connections of the default transport: which ones are reused and which are not.
//!
//! reqwest's pool keeps every connection that HTTP allows it to keep, and there is no way to tell it that one is bad:
//! it does not pass a request's extensions on to the pool (where hyper's `Connected::poison` would be found), and its
//! connections cannot be wrapped. So each connection has its own reqwest client, and with it its own pool: a *lane*.
//! Lanes are taken and returned. A lane whose connection is bad is dropped together with the connection. Making a lane
//! costs microseconds; making a connection costs at least a round trip.

use std::{
    collections::VecDeque,
    fmt,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::uri::Authority;
use http_body::{Body as _, Frame, SizeHint};
use url::Url;

use crate::clock::{Clock, SystemClock};
use crate::transport::ConnectionHandle;

/// AWS closes idle connections after as little as 20 seconds.
pub(super) const IDLE: Duration = Duration::from_secs(20);

/// Where a connection goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) is_https: bool,
    pub(super) authority: Authority,
    pub(super) may_be_proxied: bool,
}

/// The free lanes, in the order in which they became free.
#[derive(Default)]
pub(super) struct Connections(Mutex<VecDeque<Free>>);

struct Free {
    since: Duration,
    lane: Arc<Lane>,
}

/// A client for one connection.
pub(super) struct Lane {
    pub(super) client: reqwest::Client,
    origin: Origin,
    /// The origin as the beginning of every URL.
    pub(super) url: Url,
    home: Weak<Connections>,
    /// Not to be used for another request.
    is_closed: AtomicBool,
    /// HTTP/2: requests share it, so it stays among the free ones.
    is_shared: AtomicBool,
}

impl Connections {
    fn free(&self) -> MutexGuard<'_, VecDeque<Free>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The most recently used free lane, whose connection is least likely to have been closed by the other end.
    pub(super) fn take(&self, origin: &Origin) -> Option<Arc<Lane>> {
        let mut free = self.free();
        let at = free
            .iter()
            .rposition(|free| free.lane.origin == *origin && !free.lane.is_closed())?;
        let found = free.remove(at)?;
        let lane = found.lane.clone();
        if lane.is_shared.load(Ordering::Relaxed) {
            free.push_back(Free {
                since: SystemClock.elapsed(),
                ..found
            });
        }
        Some(lane)
    }

    fn put(&self, lane: Arc<Lane>) {
        let now = SystemClock.elapsed();
        let mut free = self.free();
        // Their connections are closed by now. They are dropped after the lock is released.
        let ended = free
            .iter()
            .take_while(|free| free.since.saturating_add(IDLE) < now)
            .count();
        let _ended: Vec<Free> = free.drain(..ended).collect();
        free.push_back(Free { since: now, lane });
        drop(free);
    }

    fn remove(&self, lane: &Arc<Lane>) {
        let mut free = self.free();
        let at = free.iter().rposition(|free| Arc::ptr_eq(&free.lane, lane));
        let _removed = at.and_then(|at| free.remove(at));
        drop(free);
    }
}

impl Lane {
    pub(super) fn new(
        client: reqwest::Client,
        origin: Origin,
        url: Url,
        home: &Arc<Connections>,
    ) -> Arc<Self> {
        Arc::new(Self {
            client,
            origin,
            url,
            home: Arc::downgrade(home),
            is_closed: AtomicBool::new(false),
            is_shared: AtomicBool::new(false),
        })
    }

    /// Makes the connection available to other requests.
    pub(super) fn give_back(self: Arc<Self>) {
        if !self.is_shared.load(Ordering::Relaxed) {
            self.put();
        }
    }

    fn put(self: Arc<Self>) {
        if let Some(home) = self.home.upgrade()
            && !self.is_closed()
        {
            home.put(self);
        }
    }

    fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::Relaxed)
    }

    fn close(self: &Arc<Self>) {
        self.is_closed.store(true, Ordering::Relaxed);
        if let Some(home) = self.home.upgrade() {
            home.remove(self);
        }
    }

    /// The response's body, which returns the lane once it has been read, and a handle if the response is an error.
    pub(super) fn watch(
        self: Arc<Self>,
        response: http::Response<reqwest::Body>,
    ) -> http::Response<LaneBody> {
        let (mut parts, body) = response.into_parts();
        if parts.version == http::Version::HTTP_2 && !self.is_shared.swap(true, Ordering::Relaxed) {
            self.clone().put();
        }
        if !parts.status.is_success() {
            let lane = self.clone();
            let handle = ConnectionHandle::new(move || lane.close());
            parts.extensions.insert(handle);
        }
        let mut body = LaneBody {
            body,
            lane: Some(self),
        };
        body.end_if_read();
        http::Response::from_parts(parts, body)
    }
}

impl fmt::Debug for Lane {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.origin.fmt(f)
    }
}

/// A response's body. If it is dropped before its end, so is the lane, because an HTTP/1.1 connection cannot be reused
/// then.
pub(super) struct LaneBody {
    body: reqwest::Body,
    lane: Option<Arc<Lane>>,
}

impl LaneBody {
    fn end_if_read(&mut self) {
        if self.body.is_end_stream() {
            self.end();
        }
    }

    fn end(&mut self) {
        if let Some(lane) = self.lane.take() {
            lane.give_back();
        }
    }
}

impl http_body::Body for LaneBody {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.body).poll_frame(cx);
        match &polled {
            Poll::Ready(None) => this.end(),
            Poll::Ready(Some(Ok(_))) => this.end_if_read(),
            Poll::Ready(Some(Err(_))) => this.lane = None,
            Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
