//! Stalled-stream protection and the default limits, in simulated time.

use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::{BodyExt, StreamBody};
use opsmith::{
    Body, BoxFuture, ByteStream, Client, Clock, ErrorKind, RetryConfig, StalledStreamProtection,
    TimeoutKind, Timeouts, Transport, TransportError, TransportErrorKind,
};
use tokio::time::{Instant, sleep};

use super::{GetBlob, PostBlob};
use crate::{chime::GetRoom, faults::server::client_builder};

/// Tokio's paused time, which stands still while there is work and otherwise jumps to the next timer.
#[derive(Debug)]
struct PausedClock(Instant);

impl Clock for PausedClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// An in-memory service.
struct Service<F>(F);

impl<F> std::fmt::Debug for Service<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Service")
    }
}

impl<F> Transport for Service<F>
where
    F: Fn(Body) -> BoxFuture<'static, Body> + Send + Sync + 'static,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let answer = (self.0)(request.into_body());
        Box::pin(async move { Ok(http::Response::new(answer.await)) })
    }
}

fn client<F>(service: F) -> Client
where
    F: Fn(Body) -> BoxFuture<'static, Body> + Send + Sync + 'static,
{
    client_builder("http://127.0.0.1:1")
        .transport(Service(service))
        .clock(PausedClock(Instant::now()))
        .build()
        .unwrap()
}

/// `count` pieces, each after a pause.
fn trickle(
    pause: Duration,
    count: usize,
    piece: &'static str,
) -> impl stream::Stream<Item = Bytes> + Send {
    stream::iter(0..count).then(move |_| async move {
        sleep(pause).await;
        Bytes::from_static(piece.as_bytes())
    })
}

fn body_of(pieces: impl stream::Stream<Item = Bytes> + Send + 'static) -> Body {
    Body::new(StreamBody::new(
        pieces.map(|piece| Ok::<_, Infallible>(http_body::Frame::data(piece))),
    ))
}

/// A client of a service whose responses trickle.
fn trickling(pause: Duration, count: usize, piece: &'static str) -> Client {
    client(move |_| Box::pin(async move { body_of(trickle(pause, count, piece)) }))
}

/// A service that reads a piece of a payload, pauses, and repeats.
fn reading(pause: Duration) -> Client {
    client(move |mut body| {
        Box::pin(async move {
            while let Some(frame) = body.frame().await {
                frame.unwrap();
                sleep(pause).await;
            }
            Body::empty()
        })
    })
}

const A_LONG_TIME: usize = 1_000_000;

#[tokio::test(start_paused = true)]
async fn a_download_of_one_byte_per_300_milliseconds_times_out() {
    let client = trickling(Duration::from_millis(300), A_LONG_TIME, "x");
    let mut body = GetBlob::new("b").send(&client).await.unwrap().body;
    let started = Instant::now();
    let error = loop {
        match body.next().await.unwrap() {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(started.elapsed(), Duration::from_secs(20));
    let error: &TransportError = error.downcast_ref().unwrap();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "the transport timed out: the body was slower than the minimum throughput for 20s (stalled-stream protection)",
    );
}

#[tokio::test(start_paused = true)]
async fn a_buffered_response_of_one_byte_per_300_milliseconds_times_out() {
    let client = trickling(Duration::from_millis(300), A_LONG_TIME, " ");
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(
        (error.kind(), error.timeout(), error.attempts()),
        (ErrorKind::Timeout, Some(TimeoutKind::StalledStream), 3),
    );
    assert!(
        error.to_string().starts_with(
            "chime GetRoom: the body was slower than the minimum throughput for 20s (stalled-stream protection) ("
        ),
        "{error}",
    );
}

#[tokio::test(start_paused = true)]
async fn it_can_be_set_for_a_client_or_a_call() {
    let pause = Duration::from_millis(300);
    let off = Timeouts::default().with_stalled_stream(StalledStreamProtection::disabled());
    let output = GetBlob::new("b")
        .send(&trickling(pause, 1000, "x"))
        .timeouts(off.clone())
        .await
        .unwrap();
    assert_eq!(output.body.collect().await.unwrap().len(), 1000);
    let uploads_only = StalledStreamProtection::default().with_download(false);
    let lenient = StalledStreamProtection::default().with_min_throughput(3);
    let patient = StalledStreamProtection::default().with_grace_period(Duration::MAX);
    for protection in [uploads_only, lenient, patient] {
        let client = client_builder("http://127.0.0.1:1")
            .transport(Service(move |_: Body| -> BoxFuture<'static, Body> {
                Box::pin(async move { body_of(trickle(pause, 1000, "x")) })
            }))
            .clock(PausedClock(Instant::now()))
            .timeouts(Timeouts::default().with_stalled_stream(protection))
            .build()
            .unwrap();
        let output = GetBlob::new("b").send(&client).await.unwrap();
        assert_eq!(output.body.collect().await.unwrap().len(), 1000);
    }
}

