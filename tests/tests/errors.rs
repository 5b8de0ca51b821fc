//! Errors as seen by code that handles them: their text in reports, their chain and their predicates.

use std::{error::Error as _, time::Duration};

use opsmith::{
    Client, Credentials, Error, ErrorBody, ErrorKind, Failure, RetryConfig, TimeoutKind, Timeouts,
    TransportError, TransportErrorKind, Unmodeled,
};

use crate::{
    chime::{ChimeError, GetRoom},
    faults::server::{Answer, Server, client_builder, json, response},
};

const NOT_FOUND: &str = r#"{"code":"NotFoundException","message":"no such room"}"#;

async fn of(answer: Vec<u8>) -> Error<ChimeError> {
    let server = Server::saying(answer).await;
    let client = server.client_builder().retry(RetryConfig::none()).build();
    let client = client.unwrap();
    GetRoom::new("a", "r").send(&client).await.err().unwrap()
}

/// An address where nothing is listening.
async fn refused() -> Error<ChimeError> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = client_builder(&url).build().unwrap();
    GetRoom::new("a", "r").send(&client).await.err().unwrap()
}

/// Counts how often anyhow's output contains each part of the line.
#[tokio::test]
async fn anyhow_prints_everything_once() {
    for (error, parts) in [
        (
            refused().await,
            &["cannot connect", "Connection refused"][..],
        ),
        (
            of(json(404, NOT_FOUND)).await,
            &["NotFoundException", "no such room"],
        ),
        (
            of(json(200, "[]")).await,
            &["expected an object, found a list"],
        ),
        (of(response(500, &[], "")).await, &["an empty body"]),
    ] {
        let line = error.to_string();
        let error = anyhow::Error::new(error);
        assert_eq!(error.to_string(), line);
        let error = error.context("reading the room");
        for shown in [format!("{error:#}"), format!("{error:?}")] {
            assert!(shown.contains(&line), "{shown}");
            for part in parts {
                assert_eq!(shown.matches(part).count(), 1, "{part}: {shown}");
            }
        }
    }
    let shown = format!("{:#}", anyhow::Error::new(of(json(404, NOT_FOUND)).await));
    assert_eq!(
        shown,
        "chime GetRoom: NotFoundException: no such room (HTTP 404, request r-1, attempt 1 of 1, us-east-1): service error (the service answered)"
    );
}

/// Code that does not know the operation's error type finds the failure in a chain, and the cause in the failure.
#[tokio::test]
async fn the_failure_is_found_in_a_chain() {
    let error = anyhow::Error::new(refused().await).context("reading the room");
    let failure = error
        .chain()
        .find_map(|link| link.downcast_ref::<Failure>());
    let failure = failure.unwrap();
    assert_eq!(failure.kind(), ErrorKind::Transport);
    assert!(failure.is_retryable() && !failure.may_have_been_sent());
    assert_eq!(
        failure.to_string(),
        "transport error (nothing reached the service)"
    );
    let cause = failure.cause().unwrap().downcast_ref::<TransportError>();
    assert_eq!(cause.unwrap().kind(), TransportErrorKind::Connect);
    let error = error.downcast::<Error<ChimeError>>().unwrap();
    let (service, failure) = error.into_parts();
    assert!(service.is_none());
    assert_eq!(failure.attempts(), 3);
}

#[tokio::test]
async fn debug_starts_with_the_line() {
    let error = of(json(404, NOT_FOUND)).await;
    let line = error.to_string();
    assert_eq!(
        format!("{error:?}"),
        format!(
            "{line} {{ kind: Service, service_error: NotFound(ErrorBody {{ message: Some(\"no such room\") }}) }}"
        ),
    );
    let error = refused().await;
    let line = error.to_string();
    assert_eq!(
        format!("{error:?}"),
        format!("{line} {{ kind: Transport }}")
    );
    let boxed: Box<dyn std::error::Error> = Box::new(error);
    assert!(format!("{boxed:?}").starts_with(&line));
    let config = Client::builder().endpoint_url("nonsense").build().err();
    let config = config.unwrap();
    assert_eq!(format!("{config:?}"), config.to_string());
}

#[tokio::test]
async fn the_service_error_can_be_taken_out() {
    let error = of(json(404, NOT_FOUND)).await;
    assert!(matches!(
        error.into_service_error(),
        Some(ChimeError::NotFound(_))
    ));
    assert!(refused().await.into_service_error().is_none());
    let (service, failure) = of(json(404, NOT_FOUND)).await.into_parts();
    assert!(service.is_some());
    assert_eq!(failure.request_id(), Some("r-1"));
    assert_eq!(failure.message(), Some("no such room"));
}

/// Whether it is retryable, throttling, a timeout, and whether it may have been sent.
fn answers<E: opsmith::ApiError>(error: &Error<E>) -> [bool; 4] {
    let failure = error.source().unwrap().downcast_ref::<Failure>().unwrap();
    let answers = [
        error.is_retryable(),
        error.is_throttling(),
        error.is_timeout(),
        error.may_have_been_sent(),
    ];
    assert_eq!(
        answers,
        [
            failure.is_retryable(),
            failure.is_throttling(),
            failure.is_timeout(),
            failure.may_have_been_sent(),
        ]
    );
    answers
}

const SENT: [bool; 4] = [false, false, false, true];
const RETRYABLE: [bool; 4] = [true, false, false, true];
const THROTTLED: [bool; 4] = [true, true, false, true];
const TIMEOUT: [bool; 4] = [true, false, true, true];
const NOTHING: [bool; 4] = [false; 4];

