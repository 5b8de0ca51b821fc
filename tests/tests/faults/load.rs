//! Many calls through all kinds of faults at once, a third of which are dropped by their callers at random moments. No
//! call is stranded, lost or sent twice, and the shared state is consistent afterwards.
//!
//! `OPSMITH_TEST_FULL=1` makes 100,000 calls.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use aws_credential_types::provider::{ProvideCredentials, future};
use opsmith::{Client, Credentials, ErrorKind, RetryMode, Timeouts};
use tokio::time::timeout;

use super::server::{Answer, Request, Server, json, quick_retries, response};
use crate::chime::CreateRoom;

/// The number of calls in progress at a time.
const WORKERS: usize = 50;
/// One in this many calls is dropped by its caller.
const GIVEN_UP: usize = 3;
/// The longest time that a call can take: three attempts with two seconds of silence each, and the waits.
const STRANDED: Duration = Duration::from_secs(30);

/// What the server saw of one call.
#[derive(Default)]
struct Seen {
    invocation: String,
    attempts: Vec<u32>,
    token: String,
    /// The attempts that were answered with success, in full.
    successes: Vec<u32>,
}

/// What the server saw of all calls, by number.
type Log = Mutex<HashMap<usize, Seen>>;

fn calls() -> usize {
    match std::env::var("OPSMITH_TEST_FULL") {
        Ok(value) if value == "1" => 100_000,
        _ => 3_000,
    }
}

/// An occasional fault of any kind, and throttling for every third request.
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
        157 => Answer::Bytes(json(400, r#"{"__type":"ExpiredTokenException"}"#)),
        n if n % 100 == 31 => Answer::Bytes(json(503, "")),
        n if n % 3 == 2 => {
            let body = r#"{"__type":"ThrottledClientException","message":"slow down"}"#;
            Answer::Bytes(json(429, body))
        }
        _ => return None,
    })
}