#[tokio::test(start_paused = true)]
async fn a_download_just_above_the_minimum_can_take_hours() {
    let client = trickling(Duration::from_secs(10), 1000, &"x".repeat(101).leak()[..]);
    let output = GetBlob::new("b").send(&client).await.unwrap();
    assert_eq!(output.body.collect().await.unwrap().len(), 101_000);
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_is_not_at_fault() {
    let client = trickling(Duration::from_millis(10), 100, "x");
    let mut body = GetBlob::new("b").send(&client).await.unwrap().body;
    let mut read = 0;
    while let Some(piece) = body.next().await {
        read += piece.unwrap().len();
        sleep(Duration::from_mins(5)).await;
    }
    assert_eq!(read, 100);
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_nobody_reads_times_out() {
    for body in [
        ByteStream::from_bytes(vec![0; 1_000_000]),
        ByteStream::from_stream(
            stream::iter([Ok::<_, Infallible>(Bytes::from(vec![0; 1_000_000]))]),
            1_000_000,
        ),
    ] {
        let client = reading(Duration::from_hours(1));
        let started = Instant::now();
        let error = PostBlob::new("b", body)
            .send(&client)
            .retry(RetryConfig::none())
            .await
            .err()
            .unwrap();
        assert_eq!(error.timeout(), Some(TimeoutKind::StalledStream), "{error}");
        assert_eq!(started.elapsed(), Duration::from_secs(20));
    }
}

/// Fails if the client spins.
#[derive(Debug)]
struct PatientClock(PausedClock, AtomicUsize);

impl Clock for PatientClock {
    fn now(&self) -> SystemTime {
        self.0.now()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let count = self.1.fetch_add(1, Ordering::Relaxed);
        assert!(count < 10_000, "the client spins");
        self.0.sleep(duration)
    }
}

#[tokio::test(start_paused = true)]
async fn a_grace_period_of_zero_does_not_make_the_client_spin_before_the_upload_begins() {
    let service = |mut body: Body| -> BoxFuture<'static, Body> {
        Box::pin(async move {
            sleep(Duration::from_mins(1)).await;
            while let Some(frame) = body.frame().await {
                frame.unwrap();
            }
            Body::empty()
        })
    };
    let client = client_builder("http://127.0.0.1:1")
        .transport(Service(service))
        .clock(PatientClock(
            PausedClock(Instant::now()),
            AtomicUsize::new(0),
        ))
        .timeouts(Timeouts::default().with_stalled_stream(
            StalledStreamProtection::default().with_grace_period(Duration::ZERO),
        ))
        .build()
        .unwrap();
    let body = ByteStream::from_bytes(vec![0; 1_000_000]);
    PostBlob::new("b", body).send(&client).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_stalls_halfway_times_out() {
    let taken = Arc::new(Mutex::new(0));
    let client = client({
        let taken = taken.clone();
        move |mut body| {
            let taken = taken.clone();
            Box::pin(async move {
                while let Some(frame) = body.frame().await {
                    *taken.lock().unwrap() += frame.unwrap().data_ref().unwrap().len();
                    if *taken.lock().unwrap() > 500_000 {
                        std::future::pending::<()>().await;
                    }
                    sleep(Duration::from_secs(1)).await;
                }
                Body::empty()
            })
        }
    });
    let body = ByteStream::from_bytes(vec![0; 1_000_000]);
    let error = PostBlob::new("b", body)
        .send(&client)
        .retry(RetryConfig::none())
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::StalledStream));
    assert!(*taken.lock().unwrap() > 500_000);
}

#[tokio::test(start_paused = true)]
async fn an_upload_that_makes_progress_is_not_cut_off() {
    let client = reading(Duration::from_secs(15));
    let started = Instant::now();
    let length = 100 * 1024 * 1024;
    PostBlob::new("b", ByteStream::from_bytes(vec![0; length]))
        .send(&client)
        .retry(RetryConfig::none())
        .await
        .unwrap();
    assert!(started.elapsed() > Duration::from_hours(24));
}

#[tokio::test(start_paused = true)]
async fn a_slow_payload_source_is_not_at_fault() {
    let client = reading(Duration::ZERO);
    let pieces = trickle(Duration::from_mins(5), 10, "x").map(Ok::<_, Infallible>);
    PostBlob::new("b", ByteStream::from_stream(Box::pin(pieces), 10))
        .send(&client)
        .retry(RetryConfig::none())
        .await
        .unwrap();
}

/// A client of a service that reads the whole payload and then works for a while.
fn working(time: Duration) -> Client {
    client(move |mut body| {
        Box::pin(async move {
            while let Some(frame) = body.frame().await {
                frame.unwrap();
            }
            sleep(time).await;
            Body::empty()
        })
    })
}

/// Like a Lambda function that is invoked synchronously.
#[tokio::test(start_paused = true)]
async fn a_service_may_work_for_fifteen_minutes_before_its_first_byte() {
    for length in [0, 10, 1_000_000] {
        let client = working(Duration::from_mins(15));
        let body = ByteStream::from_bytes(vec![0; length]);
        PostBlob::new("b", body)
            .send(&client)
            .retry(RetryConfig::none())
            .await
            .unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_never_responds_times_out() {
    let client = working(Duration::MAX);
    let started = Instant::now();
    let error = PostBlob::new("b", ByteStream::from_bytes("x"))
        .send(&client)
        .retry(RetryConfig::none())
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Read));
    assert_eq!(started.elapsed(), Duration::from_mins(16));
}
