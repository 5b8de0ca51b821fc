//! A load of calls through every fault at once: none is lost, none is sent twice.
//!
//! `OPSMITH_TEST_FULL=1` makes it 100,000 calls.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use opsmith::{ErrorKind, Timeouts};

use super::server::{Answer, Request, Server, json, response};
use crate::chime::CreateRoom;

/// How many calls are under way at a time.
const WORKERS: usize = 50;

/// What the server saw of one call.
#[derive(Default)]
struct Seen {
    attempts: Vec<u32>,
    token: String,
    /// How many attempts were answered with success, in full.
    successes: u32,
}

fn calls() -> usize {
    match std::env::var("OPSMITH_TEST_FULL") {
        Ok(value) if value == "1" => 100_000,
        _ => 3_000,
    }
}

/// One of all faults, now and then; a throttle for every third request.
fn fault(number: usize) -> Option<Answer> {
    let whole = json(200, r#"{"Room":{"RoomId":"r"}}"#);
    match number % 3000 {
        1007 => return Some(Answer::ThenStall(Vec::new())),
        2007 => return Some(Answer::ThenStall(whole[..whole.len() - 4].to_vec())),
        _ => {}
    }
    Some(match number % 600 {
        7 => Answer::ThenReset(Vec::new()),
        107 => Answer::ThenClose(Vec::new()),
        207 => Answer::ThenClose(whole[..40].to_vec()),
        307 => Answer::ThenReset(whole[..whole.len() - 4].to_vec()),
        57 => Answer::Bytes(response(502, &[("content-type", "text/html")], "<html>")),
        n if n % 100 == 31 => Answer::Bytes(json(503, "")),
        n if n % 3 == 2 => {
            let body = r#"{"__type":"ThrottledClientException","message":"slow down"}"#;
            Answer::Bytes(json(429, body))
        }
        _ => return None,
    })
}

fn answer(request: &Request, seen: &Mutex<HashMap<String, Seen>>) -> Answer {
    let counter = request.header("amz-sdk-request").unwrap();
    let attempt = counter.strip_prefix("attempt=").unwrap();
    let attempt: u32 = attempt.split(';').next().unwrap().parse().unwrap();
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    let token = body["ClientRequestToken"].as_str().unwrap();
    let fault = fault(request.number);
    let mut seen = seen.lock().unwrap();
    let call = seen.entry(request.invocation().to_owned()).or_default();
    if call.token.is_empty() {
        token.clone_into(&mut call.token);
    }
    assert_eq!(call.token, token, "the token is the same for every attempt");
    call.attempts.push(attempt);
    fault.unwrap_or_else(|| {
        call.successes += 1;
        Answer::Bytes(json(200, r#"{"Room":{"RoomId":"r"}}"#))
    })
}

#[derive(Default)]
struct Ended {
    succeeded: AtomicUsize,
    failed: AtomicUsize,
    attempts: AtomicUsize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_call_is_lost_and_none_is_sent_twice() {
    let calls = calls();
    let seen = Arc::new(Mutex::new(HashMap::new()));
    let log = seen.clone();
    let server = Server::start(move |request| answer(request, &log)).await;
    let client = server
        .client_builder()
        .timeouts(Timeouts::default().with_read(Duration::from_secs(2)))
        .build()
        .unwrap();
    let (next, ended) = (Arc::new(AtomicUsize::new(0)), Arc::new(Ended::default()));
    let started = Instant::now();
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let (client, next, ended) = (client.clone(), next.clone(), ended.clone());
            tokio::spawn(async move {
                while next.fetch_add(1, Ordering::SeqCst) < calls {
                    match CreateRoom::new("a", "Ops")
                        .send(&client)
                        .with_metadata()
                        .await
                    {
                        Ok((output, metadata)) => {
                            assert_eq!(output.room.unwrap().room_id.as_deref(), Some("r"));
                            ended.succeeded.fetch_add(1, Ordering::SeqCst);
                            ended
                                .attempts
                                .fetch_add(metadata.attempts as usize, Ordering::SeqCst);
                        }
                        Err(error) => {
                            assert!(
                                matches!(
                                    error.kind(),
                                    ErrorKind::Service | ErrorKind::Transport | ErrorKind::Timeout
                                ),
                                "{error}",
                            );
                            ended.failed.fetch_add(1, Ordering::SeqCst);
                            ended
                                .attempts
                                .fetch_add(error.attempts() as usize, Ordering::SeqCst);
                        }
                    }
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let [succeeded, failed, attempts] =
        [&ended.succeeded, &ended.failed, &ended.attempts].map(|n| n.load(Ordering::SeqCst));
    println!(
        "{calls} calls in {:.1?}: {succeeded} succeeded, {failed} failed, {attempts} attempts",
        started.elapsed(),
    );
    assert_eq!(succeeded + failed, calls, "every call ended");
    assert!(failed < calls / 5, "{failed} of {calls} failed");

    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), calls, "every call reached the service");
    let mut sent = 0;
    for call in seen.values() {
        let expected: Vec<u32> = (1..=call.attempts.len().try_into().unwrap()).collect();
        assert_eq!(call.attempts, expected, "no attempt is sent twice");
        assert!(call.successes <= 1, "no call is repeated after its success");
        sent += call.attempts.len();
    }
    assert_eq!(sent, attempts, "the service saw what the client reports");
    let answered = seen.values().filter(|call| call.successes == 1).count();
    assert_eq!(answered, succeeded);
    let tokens: std::collections::HashSet<_> = seen.values().map(|call| &call.token).collect();
    assert_eq!(tokens.len(), calls, "every call has a token of its own");
}