fn answer(request: &Request, seen: &Log) -> Answer {
    let counter = request.header("amz-sdk-request").unwrap();
    let attempt = counter.strip_prefix("attempt=").unwrap();
    let attempt: u32 = attempt.split(';').next().unwrap().parse().unwrap();
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    let token = body["ClientRequestToken"].as_str().unwrap();
    let number = body["Name"].as_str().unwrap().parse().unwrap();
    let fault = fault(request.number);
    let mut seen = seen.lock().unwrap();
    let call = seen.entry(number).or_default();
    if call.token.is_empty() {
        token.clone_into(&mut call.token);
        request.invocation().clone_into(&mut call.invocation);
    }
    assert_eq!(call.token, token, "the token is the same for every attempt");
    assert_eq!(call.invocation, request.invocation());
    call.attempts.push(attempt);
    fault.unwrap_or_else(|| {
        call.successes.push(attempt);
        Answer::Bytes(json(200, r#"{"Room":{"RoomId":"r"}}"#))
    })
}

/// A random moment (`SplitMix64`), the same in each run. The moments cover nearly all of a call: before it is sent, in
/// each attempt and in each wait.
fn patience(seed: usize) -> Duration {
    let mut chance = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    chance = (chance ^ (chance >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    chance = (chance ^ (chance >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let longest = 1 << (6 + chance % 10);
    Duration::from_micros((chance >> 8) % longest)
}

/// How a call ended for its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Succeeded(u32),
    Failed(u32),
    GivenUp,
}

/// Makes one call, and drops it at a random moment if it is one of those to be dropped.
async fn call(client: &Client, number: usize) -> Ended {
    let call = CreateRoom::new("a", number.to_string())
        .send(client)
        .with_metadata();
    let patience = if number.is_multiple_of(GIVEN_UP) {
        patience(number)
    } else {
        STRANDED
    };
    let Ok(result) = timeout(patience, call).await else {
        assert!(patience < STRANDED, "call {number} is stranded");
        return Ended::GivenUp;
    };
    match result {
        Ok((output, metadata)) => {
            assert_eq!(output.room.unwrap().room_id.as_deref(), Some("r"));
            Ended::Succeeded(metadata.attempts)
        }
        Err(error) => {
            assert!(
                matches!(
                    error.kind(),
                    ErrorKind::Service | ErrorKind::Transport | ErrorKind::Timeout
                ),
                "{error}",
            );
            Ended::Failed(error.attempts())
        }
    }
}

/// Keys that are requested again if the service says that they have expired.
#[derive(Clone, Debug, Default)]
pub struct Provider(Arc<AtomicUsize>);

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        future::ProvideCredentials::new(async move {
            tokio::time::sleep(Duration::from_millis(2)).await;
            let key = format!("AKID{number}");
            Ok(Credentials::from_keys(key, "secret", None))
        })
    }
}

/// Makes all calls, with several workers.
async fn run(client: &Client, calls: usize) -> Vec<(usize, Ended)> {
    let next = Arc::new(AtomicUsize::new(0));
    let workers = (0..WORKERS).map(|_| {
        let (client, next) = (client.clone(), next.clone());
        tokio::spawn(async move {
            let mut ended = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number >= calls {
                    return ended;
                }
                ended.push((number, call(&client, number).await));
            }
        })
    });
    let mut all = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        all.extend(worker.await.unwrap());
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_are_not_lost_stranded_or_sent_twice_when_callers_give_up() {
    let calls = calls();
    let seen = Arc::new(Log::default());
    let log = seen.clone();
    let server = Server::start(move |request| answer(request, &log)).await;
    let provider = Provider::default();
    let client = server
        .client_builder()
        .credentials(provider.clone())
        .timeouts(Timeouts::default().with_read(Duration::from_secs(2)))
        .build()
        .unwrap();
    let started = Instant::now();
    let ended = run(&client, calls).await;
    let count = |test: fn(&Ended) -> bool| ended.iter().filter(|(_, ended)| test(ended)).count();
    let succeeded = count(|ended| matches!(ended, Ended::Succeeded(_)));
    let failed = count(|ended| matches!(ended, Ended::Failed(_)));
    let given_up = count(|ended| matches!(ended, Ended::GivenUp));
    println!(
        "{calls} calls in {:.1?}: {succeeded} succeeded, {failed} failed, {given_up} were given up",
        started.elapsed(),
    );
    assert_eq!(ended.len(), calls, "every call ended");
    assert!(failed < calls / 5, "{failed} of {calls} failed");
    assert!(given_up > calls / GIVEN_UP / 4, "{given_up} of {calls}");

    // A request that was in transit when its caller gave up may still arrive.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    for (number, ended) in &ended {
        let never = Seen::default();
        let call = seen.get(number).unwrap_or(&never);
        let expected: Vec<u32> = (1..=call.attempts.len().try_into().unwrap()).collect();
        assert_eq!(call.attempts, expected, "no attempt is sent twice");
        assert!(
            call.successes.is_empty() || call.successes[..] == expected[expected.len() - 1..],
            "no call is repeated after its success",
        );
        match ended {
            Ended::Succeeded(attempts) => {
                assert_eq!(expected.len(), *attempts as usize, "{number}");
                assert_eq!(call.successes, [*attempts], "{number}");
            }
            Ended::Failed(attempts) => {
                assert_eq!(expected.len(), *attempts as usize, "{number}");
                assert!(call.successes.is_empty(), "{number}");
            }
            Ended::GivenUp => assert!(expected.len() <= 3),
        }
    }
    let ids: HashSet<_> = seen.values().map(|call| &call.invocation).collect();
    assert_eq!(ids.len(), seen.len(), "every call has an id of its own");
    let tokens: HashSet<_> = seen.values().map(|call| &call.token).collect();
    assert_eq!(tokens.len(), seen.len(), "and a token of its own");

    // Keys are requested once, and again each time they are rejected.
    let requests: usize = seen.values().map(|call| call.attempts.len()).sum();
    let asked = provider.0.load(Ordering::SeqCst);
    assert!((2..=2 + requests / 600).contains(&asked), "{asked}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_budget_is_full_again_after_many_callers_gave_up() {
    // A first attempt fails and a retry hangs, so calls end only when their caller drops them. Later, the service is down:
    // a word that no idempotency token in hexadecimal digits contains.
    let server = Server::start(|request| {
        let is_first = request.header("amz-sdk-request") == Some("attempt=1; max=3");
        let is_down = String::from_utf8_lossy(&request.body).contains("down");
        if is_first || is_down {
            Answer::Bytes(json(503, ""))
        } else {
            Answer::ThenStall(Vec::new())
        }
    })
    .await;
    let provider = Provider::default();
    let client = server
        .client_builder()
        .credentials(provider.clone())
        .build()
        .unwrap();
    for round in 0..calls() / 100 {
        // 30 at a time, which the budget of 500 tokens allows.
        let storm = (0..30).map(|number| {
            let call = CreateRoom::new("a", "Ops").send(&client);
            timeout(patience(round * 30 + number), call)
        });
        let ended = futures_util::future::join_all(storm).await;
        for ended in ended {
            assert!(ended.is_err(), "a call ended before its caller: {ended:?}");
        }
    }
    assert_eq!(provider.0.load(Ordering::SeqCst), 1);

    let retry = quick_retries().with_max_attempts(1000);
    let down = CreateRoom::new("a", "down").send(&client).retry(retry);
    // 500 tokens, 14 per retry.
    assert_eq!(down.await.err().unwrap().attempts(), 36);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_are_not_delayed_by_callers_who_gave_up() {
    let server = Server::start(|request| {
        let is_fine = String::from_utf8_lossy(&request.body).contains("fine");
        Answer::Bytes(json(if is_fine { 200 } else { 429 }, "{}"))
    })
    .await;
    let client = server
        .client_builder()
        .retry(quick_retries().with_mode(RetryMode::Adaptive))
        .build()
        .unwrap();
    let storm = (0..calls() / 3).map(|number| {
        let call = CreateRoom::new("a", "Ops").send(&client);
        timeout(patience(number), call)
    });
    futures_util::future::join_all(storm).await;
    // The lowest rate is one request every two seconds.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let fine = CreateRoom::new("a", "fine").send(&client);
    timeout(Duration::from_secs(1), fine)
        .await
        .expect("held back")
        .unwrap();
}
