//! A client whose clock is wrong.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, SystemTime},
};

use opsmith::{
    Attempt, BoxFuture, Client, Clock, Credentials, ErrorKind, Hook, RetryConfig, SystemClock,
    Timeouts, Timestamp, TimestampFormat,
    testing::{FakeService, TestClock},
};

use super::server::{Answer, Server, quick_retries, response};
use crate::chime::{GetRoom, GetRoomOutput};

/// The system clock, off by some seconds.
#[derive(Clone, Copy, Debug)]
struct Off(i64);

impl Clock for Off {
    fn now(&self) -> SystemTime {
        let by = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 {
            SystemClock.now() - by
        } else {
            SystemClock.now() + by
        }
    }

    fn elapsed(&self) -> Duration {
        SystemClock.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

#[derive(Clone, Default)]
struct Attempts(Arc<AtomicU32>);

impl Hook for Attempts {
    fn after_attempt(&self, _: &Attempt) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

struct Case {
    fake: FakeService,
    client: Client,
    attempts: Attempts,
}

async fn case(off: i64, secret: Option<&str>, retry: RetryConfig) -> Case {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetRoom| async { Ok(GetRoomOutput { room: None }) });
    let attempts = Attempts::default();
    let mut builder = fake
        .client_builder()
        .clock(Off(off))
        .hook(attempts.clone())
        .retry(retry);
    if let Some(secret) = secret {
        let key = fake.credentials().access_key_id().to_owned();
        builder = builder.credentials(Credentials::from_keys(key, secret, None));
    }
    let client = builder.build().unwrap();
    Case {
        fake,
        client,
        attempts,
    }
}

impl Case {
    /// Makes a call. Returns the code of its error and the number of attempts.
    async fn call(&self) -> (Option<String>, u32) {
        let before = self.attempts.0.load(Ordering::SeqCst);
        let code = match GetRoom::new("a", "r").send(&self.client).await {
            Ok(_) => None,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Service);
                Some(error.code().unwrap().to_owned())
            }
        };
        (code, self.attempts.0.load(Ordering::SeqCst) - before)
    }
}

#[tokio::test]
async fn is_corrected_retried_once_and_remembered() {
    for off in [-3600, 3600, -86_400 * 400, 86_400 * 400] {
        let case = case(off, None, quick_retries()).await;
        assert_eq!(case.call().await, (None, 2), "{off}");
        for _ in 0..3 {
            assert_eq!(case.call().await, (None, 1), "{off}");
        }
        assert_eq!(case.fake.requests().len(), 4);
    }
}

#[tokio::test]
async fn is_not_retried_if_the_service_accepts_it() {
    for off in [-200, 200] {
        let case = case(off, None, quick_retries()).await;
        assert_eq!(case.call().await, (None, 1));
    }
}

#[tokio::test]
async fn is_remembered_even_if_the_call_cannot_be_retried() {
    let case = case(3600, None, RetryConfig::none()).await;
    let refused = Some("InvalidSignatureException".to_owned());
    assert_eq!(case.call().await, (refused, 1));
    assert_eq!(case.call().await, (None, 1));
}

#[tokio::test]
async fn is_not_blamed_for_an_invalid_key() {
    let refused = Some("InvalidSignatureException".to_owned());
    let right = case(0, Some("a wrong secret"), quick_retries()).await;
    assert_eq!(right.call().await, (refused.clone(), 1));
    let wrong = case(3600, Some("a wrong secret"), quick_retries()).await;
    assert_eq!(wrong.call().await, (refused, 2));
}

#[tokio::test]
async fn is_corrected_for_many_concurrent_calls() {
    let case = case(3600, None, quick_retries()).await;
    let calls = (0..50).map(|_| GetRoom::new("a", "r").send(&case.client));
    for result in futures_util::future::join_all(calls).await {
        result.unwrap();
    }
    assert!(case.attempts.0.load(Ordering::SeqCst) <= 100);
}

/// Rejects every request, with a date in 2098.
async fn liar() -> Server {
    let dated = [
        ("date", "Wed, 01 Jan 2098 00:00:00 GMT"),
        ("x-amzn-errortype", "RequestTimeTooSkewed"),
    ];
    Server::saying(response(403, &dated, "{}")).await
}

#[tokio::test]
async fn is_not_learned_from_an_impossible_date() {
    let server = liar().await;
    let client = server.client();
    let get = || GetRoom::new("a", "r");
    let error = get().send(&client).await.err().unwrap();
    assert_eq!(error.attempts(), 1, "another date would not be better");
    let minute = Duration::from_mins(1);
    let own = get().presign(&client, minute).await.unwrap();
    assert!(!own.url().contains("X-Amz-Date=2098"), "{}", own.url());
}

#[tokio::test]
async fn of_one_host_does_not_date_urls_of_another() {
    // 72 years and one hour ahead.
    for (date, attempts) in [
        ("Thu, 02 Jan 2098 03:04:05 GMT", 1),
        ("Fri, 02 Jan 2026 04:04:05 GMT", 2),
    ] {
        let dated = [("date", date), ("x-amzn-errortype", "RequestTimeTooSkewed")];
        let server = Server::saying(response(403, &dated, "{}")).await;
        let client = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::from_keys("AKID", "secret", None))
            .clock(TestClock::at(1_767_323_045))
            .timeouts(Timeouts::none())
            .build()
            .unwrap();
        let call = GetRoom::new("a", "r").send(&client);
        let error = call.endpoint_url(server.url()).await.err().unwrap();
        assert_eq!(error.attempts(), attempts);
        let minute = Duration::from_mins(1);
        let other = GetRoom::new("a", "r").presign(&client, minute).await;
        let url = other.unwrap().url().to_owned();
        assert!(url.contains("X-Amz-Date=20260102T030405Z"), "{url}");
    }
}

#[tokio::test]
async fn is_kept_for_each_host() {
    // An hour ahead is possible.
    let server = Server::start(|_| {
        let ahead = SystemClock.now() + Duration::from_hours(1);
        let ahead = Timestamp::try_from(ahead).unwrap();
        let ahead = ahead.format(TimestampFormat::HttpDate);
        let headers = [("date", ahead.as_str())];
        Answer::Bytes(response(200, &headers, "{}"))
    })
    .await;
    let client = server.client();
    let get = || GetRoom::new("a", "r");
    get().send(&client).await.unwrap();
    get().send(&client).await.unwrap();
    let signed: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.header("x-amz-date").unwrap().to_owned())
        .collect();
    assert_ne!(signed[0][..11], signed[1][..11], "the first response told");

    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetRoom| async { Ok(GetRoomOutput { room: None }) });
    let credentials = fake.credentials();
    let both = server
        .client_builder()
        .credentials(credentials)
        .build()
        .unwrap();
    get().send(&both).await.unwrap();
    let attempts = |call: opsmith::Call<GetRoom>| async {
        let (_, metadata) = call.with_metadata().await.unwrap();
        metadata.attempts
    };
    let elsewhere = get().send(&both).endpoint_url(fake.url());
    assert_eq!(attempts(elsewhere).await, 1, "dated by its own host");
}
