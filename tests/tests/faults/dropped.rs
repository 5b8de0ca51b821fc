//! Callers that give up do not delay others.

use std::{future::Future, time::Duration};

use opsmith::{Client, RetryConfig, RetryMode, Timeouts, testing::FixedRng};
use tokio::time::timeout;

use super::server::{Answer, Server, json};
use crate::chime::GetRoom;

/// Starts all calls at once and drops each of them after the given time.
async fn give_up<F: Future>(calls: usize, after: Duration, call: impl Fn() -> F) -> usize {
    let calls = (0..calls).map(|_| timeout(after, call()));
    let ended = futures_util::future::join_all(calls).await;
    ended.iter().filter(|ended| ended.is_err()).count()
}

fn get(client: &Client) -> impl Future<Output = bool> {
    let call = GetRoom::new("a", "r").send(client);
    async { call.await.is_ok() }
}

/// Uses up the client's budget and returns the number of retries that it allowed.
async fn retries_left(client: &Client) -> u32 {
    let retry = RetryConfig::default()
        .with_max_attempts(1000)
        .with_max_backoff(Duration::ZERO);
    let call = GetRoom::new("a", "dead").send(client).retry(retry);
    call.await.err().unwrap().attempts() - 1
}

/// The retries that a full budget allows: 500 tokens, 14 per retry.
const FULL: u32 = 35;

#[tokio::test]
async fn delayed_calls_that_are_dropped_leave_no_debt() {
    let server = Server::start(|request| {
        Answer::Bytes(json(if request.number == 0 { 429 } else { 200 }, "{}"))
    })
    .await;
    let client = server
        .client_builder()
        .retry(RetryConfig::none().with_mode(RetryMode::Adaptive))
        .timeouts(Timeouts::default().with_operation(Duration::from_secs(10)))
        .build()
        .unwrap();
    assert!(!get(&client).await, "throttled");
    let gave_up = give_up(200, Duration::from_millis(5), || get(&client)).await;
    assert!(gave_up >= 199, "{gave_up}");
    // The rate is one request every two seconds.
    let next = timeout(Duration::from_secs(3), get(&client)).await;
    assert_eq!(next, Ok(true));
}

#[tokio::test]
async fn calls_dropped_during_backoff_return_their_tokens() {
    let server = Server::saying(json(500, "{}")).await;
    let client = server
        .client_builder()
        .rng(FixedRng(u64::MAX))
        .retry(RetryConfig::default().with_initial_backoff(Duration::from_mins(1)))
        .build()
        .unwrap();
    for _ in 0..4 {
        let gave_up = give_up(25, Duration::from_millis(500), || get(&client)).await;
        assert_eq!(gave_up, 25);
    }
    assert_eq!(server.requests().len(), 100, "they were in their backoff");
    assert_eq!(retries_left(&client).await, FULL);
}

#[tokio::test]
async fn calls_dropped_during_a_retry_return_its_tokens() {
    let server = Server::start(|request| {
        let is_first = request.header("amz-sdk-request") == Some("attempt=1; max=3");
        if is_first || request.head.contains("/rooms/dead") {
            Answer::Bytes(json(500, "{}"))
        } else {
            Answer::ThenStall(Vec::new())
        }
    })
    .await;
    let client = server.client();
    for _ in 0..4 {
        let gave_up = give_up(25, Duration::from_millis(500), || get(&client)).await;
        assert_eq!(gave_up, 25);
    }
    assert_eq!(server.requests().len(), 200, "they were in their retry");
    assert_eq!(retries_left(&client).await, FULL);
}