#[tokio::test]
async fn error_responses_are_classified() {
    for (answer, expected) in [
        (json(404, NOT_FOUND), SENT),
        (json(400, "{}"), SENT),
        (response(302, &[], ""), SENT),
        (json(200, "[]"), SENT),
        (json(500, "{}"), RETRYABLE),
        (response(503, &[], ""), RETRYABLE),
        (json(400, r#"{"code":"RequestTimeout"}"#), RETRYABLE),
        (json(429, "{}"), THROTTLED),
        (json(400, r#"{"code":"ThrottlingException"}"#), THROTTLED),
        (json(503, r#"{"code":"SlowDown"}"#), THROTTLED),
    ] {
        let error = of(answer).await;
        assert_eq!(answers(&error), expected, "{error}");
    }
}

#[tokio::test]
async fn failures_before_the_request_is_sent_are_classified() {
    let server = Server::saying(json(200, "{}")).await;
    let keys = || Credentials::from_keys("AKID", "secret", None);
    let builder = || {
        Client::builder()
            .credentials(keys())
            .endpoint_url(server.url())
    };
    let regionless = builder().build().unwrap();
    let nobody = Client::builder()
        .region("us-east-1")
        .endpoint_url(server.url());
    let nobody = nobody.build().unwrap();
    let client = server.client();
    for (error, kind) in [
        (GetRoom::new("", "r").send(&client).await, ErrorKind::Build),
        (
            GetRoom::new("a", "r").send(&regionless).await,
            ErrorKind::Endpoint,
        ),
        (
            GetRoom::new("a", "r").send(&nobody).await,
            ErrorKind::Credentials,
        ),
        (
            GetRoom::new("a", "r")
                .send(&client)
                .endpoint_url("http://example.com")
                .await,
            ErrorKind::Config,
        ),
    ] {
        let error = error.err().unwrap();
        assert_eq!((error.kind(), answers(&error)), (kind, NOTHING), "{error}");
        let source = error.source().unwrap().to_string();
        assert!(
            source.ends_with("(nothing reached the service)"),
            "{source}"
        );
    }
    assert!(server.requests().is_empty());
    assert_eq!(answers(&refused().await), [true, false, false, false]);
}

/// The first attempt was sent, although the last one was not.
#[tokio::test]
async fn an_earlier_attempt_may_have_been_sent() {
    let server = Server::start(|_| Answer::ThenReset(Vec::new())).await;
    let error = GetRoom::new("a", "r").send(&server.client()).await;
    assert_eq!(answers(&error.err().unwrap()), RETRYABLE);

    let server = std::sync::Arc::new(std::sync::Mutex::new(None));
    let stop = server.clone();
    let started = Server::start(move |_| {
        // From now on, nothing is listening.
        drop(stop.lock().unwrap().take());
        Answer::ThenReset(Vec::new())
    })
    .await;
    let client = started.client();
    *server.lock().unwrap() = Some(started);
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    let cause = error.cause().unwrap().downcast_ref::<TransportError>();
    assert_eq!(cause.unwrap().kind(), TransportErrorKind::Connect);
    assert_eq!(answers(&error), RETRYABLE, "{error}");
}

#[tokio::test]
async fn timeouts_are_classified_as_timeouts() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let client = server.client_builder().retry(RetryConfig::none()).build();
    let client = client.unwrap();
    let short = Duration::from_millis(50);
    let attempt = Timeouts::default().with_attempt(short);
    let call = GetRoom::new("a", "r").send(&client).timeouts(attempt);
    let error = call.await.err().unwrap();
    assert_eq!(
        (error.timeout(), answers(&error)),
        (Some(TimeoutKind::Attempt), TIMEOUT)
    );
    let call = GetRoom::new("a", "r").send(&client).timeout(short);
    let error = call.await.err().unwrap();
    assert_eq!(
        (error.timeout(), answers(&error)),
        (Some(TimeoutKind::Operation), TIMEOUT)
    );
}

/// A team that hides its calls behind a trait returns failures of every kind.
#[test]
fn errors_can_be_constructed_for_tests() {
    let error = Error::from_service_error(ChimeError::NotFound(ErrorBody::new("no such room")));
    assert_eq!(
        (error.status(), error.code()),
        (Some(404), Some("NotFoundException"))
    );
    assert_eq!(
        error.to_string(),
        "test call: NotFoundException: no such room (HTTP 404, attempt 1 of 1)"
    );
    assert_eq!(answers(&error), SENT);
    assert!(matches!(
        error.into_service_error(),
        Some(ChimeError::NotFound(_))
    ));
    let other = Unmodeled::new(503, "ServiceUnavailable", "busy");
    let error = Error::from_service_error(ChimeError::Other(other));
    assert_eq!((error.status(), answers(&error)), (Some(503), RETRYABLE));
    let error: Error<ChimeError> = Error::from_throttling();
    assert_eq!((error.status(), answers(&error)), (Some(429), THROTTLED));
    assert!(error.service_error().is_some());
    for which in [
        TimeoutKind::Read,
        TimeoutKind::Attempt,
        TimeoutKind::Operation,
    ] {
        let error: Error<ChimeError> = Error::from_timeout(which);
        assert_eq!((error.timeout(), answers(&error)), (Some(which), TIMEOUT));
    }
    let broken = TransportError::new(TransportErrorKind::Send, "connection reset");
    let error: Error<ChimeError> = Error::from_transport_error(broken);
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(answers(&error), RETRYABLE);
}
