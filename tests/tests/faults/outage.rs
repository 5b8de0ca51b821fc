//! A service that is down or throttles: the calls end, and retries do not make things worse.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use opsmith::ErrorKind;

use super::server::{Answer, Server, json};
use crate::chime::{ChimeError, GetRoom};

#[tokio::test]
async fn retries_are_a_small_part_of_the_load_during_an_outage() {
    const CALLS: usize = 2000;
    let server = Server::saying(json(503, r#"{"message":"down"}"#)).await;
    let client = server.client();
    let mut said = 0;
    for call in 0..CALLS {
        let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Service, Some(503))
        );
        if call >= 18 {
            // The budget is empty: there are no more retries, and the error says why.
            assert_eq!(error.attempts(), 1);
            assert_eq!(
                error.to_string(),
                "chime GetRoom: down (HTTP 503, request r-1, attempt 1 of 3, us-east-1, not retried: the client's retry budget is used up)",
            );
            said += 1;
        }
    }
    assert_eq!(said, CALLS - 18);
    // 500 tokens, 14 per retry.
    assert_eq!(server.requests().len(), CALLS + 35);
}

#[tokio::test]
async fn clones_and_operations_share_one_budget() {
    let server = Server::saying(json(500, "{}")).await;
    let client = server.client();
    let calls = (0..400).map(|_| {
        let client = client.clone();
        async move { GetRoom::new("a", "r").send(&client).await.is_err() }
    });
    assert!(
        futures_util::future::join_all(calls)
            .await
            .into_iter()
            .all(|failed| failed)
    );
    assert_eq!(server.requests().len(), 435);
}

#[tokio::test]
async fn the_budget_recovers_with_successful_calls() {
    let down = Arc::new(AtomicBool::new(true));
    let seen = down.clone();
    let server = Server::start(move |_| {
        let status = if seen.load(Ordering::SeqCst) {
            503
        } else {
            200
        };
        Answer::Bytes(json(status, "{}"))
    })
    .await;
    let client = server.client();
    let call = || GetRoom::new("a", "r").send(&client);
    for _ in 0..50 {
        assert!(call().await.is_err()); // two retries each use the budget up
    }
    assert_eq!(call().await.err().unwrap().attempts(), 1);
    down.store(false, Ordering::SeqCst);
    for _ in 0..18 {
        call().await.unwrap(); // each first attempt that succeeds gives one token back to the 10 that are left
    }
    down.store(true, Ordering::SeqCst);
    let error = call().await.err().unwrap();
    assert_eq!(error.attempts(), 3, "28 tokens are two retries");
    assert_eq!(call().await.err().unwrap().attempts(), 1);
}

#[tokio::test]
async fn throttling_of_every_third_request_is_hidden_from_the_caller() {
    let server = Server::start(|request| {
        Answer::Bytes(if request.number % 3 == 2 {
            json(
                429,
                r#"{"__type":"ThrottledClientException","message":"slow down"}"#,
            )
        } else {
            json(200, r#"{"Room":{"RoomId":"r"}}"#)
        })
    })
    .await;
    let client = server.client();
    for _ in 0..300 {
        GetRoom::new("a", "r").send(&client).await.unwrap();
    }
    assert_eq!(
        server.requests().len(),
        449,
        "300 answers and a throttle after every second"
    );
}

#[tokio::test]
async fn constant_throttling_ends_in_the_declared_error() {
    let body = r#"{"__type":"ThrottledClientException","message":"slow down"}"#;
    let server = Server::saying(json(429, body)).await;
    let error = GetRoom::new("a", "r")
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert!(matches!(
        error.service_error(),
        Some(ChimeError::Throttled(_))
    ));
    assert_eq!(error.attempts(), 3);
}
