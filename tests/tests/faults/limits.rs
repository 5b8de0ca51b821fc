//! Limits that a clock cannot count to, and clocks that show impossible times.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use opsmith::{
    BoxFuture, Clock, Credentials, ErrorKind, Operation, RetryConfig, RetryMode,
    StalledStreamProtection, SystemClock, Timeouts, testing::FakeService,
};

use super::load::Provider;
use super::server::{Answer, Server, json, response};
use crate::{
    chime::{GetRoom, GetRoomOutput},
    streaming::GetBlob,
};

/// The maximum limits, each of which means no limit.
const LONGEST: [Duration; 3] = [
    Duration::MAX,
    Duration::from_secs(u64::MAX),
    Duration::from_secs(u64::MAX / 2),
];

fn each(limit: Duration) -> [Timeouts; 6] {
    let none = Timeouts::none;
    let stalled = StalledStreamProtection::default().with_grace_period(limit);
    [
        none().with_connect(limit),
        none().with_read(limit),
        none().with_attempt(limit),
        none().with_operation(limit),
        none()
            .with_connect(limit)
            .with_read(limit)
            .with_attempt(limit)
            .with_operation(limit)
            .with_stalled_stream(stalled),
        none().with_stalled_stream(stalled.with_min_throughput(u64::MAX)),
    ]
}

#[tokio::test]
async fn the_maximum_duration_means_no_limit() {
    // Slow enough that each limit starts to run.
    let pause = Duration::from_millis(5);
    let server = Server::start(move |request| {
        if request.number.is_multiple_of(2) {
            return Answer::After(pause, json(503, "{}"));
        }
        let whole = json(200, "{}");
        let (head, body) = whole.split_at(whole.len() - 2);
        Answer::Slowly(pause, vec![head.to_vec(), body.to_vec()])
    })
    .await;
    for timeouts in LONGEST.into_iter().flat_map(each) {
        for mode in [RetryMode::Standard, RetryMode::Adaptive] {
            let client = server
                .client_builder()
                .timeouts(timeouts.clone())
                .retry(RetryConfig::default().with_mode(mode))
                .build()
                .unwrap();
            client.warm_up([GetRoom::META.service]).await.unwrap();
            let get = GetRoom::new("a", "r").send(&client).with_metadata();
            let (_, metadata) = get.await.unwrap();
            assert!(metadata.attempts <= 2);
        }
    }
}

#[tokio::test]
async fn the_maximum_duration_means_no_limit_for_a_streamed_body() {
    let pause = Duration::from_millis(5);
    let server = Server::start(move |_| {
        let whole = response(200, &[], "0123456789");
        Answer::Slowly(pause, whole.chunks(4).map(<[u8]>::to_vec).collect())
    })
    .await;
    for timeouts in LONGEST.into_iter().flat_map(each) {
        let client = server.client_builder().timeouts(timeouts).build().unwrap();
        let output = GetBlob::new("b").send(&client).await.unwrap();
        assert_eq!(output.body.collect().await.unwrap(), "0123456789");
    }
}

#[tokio::test]
async fn the_maximum_duration_means_no_limit_for_credentials() {
    let server = Server::saying(json(200, "{}")).await;
    for limit in LONGEST {
        let client = server
            .client_builder()
            .credentials(Provider::default())
            .credentials_timeout(limit)
            .build()
            .unwrap();
        GetRoom::new("a", "r").send(&client).await.unwrap();
    }
}

#[tokio::test]
async fn the_maximum_duration_is_too_long_for_a_presigned_url() {
    let client = super::server::client_builder("http://localhost")
        .build()
        .unwrap();
    for limit in LONGEST {
        let presigned = GetRoom::new("a", "r").presign(&client, limit).await;
        assert_eq!(presigned.err().unwrap().kind(), ErrorKind::Build);
    }
}

/// Shows any time.
#[derive(Clone, Copy, Debug)]
struct Absurd {
    now: SystemTime,
    elapsed: Duration,
}

impl Clock for Absurd {
    fn now(&self) -> SystemTime {
        self.now
    }

    fn elapsed(&self) -> Duration {
        self.elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

#[tokio::test]
async fn an_impossible_clock_does_not_make_a_call_panic() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetRoom| async { Ok(GetRoomOutput { room: None }) });
    let last = (0..63).rev().fold(UNIX_EPOCH, |time, bit| {
        time.checked_add(Duration::from_secs(1 << bit))
            .unwrap_or(time)
    });
    let first = (0..63).rev().fold(UNIX_EPOCH, |time, bit| {
        time.checked_sub(Duration::from_secs(1 << bit))
            .unwrap_or(time)
    });
    let years = |years: u64| UNIX_EPOCH + Duration::from_secs(years * 366 * 86_400);
    for now in [first, UNIX_EPOCH, years(8100), years(50_000), last] {
        for (elapsed, end) in [
            (Duration::ZERO, None),
            (Duration::MAX, None),
            (Duration::ZERO, Some(first)),
            (Duration::MAX, Some(now)),
            (Duration::MAX, Some(last)),
        ] {
            let key = fake.credentials().access_key_id().to_owned();
            let credentials = Credentials::new(key, "a wrong secret", None, end, "test");
            let client = fake
                .client_builder()
                .credentials(credentials)
                .clock(Absurd { now, elapsed })
                .build()
                .unwrap();
            let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
            assert!(
                matches!(error.kind(), ErrorKind::Signing | ErrorKind::Service),
                "{error}"
            );
            let day = Duration::from_hours(24);
            let _ = GetRoom::new("a", "r").presign(&client, day).await;
            client.warm_up([GetRoom::META.service]).await.unwrap();
        }
    }
}
