//! Malformed errors from a service, or from something in front of it.

use std::time::Duration;

use opsmith::ErrorKind;

use super::{get_room, text};
use crate::{
    chime::{ChimeError, GetRoom},
    faults::server::{Answer, Server, json, response},
};

#[tokio::test]
async fn a_redirect_error_names_the_target_if_there_is_one() {
    let there = response(301, &[("location", "https://example.com/")], "");
    let error = get_room(there).await.err().unwrap();
    assert_eq!(
        text(&error),
        "chime GetRoom: error without a code: a redirect to https://example.com/, which is not followed because the request is signed for one URL (HTTP 301, attempt 1 of 3, us-east-1)",
    );
    let error = get_room(response(302, &[], "")).await.err().unwrap();
    assert_eq!(
        text(&error),
        "chime GetRoom: error without a code: a redirect without a `Location` header; an empty body (HTTP 302, attempt 1 of 3, us-east-1)",
    );
}

#[tokio::test]
async fn a_redirect_is_an_error_and_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let headers = [("location", "http://127.0.0.1:9/elsewhere")];
        let server = Server::saying(response(status, &headers, "")).await;
        let error = GetRoom::new("a", "r")
            .send(&server.client())
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(server.requests().len(), 1);
        assert_eq!(
            text(&error),
            format!(
                "chime GetRoom: error without a code: a redirect to http://127.0.0.1:9/elsewhere, which is not followed because the request is signed for one URL (HTTP {status}, attempt 1 of 3, us-east-1)",
            ),
        );
    }
    let error = get_room(response(304, &[], "")).await.err().unwrap();
    assert!(text(&error).contains("a redirect without a `Location` header"));
}

#[tokio::test]
async fn an_unknown_error_code_is_kept() {
    let error = get_room(json(409, r#"{"code":"SurpriseException","message":"boo"}"#))
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("SurpriseException"));
    let Some(ChimeError::Other(other)) = error.service_error() else {
        panic!("{error}");
    };
    assert_eq!(
        (other.code(), other.status()),
        (Some("SurpriseException"), 409)
    );
    assert_eq!(
        text(&error),
        "chime GetRoom: SurpriseException: boo (HTTP 409, request r-1, attempt 1 of 3, us-east-1)",
    );
}

#[tokio::test]
async fn a_message_of_several_lines_is_shown_on_one_line() {
    let body = r#"{"code":"X","message":"a\nb\u001b[31mc \u00fc"}"#;
    let error = get_room(json(400, body)).await.err().unwrap();
    assert_eq!(error.message(), Some("a\nb\u{1b}[31mc \u{fc}"));
    assert_eq!(
        text(&error),
        "chime GetRoom: X: a\\nb\\u{1b}[31mc \u{fc} (HTTP 400, request r-1, attempt 1 of 3, us-east-1)",
    );
}

#[tokio::test]
async fn a_known_error_that_does_not_match_its_declaration_is_named() {
    let body = r#"{"code":"DetailedException","message":"no"}"#;
    let server = Server::saying(json(400, body)).await;
    let error = super::Detail::new()
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(
        text(&error),
        "chime Detail: the response does not match the declaration: `DetailedException.Resource`: missing from the response; declare it as `Option` or `#[op(default)]` if the service may omit it (HTTP 400, request r-1, attempt 1 of 3, us-east-1)",
    );
}

#[tokio::test]
async fn an_error_without_a_body_is_reported() {
    let error = get_room(response(403, &[], "")).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        text(&error),
        "chime GetRoom: error without a code: an empty body (HTTP 403, attempt 1 of 3, us-east-1)",
    );
}

#[tokio::test]
async fn a_proxys_error_page_is_reported() {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body></html>";
    let headers = [("content-type", "text/html")];
    let server = Server::saying(response(502, &headers, page)).await;
    let error = GetRoom::new("a", "r")
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status(), Some(502));
    assert_eq!(server.requests().len(), 3, "502 is tried again");
    assert_eq!(
        text(&error),
        "chime GetRoom: error without a code: text/html, 78 bytes: <html>  <head><title>502 Bad Gateway</title></head>  <body>nginx</body></html> (HTTP 502, attempt 3 of 3, us-east-1)",
    );
}

/// Twenty megabytes that start with the code. The message is dropped, and the error says so.
#[tokio::test]
async fn a_long_error_is_shortened_wherever_it_is_shown() {
    let message = "m".repeat(20_000_000);
    let long = format!(r#"{{"code":"NotFoundException","message":"{message}"}}"#);
    let error = get_room(json(404, &long)).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        (error.status(), error.code()),
        (Some(404), Some("NotFoundException"))
    );
    assert!(matches!(
        error.service_error(),
        Some(ChimeError::NotFound(_))
    ));
    assert_eq!(
        text(&error),
        format!(
            "chime GetRoom: NotFoundException: its message is in a body of {} bytes, too long to be read (HTTP 404, request r-1, attempt 1 of 3, us-east-1)",
            long.len(),
        ),
    );
    // The program gets a message in full; only what is shown is shortened.
    let long = &long[..900_000];
    for code in ["NotFoundException", "SomethingElse"] {
        let headers = [("x-amzn-errortype", code), ("x-amzn-requestid", "r-1")];
        let error = get_room(response(400, &headers, format!("{long}\"}}"))).await;
        let error = error.err().unwrap();
        assert!(error.message().unwrap().len() > 800_000);
        let shown = format!("{error} {error:?} {error:#?} {:?}", error.service_error());
        assert!(shown.len() < 50_000, "{}", shown.len());
        let length = error.message().unwrap().len();
        let expected = format!("mmm.. ({length} bytes in total) (HTTP 400");
        assert!(text(&error).contains(&expected), "{error}");
    }
}

#[tokio::test]
async fn a_long_code_or_request_id_is_shortened() {
    let long = "x".repeat(30_000);
    let headers = [("x-amzn-errortype", &*long), ("x-amzn-requestid", &*long)];
    let error = get_room(response(400, &headers, "{}")).await.err().unwrap();
    assert!(error.code().unwrap().len() <= 256);
    assert!(text(&error).len() < 700, "{error}");
}

/// The limit for responses in memory does not hide an error's code.
#[tokio::test]
async fn an_error_longer_than_the_limit_is_still_the_services_error() {
    let server = Server::saying(json(404, r#"{"code":"NotFoundException","message":"no"}"#)).await;
    let client = server
        .client_builder()
        .max_response_bytes(30)
        .build()
        .unwrap();
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        (error.status(), error.request_id()),
        (Some(404), Some("r-1"))
    );
}

#[tokio::test]
async fn an_attempts_error_does_not_have_the_status_of_the_previous_attempt() {
    let server = Server::start(|request| match request.number {
        0 => Answer::ThenClose(json(503, "{}")),
        _ => Answer::ThenReset(Vec::new()),
    })
    .await;
    let error = GetRoom::new("a", "r")
        .send(&server.client())
        .timeout(Duration::from_secs(10))
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!((error.status(), error.request_id()), (None, None));
    assert_eq!(error.attempts(), 3);
}
