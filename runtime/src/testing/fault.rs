//! What goes wrong on purpose.

use std::fmt;
use std::ops::{Bound, RangeBounds};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use http_body::Frame;
use http_body_util::StreamBody;

use crate::declaration::meta::OperationMeta;
use crate::declaration::operation::Operation;
use crate::serve::route::is_same;
use crate::transport::body::{Body, BoxError};

/// A fault of a fake service, and the requests that it happens to: all of them, unless you say which.
///
/// Requests are counted from 1, and each attempt of a call is one.
///
/// ```
/// use opsmith::{operation, testing::{Fault, FakeService}};
///
/// #[operation(service = "ivschat")]
/// struct DeleteRoom { identifier: String }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeService::new();
/// fake.on(|_: DeleteRoom| async { Ok(()) });
/// fake.fault(Fault::throttled().on_request(1));
/// fake.fault(Fault::reset_after_reading().on_request(2));
///
/// DeleteRoom::new("room").send(&fake.client()).await?; // the third attempt succeeds
/// assert_eq!(fake.calls::<DeleteRoom>()[0].attempts(), 3);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Fault {
    pub(super) effect: Effect,
    operation: Option<&'static OperationMeta>,
    requests: Requests,
    /// The requests so far that it could have happened to.
    seen: u64,
}

/// What happens.
#[derive(Clone)]
pub(super) enum Effect {
    Nothing,
    Error(StatusCode, String),
    Delayed(Duration),
    ResetBeforeReading,
    ResetAfterReading,
    Cut,
    Garbage,
    ClockOff(i64),
    Repeated,
}

#[derive(Clone)]
enum Requests {
    All,
    Between(u64, u64),
    Random {
        probability: f64,
        rng: fastrand::Rng,
    },
}

impl Fault {
    const fn new(effect: Effect) -> Self {
        Self {
            effect,
            operation: None,
            requests: Requests::All,
            seen: 0,
        }
    }

    /// The service answers with a `ThrottlingException` and status 429. The handler is not called.
    #[must_use]
    pub fn throttled() -> Self {
        Self::error(StatusCode::TOO_MANY_REQUESTS, "ThrottlingException")
    }

    /// The service answers with an error of this status and code. The handler is not called.
    #[must_use]
    pub fn error(status: StatusCode, code: impl Into<String>) -> Self {
        Self::new(Effect::Error(status, code.into()))
    }

    /// The service waits on its clock before it answers.
    #[must_use]
    pub const fn delayed(by: Duration) -> Self {
        Self::new(Effect::Delayed(by))
    }

    /// The connection is closed before the request's body is read. The handler is not called, and the request is not
    /// among those that were received.
    #[must_use]
    pub const fn reset_before_reading() -> Self {
        Self::new(Effect::ResetBeforeReading)
    }

    /// The connection is closed instead of a response, after the handler was called.
    #[must_use]
    pub const fn reset_after_reading() -> Self {
        Self::new(Effect::ResetAfterReading)
    }

    /// The connection is closed in the middle of the response's body, after the handler was called.
    #[must_use]
    pub const fn cut() -> Self {
        Self::new(Effect::Cut)
    }

    /// The response's body is replaced with bytes that are not in the protocol's format, after the handler was called.
    #[must_use]
    pub const fn garbage() -> Self {
        Self::new(Effect::Garbage)
    }

    /// The service's clock is ahead by this number of seconds, or behind if it is negative.
    #[must_use]
    pub const fn clock_off(seconds: i64) -> Self {
        Self::new(Effect::ClockOff(seconds))
    }

    /// The service answers with its last response to the operation: the same page with the same token. The handler is
    /// called only if there is none.
    #[must_use]
    pub const fn repeated() -> Self {
        Self::new(Effect::Repeated)
    }

    /// Only requests to this operation are counted.
    #[must_use]
    pub const fn of<O: Operation>(mut self) -> Self {
        self.operation = Some(O::META);
        self
    }

    /// It happens to the request with this number only.
    #[must_use]
    pub fn on_request(self, number: u64) -> Self {
        self.on_requests(number..=number)
    }

    /// It happens to the requests with these numbers.
    #[must_use]
    pub fn on_requests(mut self, numbers: impl RangeBounds<u64>) -> Self {
        let first = match numbers.start_bound() {
            Bound::Included(first) => *first,
            Bound::Excluded(before) => before.saturating_add(1),
            Bound::Unbounded => 0,
        };
        let last = match numbers.end_bound() {
            Bound::Included(last) => *last,
            Bound::Excluded(after) => after.saturating_sub(1),
            Bound::Unbounded => u64::MAX,
        };
        self.requests = Requests::Between(first, last);
        self
    }

    /// It happens to each request with this probability, from 0 to 1. The same seed chooses the same requests.
    #[must_use]
    pub fn with_probability(mut self, probability: f64, seed: u64) -> Self {
        let rng = fastrand::Rng::with_seed(seed);
        self.requests = Requests::Random { probability, rng };
        self
    }

    /// Counts a request, and says whether the fault happens to it.
    pub(super) fn applies(&mut self, meta: Option<&'static OperationMeta>) -> bool {
        let counts = |of: &'static OperationMeta| meta.is_some_and(|meta| is_same(meta, of));
        if !self.operation.is_none_or(counts) {
            return false;
        }
        self.seen += 1;
        match &mut self.requests {
            Requests::All => true,
            Requests::Between(first, last) => (*first..=*last).contains(&self.seen),
            Requests::Random { probability, rng } => rng.f64() < *probability,
        }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match &self.effect {
            Effect::Error(status, code) => return write!(f, "Fault({code}, status {status})"),
            Effect::Delayed(by) => return write!(f, "Fault(delayed by {by:?})"),
            Effect::Nothing => "nothing",
            Effect::ResetBeforeReading => "reset before reading",
            Effect::ResetAfterReading => "reset after reading",
            Effect::Cut => "cut",
            Effect::Garbage => "garbage",
            Effect::ClockOff(_) => "clock off",
            Effect::Repeated => "repeated",
        };
        write!(f, "Fault({name})")
    }
}

/// The response with the first half of its body, after which the connection breaks.
pub(super) fn cut(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let whole = body.as_bytes().unwrap_or_default();
    let half = Bytes::copy_from_slice(&whole[..whole.len() / 2]);
    // Something has to be missing, also of an empty body.
    let length = whole.len().max(1) as u64;
    parts.headers.insert(header::CONTENT_LENGTH, length.into());
    let frames = [Ok::<_, BoxError>(Frame::data(half)), Err("cut".into())];
    let body = Body::new(StreamBody::new(futures_util::stream::iter(frames)));
    Response::from_parts(parts, body)
}

/// The response with a body that no protocol has.
pub(super) fn garbage(response: Response<Body>) -> Response<Body> {
    let (mut parts, _) = response.into_parts();
    let body = Bytes::from_static(b"<<\xff\x00 not a response");
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response::from_parts(parts, body.into())
}
