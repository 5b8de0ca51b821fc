//! Whether data moves on a connection, and how fast.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Body as _, Frame};

use crate::clock::Clock;
use crate::error::timed_out::{TimedOut, TimeoutKind};
use crate::future::BoxFuture;
use crate::transport::body::{Body, BoxError};
use crate::transport::throughput::Meter;
use crate::transport::timeout::Timeouts;
use crate::transport::{TransportError, TransportErrorKind};

/// How much of a request's body is on its way to the service.
#[derive(Clone, Debug)]
pub(crate) struct Activity(Arc<Mutex<Upload>>);

#[derive(Debug)]
struct Upload {
    /// The number of pieces handed over.
    pieces: u64,
    /// The bytes of the last piece, while the transport has not asked for the next one: they may not have been sent.
    handed: Option<u64>,
    /// The number of bytes still to be handed over, if known.
    left: Option<u64>,
    /// `None` without protection, and once everything was handed over: after that, the wait is for the service.
    meter: Option<Meter>,
}

/// The minimum interval between checks of whether an upload is waiting for the network. A grace period may be zero.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

impl Activity {
    fn upload(&self) -> MutexGuard<'_, Upload> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of pieces handed over.
    pub(crate) fn count(&self) -> u64 {
        self.upload().pieces
    }

    /// When to check again whether the upload has stalled, with the grace period: the moment when it counts as stalled
    /// if nothing moves until then. `None` without protection and after the upload.
    pub(crate) fn check_at(&self, now: Duration) -> Option<(Duration, Duration)> {
        let upload = self.upload();
        let meter = upload.meter.as_ref()?;
        let grace = meter.grace();
        let at = meter
            .stalled_at()
            .unwrap_or_else(|| now.saturating_add(grace.max(LOOK_AGAIN)));
        Some((at, grace))
    }

    /// Whether the upload has stalled.
    pub(crate) fn is_stalled(&self, now: Duration) -> bool {
        let upload = self.upload();
        let stalled_at = upload.meter.as_ref().and_then(Meter::stalled_at);
        stalled_at.is_some_and(|at| at <= now)
    }
}

impl Upload {
    /// The transport asks for the next piece, so the previous one is on its way.
    fn asked(&mut self, clock: &dyn Clock) {
        if let (Some(bytes), Some(meter)) = (self.handed.take(), &mut self.meter) {
            meter.moved(|| clock.elapsed(), bytes);
        }
    }

    fn handed(&mut self, frame: Option<&Frame<Bytes>>, clock: &dyn Clock) {
        self.pieces += 1;
        let bytes = frame.and_then(Frame::data_ref).map_or(0, Bytes::len) as u64;
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(bytes);
        }
        if frame.is_none() || self.left == Some(0) {
            self.meter = None;
        } else if let Some(meter) = &mut self.meter {
            self.handed = Some(bytes);
            meter.wait(clock.elapsed());
        }
    }
}

/// A body in memory up to this length is handed over at once: about what a socket accepts without waiting.
const AT_ONCE: usize = 64 * 1024;

/// The size of the pieces of a watched body, small enough that a slow connection accepts one in a grace period.
const PIECE: usize = 16 * 1024;

/// Watches the body of a request, unless it is short and in memory. `length` is its length, if known.
pub(crate) fn watch(
    clock: &Arc<dyn Clock>,
    body: Body,
    length: Option<u64>,
    timeouts: &Timeouts,
) -> (Body, Option<Activity>) {
    if body.as_bytes().is_some_and(|bytes| bytes.len() <= AT_ONCE) {
        return (body, None);
    }
    let activity = Activity(Arc::new(Mutex::new(Upload {
        pieces: 0,
        handed: None,
        left: length,
        meter: timeouts.stalled_stream.upload_meter(),
    })));
    let watched = Watched {
        body,
        rest: Bytes::new(),
        activity: activity.clone(),
        clock: Arc::clone(clock),
    };
    (Body::new(watched), Some(activity))
}

struct Watched {
    body: Body,
    /// The rest of a frame that is longer than a piece.
    rest: Bytes,
    activity: Activity,
    clock: Arc<dyn Clock>,
}

impl Watched {
    fn poll_piece(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.rest.is_empty() {
            let polled = Pin::new(&mut self.body).poll_frame(cx);
            let Poll::Ready(Some(Ok(frame))) = polled else {
                return polled;
            };
            match frame.into_data() {
                Ok(data) => self.rest = data,
                Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
            }
        }
        let length = self.rest.len().min(PIECE);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        this.activity.upload().asked(&*this.clock);
        let polled = this.poll_piece(cx);
        if let Poll::Ready(frame) = &polled {
            let frame = frame.as_ref().and_then(|frame| frame.as_ref().ok());
            this.activity.upload().handed(frame, &*this.clock);
        }
        polled
    }
}

/// A response's body with its time limits: it ends with a [`TransportError`] if the connection breaks, is silent for
/// the read timeout, or is slower than the minimum throughput.
pub(crate) fn arriving(clock: &Arc<dyn Clock>, body: Body, timeouts: &Timeouts) -> Body {
    if body.as_bytes().is_some() {
        return body;
    }
    Body::new(TimedBody {
        body,
        clock: Arc::clone(clock),
        read: timeouts.read,
        meter: timeouts.stalled_stream.download_meter(),
        timer: None,
    })
}

struct TimedBody {
    body: Body,
    clock: Arc<dyn Clock>,
    read: Option<Duration>,
    meter: Option<Meter>,
    timer: Option<(BoxFuture<'static, ()>, TimedOut)>,
}

impl TimedBody {
    /// The timer for the limit that is reached first if nothing more arrives.
    fn start_timer(&mut self) -> Option<(BoxFuture<'static, ()>, TimedOut)> {
        if self.read.is_none() && self.meter.is_none() {
            return None;
        }
        let now = self.clock.elapsed();
        let silent = self.read.map(|limit| (limit, TimeoutKind::Read, limit));
        let stalled = self.meter.as_mut().and_then(|meter| {
            meter.wait(now);
            let wait = meter.stalled_at()?.saturating_sub(now);
            Some((wait, TimeoutKind::StalledStream, meter.grace()))
        });
        let (wait, which, limit) = [silent, stalled]
            .into_iter()
            .flatten()
            .min_by_key(|(wait, ..)| *wait)?;
        Some((self.clock.sleep(wait), TimedOut { which, limit }))
    }
}

impl http_body::Body for TimedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.body).poll_frame(cx);
        if let Poll::Ready(frame) = &polled {
            this.timer = None;
            if let (Some(meter), Some(Ok(frame))) = (&mut this.meter, frame) {
                let bytes = frame.data_ref().map_or(0, Bytes::len) as u64;
                meter.moved(|| this.clock.elapsed(), bytes);
            }
            return polled
                .map_err(|error| TransportError::new(TransportErrorKind::Body, error).into());
        }
        if this.timer.is_none() {
            this.timer = this.start_timer();
        }
        let Some((timer, timed_out)) = &mut this.timer else {
            return Poll::Pending;
        };
        timer.as_mut().poll(cx).map(|()| {
            let error = TransportError::new(TransportErrorKind::Timeout, *timed_out);
            Some(Err(error.into()))
        })
    }
}
