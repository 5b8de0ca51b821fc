//! Connections that are refused, reset, cut off or slow.

use std::time::Duration;

use opsmith::{Error, ErrorKind, RetryConfig, TimeoutKind, TransportError, TransportErrorKind};
use tokio::net::TcpListener;

use super::server::{Answer, Server, client_builder, json};
use crate::chime::{ChimeError, CreateRoom, GetRoom};

const ROOM: &str = r#"{"Room":{"RoomId":"r"}}"#;

fn get_room() -> GetRoom {
    GetRoom::new("a", "r")
}

fn transport_kind(error: &Error<ChimeError>) -> TransportErrorKind {
    assert_eq!(error.kind(), ErrorKind::Transport);
    let cause: &TransportError = error.cause().unwrap().downcast_ref().unwrap();
    cause.kind()
}

/// Responds to the first requests with a fault and to the others normally.
async fn after_faults(count: usize, fault: impl Fn() -> Answer + Send + Sync + 'static) -> Server {
    Server::start(move |request| {
        if request.number < count {
            fault()
        } else {
            Answer::Bytes(json(200, ROOM))
        }
    })
    .await
}

#[tokio::test]
async fn a_refused_connection_is_an_error() {
    // A port that was free a moment ago and that nothing listens on.
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = client_builder(&format!("http://{address}"))
        .build()
        .unwrap();
    let error = get_room().send(&client).await.err().unwrap();
    assert_eq!(transport_kind(&error), TransportErrorKind::Connect);
    assert_eq!(error.attempts(), 3);
    let text = error.to_string();
    assert!(
        text.starts_with("chime GetRoom: cannot connect: "),
        "{text}"
    );
    assert!(text.contains("refused"), "{text}");
    assert!(text.ends_with("(attempt 3 of 3, us-east-1)"), "{text}");
    assert_eq!(text.matches("refused").count(), 1, "{text}");
}

#[tokio::test]
async fn an_unknown_host_is_an_error() {
    let client = client_builder("http://no-such-host.localhost:9")
        .retry(RetryConfig::none())
        .build()
        .unwrap();
    let error = get_room().send(&client).await.err().unwrap();
    assert_eq!(transport_kind(&error), TransportErrorKind::Connect);
}

#[tokio::test]
async fn a_reset_before_the_request_is_read_is_retried() {
    let server = Server::resetting(2, |_| Answer::Bytes(json(200, ROOM))).await;
    let (_, metadata) = get_room()
        .send(&server.client())
        .with_metadata()
        .await
        .unwrap();
    assert_eq!(metadata.attempts, 3);
    assert_eq!((server.connections(), server.requests().len()), (3, 1));
    let server = Server::resetting(9, |_| Answer::Bytes(json(200, ROOM))).await;
    let error = get_room().send(&server.client()).await.err().unwrap();
    assert_eq!(transport_kind(&error), TransportErrorKind::Send);
    assert_eq!(server.connections(), 3);
}

#[tokio::test]
async fn a_reset_after_the_request_is_read_is_retried() {
    let server = after_faults(2, || Answer::ThenReset(Vec::new())).await;
    CreateRoom::new("a", "Ops")
        .send(&server.client())
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for (index, request) in requests.iter().enumerate() {
        // The service can tell that it is the same call, and the same attempt is never sent twice.
        assert_eq!(request.invocation(), requests[0].invocation());
        assert_eq!(request.body, requests[0].body);
        let counter = format!("attempt={}; max=3", index + 1);
        assert_eq!(request.header("amz-sdk-request"), Some(counter.as_str()));
    }
}

#[tokio::test]
async fn a_response_cut_off_in_its_head_is_an_error() {
    for half in [
        "HTTP/1.1 200 OK\r\ncontent-le",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n",
        "HT",
    ] {
        for reset in [false, true] {
            let server = after_faults(2, move || {
                if reset {
                    Answer::ThenReset(half.into())
                } else {
                    Answer::ThenClose(half.into())
                }
            })
            .await;
            get_room().send(&server.client()).await.unwrap();
            assert_eq!(server.requests().len(), 3);
        }
    }
}

#[tokio::test]
async fn a_response_head_without_an_end_is_an_error() {
    let endless = format!("HTTP/1.1 200 OK\r\nx-long: {}", "x".repeat(2_000_000));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x-many: x\r\n".repeat(50_000));
    for answer in [endless, many] {
        let server = Server::start(move |_| Answer::ThenClose(answer.clone().into())).await;
        let error = get_room()
            .send(&server.client())
            .retry(RetryConfig::none())
            .await
            .err()
            .unwrap();
        assert_eq!(transport_kind(&error), TransportErrorKind::Send);
        assert!(error.to_string().len() < 500, "{error}");
    }
}

#[tokio::test]
async fn a_response_cut_off_in_its_body_is_an_error() {
    let whole = json(200, ROOM);
    let half = whole[..whole.len() - 3].to_vec();
    let server = after_faults(2, move || Answer::ThenReset(half.clone())).await;
    get_room().send(&server.client()).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_slow_server_is_waited_for_until_the_timeout() {
    let server = after_faults(1, || {
        Answer::After(Duration::from_millis(300), json(200, ROOM))
    })
    .await;
    let (_, metadata) = get_room()
        .send(&server.client())
        .with_metadata()
        .await
        .unwrap();
    assert_eq!(metadata.attempts, 1, "slow is not broken");
    let server = Server::start(|_| Answer::After(Duration::from_secs(5), json(200, ROOM))).await;
    let error = get_room()
        .send(&server.client())
        .timeout(Duration::from_millis(200))
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
}

#[tokio::test]
async fn calls_succeed_after_the_server_closed_an_idle_connection() {
    // Without `connection: close`, the client must notice by itself.
    let server = Server::start(|_| Answer::ThenClose(json(200, ROOM))).await;
    let client = server.client();
    for _ in 0..50 {
        get_room().send(&client).await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 50, "none is sent twice");
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_the_client_usable() {
    let server = after_faults(20, || {
        Answer::After(Duration::from_secs(5), json(200, ROOM))
    })
    .await;
    let client = server.client();
    for _ in 0..20 {
        let call = get_room().send(&client);
        let ended = tokio::time::timeout(Duration::from_millis(20), call).await;
        assert!(ended.is_err());
    }
    while server.requests().len() < 20 {
        // The last ones may not have reached the server when they were dropped.
        let call = get_room().send(&client);
        let _ = tokio::time::timeout(Duration::from_millis(100), call).await;
    }
    get_room().send(&client).await.unwrap();
}
