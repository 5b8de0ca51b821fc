//! What a server refuses: who may not call, what is too long, what fails.

use std::time::Duration;

use bytes::Bytes;
use http::Request;
use opsmith::server::{KeyLookup, RequestContext, Server};
use opsmith::testing::TestClock;
use opsmith::{BoxError, BoxFuture, Client, Credentials, RetryConfig, operation};

use super::{AddNote, DeleteBook, Note, answer, builder, client, client_builder, note};

fn server() -> Server {
    builder()
        .max_body_bytes(100)
        .on(|_: AddNote, _| async { Ok(note("n")) })
        .on(|request: DeleteBook, _| async move { panic!("no {}", request.book) })
        .build()
}

/// A signed request, to be changed.
async fn signed(client: &Client) -> Request<Bytes> {
    AddNote::new("b", "one")
        .token("t")
        .to_http(client)
        .await
        .unwrap()
}

/// Each repetition would be another copy of the header.
#[tokio::test]
async fn a_header_is_signed_once() {
    let server = server();
    let mut request = signed(&client(&server)).await;
    let header = request.headers()["authorization"].to_str().unwrap();
    let header = header.replace("SignedHeaders=", "SignedHeaders=a;a;");
    request
        .headers_mut()
        .insert("authorization", header.parse().unwrap());
    let (status, _, body) = answer(&server, request).await;
    assert_eq!(status, 403);
    assert!(body.contains("each of them once"), "{body}");
}

#[tokio::test]
async fn a_signature_that_is_not_right_is_refused() {
    type Change = fn(&mut Request<Bytes>);
    let server = server();
    let client = client(&server);
    let right = signed(&client).await;
    assert_eq!(answer(&server, right).await.0, 200);
    let changes: [(Change, &str); 7] = [
        (
            |it| drop(it.headers_mut().remove("authorization")),
            "MissingAuthenticationTokenException",
        ),
        (
            |it| *it.body_mut() = Bytes::from(r#"{"text":"two"}"#),
            "InvalidSignatureException",
        ),
        (
            |it| *it.uri_mut() = "http://localhost/notebooks/c/notes".parse().unwrap(),
            "InvalidSignatureException",
        ),
        (
            |it| drop(it.headers_mut().insert("x-token", "u".parse().unwrap())),
            "InvalidSignatureException",
        ),
        (
            |it| drop(it.headers_mut().insert("x-amz-new", "u".parse().unwrap())),
            "InvalidSignatureException",
        ),
        (
            |it| {
                drop(
                    it.headers_mut()
                        .insert("x-amz-security-token", "u".parse().unwrap()),
                );
            },
            "UnrecognizedClientException",
        ),
        (
            |it| {
                let unsigned = "UNSIGNED-PAYLOAD".parse().unwrap();
                it.headers_mut().insert("x-amz-content-sha256", unsigned);
            },
            "InvalidSignatureException",
        ),
    ];
    for (index, (change, expected)) in changes.into_iter().enumerate() {
        let mut request = signed(&client).await;
        change(&mut request);
        let (status, code, body) = answer(&server, request).await;
        assert_eq!((status, code.as_str()), (403, expected), "{index}: {body}");
        assert!(
            !body.contains("secret of the server") && !body.contains("two"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn an_unknown_key_and_a_wrong_secret_are_refused() {
    let server = server();
    for (access_key, secret, expected) in [
        (
            "AKIDOTHER",
            "secret of the server",
            "UnrecognizedClientException",
        ),
        ("AKIDSERVER", "another secret", "InvalidSignatureException"),
    ] {
        let client = client_builder(&server)
            .credentials(Credentials::from_keys(access_key, secret, None))
            .build()
            .unwrap();
        let error = AddNote::new("b", "t").send(&client).await.err().unwrap();
        assert_eq!((error.status(), error.code()), (Some(403), Some(expected)));
    }
}

#[tokio::test]
async fn a_request_cannot_be_replayed_outside_the_time_window() {
    let clock = TestClock::at(1_767_225_600);
    let server = builder()
        .clock(clock.clone())
        .on(|_: AddNote, _| async { Ok(note("n")) })
        .build();
    let client = client_builder(&server)
        .clock(clock.clone())
        .build()
        .unwrap();
    let request = signed(&client).await;
    for (advanced, status) in [(0, 200), (300, 200), (1, 403)] {
        clock.advance(Duration::from_secs(advanced));
        assert_eq!(answer(&server, request.clone()).await.0, status);
    }
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused() {
    let server = server();
    let error = AddNote::new("b", "t".repeat(200))
        .send(&client(&server))
        .await
        .err()
        .unwrap();
    assert_eq!(
        (error.status(), error.code()),
        (Some(413), Some("RequestEntityTooLargeException"))
    );
}

#[tokio::test]
async fn a_handler_that_panics_is_an_internal_failure_without_what_it_said() {
    let server = server();
    let client = client_builder(&server)
        .retry(RetryConfig::none())
        .build()
        .unwrap();
    let error = DeleteBook::new("b").send(&client).await.unwrap_err();
    assert_eq!(
        (error.status(), error.code()),
        (Some(500), Some("InternalFailure"))
    );
    assert!(!error.message().unwrap().contains("no b"));
}

#[operation(service = super::Notes, method = "GET", path = "/token", auth = "bearer")]
struct WithToken {}

#[operation(service = super::Notes, method = "GET", path = "/open", auth = "none")]
struct Open {}

/// A look-up that fails for one key, and knows one token.
struct Keys;

impl KeyLookup for Keys {
    fn find(&self, _: &str) -> BoxFuture<'static, Result<Option<Credentials>, BoxError>> {
        Box::pin(async { Err("the database of secrets is down".into()) })
    }

    fn accepts_token(&self, token: &str) -> BoxFuture<'static, Result<bool, BoxError>> {
        let known = token == "known";
        Box::pin(async move { Ok(known) })
    }
}

#[tokio::test]
async fn tokens_and_keys_are_looked_up() {
    let server = Server::builder(Keys)
        .on(|_: WithToken, _| async { Ok(()) })
        .on(|_: AddNote, _| async { Ok(note("n")) })
        .on(|_: Open, context: RequestContext| async move {
            assert_eq!(context.access_key(), None);
            Ok(())
        })
        .build();
    for (token, status) in [("known", 200), ("other", 401)] {
        let request = Request::get("/token").header("authorization", format!("Bearer {token}"));
        let request = request.body(Bytes::new()).unwrap();
        assert_eq!(answer(&server, request).await.0, status);
    }
    let request = Request::get("/token").body(Bytes::new()).unwrap();
    assert_eq!(answer(&server, request).await.0, 401);
    let request = Request::get("/open").body(Bytes::new()).unwrap();
    assert_eq!(answer(&server, request).await.0, 200);

    let client = client_builder(&server)
        .retry(RetryConfig::none())
        .build()
        .unwrap();
    let sent: Result<Note, _> = AddNote::new("b", "t").send(&client).await;
    let error = sent.err().unwrap();
    assert_eq!(
        (error.status(), error.code()),
        (Some(500), Some("InternalFailure"))
    );
    assert!(!error.to_string().contains("database"), "{error}");
}
