//! Successful responses that do not match the declaration.

use opsmith::{
    Blob, DecodeError, Document, Error, ErrorKind, RetryConfig, TransportError, TransportErrorKind,
    operation, output,
};

use super::{PutFileOutput, get_room, put_file, text};
use crate::{
    chime::{ChimeError, GetRoom},
    faults::server::{Answer, Server, json, response},
};

async fn put(body: &str) -> Result<PutFileOutput, Error<ChimeError>> {
    let server = Server::saying(json(200, body)).await;
    put_file().send(&server.client()).await
}

/// The error of a response that does not match: its path and its text.
fn misfit<T>(result: Result<T, Error<ChimeError>>) -> (String, String) {
    let error = result.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.attempts(), 1);
    let cause: &DecodeError = error.cause().unwrap().downcast_ref().unwrap();
    (cause.path(), text(&error))
}

#[tokio::test]
async fn no_json() {
    let (path, text) = misfit(get_room(json(200, "hello")).await);
    assert_eq!(path, "");
    assert_eq!(
        text,
        "chime GetRoom: the response does not match the declaration: not JSON: expected value at line 1 column 1; it is application/json, 5 bytes: hello (HTTP 200, request r-1, attempt 1 of 3, us-east-1)",
    );
}

/// The response of a captive portal or a proxy.
#[tokio::test]
async fn an_html_page_with_status_200_is_an_error() {
    let headers = [("content-type", "text/html; charset=utf-8")];
    let page = format!(
        "<!doctype html>\n<title>Sign in</title>{}",
        "x".repeat(1000)
    );
    let (path, text) = misfit(get_room(response(200, &headers, page)).await);
    assert_eq!(path, "");
    let expected = "not JSON: expected value at line 1 column 1; it is text/html; charset=utf-8, 1038 bytes: <!doctype html> <title>Sign in</title>xxx";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("xxx.. (HTTP 200, attempt 1"), "{text}");
    assert!(text.len() < 400, "{text}");
}

/// A body that starts like the service's JSON may contain a sensitive member.
#[tokio::test]
async fn damaged_json_is_not_shown() {
    for body in [
        r#"{"Room":{"Name":"hidden"#,
        r#" [{"Name":"hidden"#,
        r#""hidden"#,
    ] {
        let (_, text) = misfit(get_room(json(200, body)).await);
        assert!(!text.contains("hidden"), "{text}");
    }
}

#[tokio::test]
async fn json_of_the_wrong_kind_is_an_error() {
    for (body, found) in [("[]", "a list"), ("7", "a number"), ("\"x\"", "a string")] {
        let (_, text) = misfit(get_room(json(200, body)).await);
        assert!(
            text.contains(&format!("expected an object, found {found} (HTTP 200")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn truncated_json_is_an_error() {
    for body in [
        "{",
        "{\"Room\":",
        "{\"Room\":{\"Name\":\"x",
        "{} {}",
        "{}x",
        "{\"Room\":{}}}",
    ] {
        let (_, text) = misfit(get_room(json(200, body)).await);
        assert!(text.contains("not JSON: "), "{text}");
    }
}

#[tokio::test]
async fn text_that_is_not_utf8_is_an_error() {
    let (path, text) = misfit(get_room(json(200, b"{\"Room\":{\"RoomId\":\"\xff\xfe\"}}")).await);
    assert_eq!(path, "Room.RoomId");
    assert!(text.contains("invalid unicode code point"), "{text}");
}

#[tokio::test]
async fn a_body_that_is_cut_short_is_an_error() {
    let whole = json(200, r#"{"Room":{"RoomId":"r"}}"#);
    let cut = whole[..whole.len() - 5].to_vec();
    let server = Server::start(move |_| Answer::ThenClose(cut.clone())).await;
    let error = GetRoom::new("a", "r")
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let cause: &TransportError = error.cause().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Body);
    assert_eq!(server.requests().len(), 3);
    assert_eq!(
        text(&error),
        "chime GetRoom: the connection broke during the response: request or response body error: error reading a body from connection: end of file before message length reached (HTTP 200, request r-1, attempt 3 of 3, us-east-1)",
    );
}

#[tokio::test]
async fn an_empty_body_is_an_error() {
    let output = get_room(json(200, "")).await.unwrap();
    assert!(output.room.is_none());
    let (path, text) = misfit(put("").await);
    assert_eq!(path, "File");
    assert_eq!(
        text,
        "chime PutFile: the response does not match the declaration: `File`: missing from the response; declare it as `Option` or `#[op(default)]` if the service may omit it (HTTP 200, request r-1, attempt 1 of 3, us-east-1)",
    );
}

/// A required payload of bytes or text, and an optional one.
#[operation(service = "chime", unlisted, path = "/bytes", output = BytesOutput)]
struct GetBytes {}

#[output]
struct BytesOutput {
    #[op(payload)]
    bytes: Blob,
}

#[operation(service = "chime", unlisted, path = "/text", output = TextOutput)]
struct GetText {}

#[output]
struct TextOutput {
    #[op(payload)]
    text: String,
}

#[operation(service = "chime", unlisted, path = "/maybe", output = MaybeOutput)]
struct GetMaybe {}

#[output]
struct MaybeOutput {
    #[op(payload)]
    bytes: Option<Blob>,
}

#[operation(service = "chime", unlisted, path = "/json", output = JsonOutput)]
struct GetJson {}

#[output]
struct JsonOutput {
    #[op(payload)]
    json: Document,
}

#[tokio::test]
async fn an_empty_body_is_an_empty_blob_and_an_empty_string() {
    let server = Server::saying(response(200, &[], "")).await;
    let client = server.client();
    let bytes = GetBytes::new().send(&client).await.unwrap().bytes;
    assert!(bytes.is_empty());
    assert_eq!(GetText::new().send(&client).await.unwrap().text, "");
    assert!(GetMaybe::new().send(&client).await.unwrap().bytes.is_none());
    // An empty text is not a JSON value.
    let error = GetJson::new().send(&client).await.err().unwrap();
    assert!(error.to_string().contains("the body is empty"), "{error}");
}

#[tokio::test]
async fn five_megabytes_of_garbage_are_an_error() {
    let mut seed = 1_u32;
    let garbage: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    })
    .take(5_000_000)
    .collect();
    let (_, text) = misfit(get_room(json(200, &garbage)).await);
    assert!(text.len() < 600, "{text}");
    // As an error its first MiB is kept for the program, and a piece of that is shown.
    let error = get_room(response(400, &[], &garbage)).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    let Some(ChimeError::Other(other)) = error.service_error() else {
        panic!("{error}");
    };
    assert_eq!(other.body()[..], garbage[..1024 * 1024]);
    let text = super::text(&error);
    assert!(text.len() < 800, "{text}");
    assert!(text.contains("error without a code: no content type, 5000000 bytes: "));
}

#[tokio::test]
async fn a_member_of_the_wrong_type_is_an_error() {
    let body = r#"{"Room":{"RoomId":"r","CreatedTimestamp":true}}"#;
    let (path, text) = misfit(get_room(json(200, body)).await);
    assert_eq!(path, "Room.CreatedTimestamp");
    assert_eq!(
        text,
        "chime GetRoom: the response does not match the declaration: `Room.CreatedTimestamp`: expected a timestamp, found a boolean (HTTP 200, request r-1, attempt 1 of 3, us-east-1)",
    );
    for body in [
        r#"{"File":{"Size":1,"Versions":[{"Created":1},{"Created":"soon"}]}}"#,
        r#"{"File":{"Size":1,"Versions":[{"Created":1},{"Created":[]}]}}"#,
        r#"{"File":{"Size":1,"Versions":[{"Created":1},{}]}}"#,
        r#"{"File":{"Size":1,"Versions":[{"Created":1},{"Created":1e300}]}}"#,
    ] {
        assert_eq!(
            misfit(put(body).await).0,
            "File.Versions[1].Created",
            "{body}"
        );
    }
    for size in ["1.5", "3000000000", "\"1\"", "{}", "1e40", "-1e400"] {
        let body = format!(r#"{{"File":{{"Size":{size},"Versions":[]}}}}"#);
        assert_eq!(misfit(put(&body).await).0, "File.Size", "{size}");
    }
}

#[tokio::test]
async fn a_missing_required_member_is_an_error() {
    for (body, member) in [
        ("{}", "File"),
        (r#"{"File":null}"#, "File"),
        (r#"{"File":{"Versions":[]}}"#, "File.Size"),
        (r#"{"File":{"Size":1}}"#, "File.Versions"),
    ] {
        let (path, text) = misfit(put(body).await);
        assert_eq!(path, member);
        assert!(
            text.contains("missing from the response; declare it as `Option`"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_response_longer_than_the_limit_is_an_error() {
    let body = format!(r#"{{"Room":{{"RoomId":"{}"}}}}"#, "x".repeat(100_000));
    let server = Server::saying(json(200, &body)).await;
    let client = |limit| {
        server
            .client_builder()
            .max_response_bytes(limit)
            .build()
            .unwrap()
    };
    GetRoom::new("a", "r")
        .send(&client(body.len()))
        .await
        .unwrap();
    let error = GetRoom::new("a", "r")
        .send(&client(body.len() - 1))
        .await
        .err()
        .unwrap();
    let cause: &TransportError = error.cause().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::TooLarge);
    assert_eq!(server.requests().len(), 2, "it is not asked for again");
    assert_eq!(
        text(&error),
        format!(
            "chime GetRoom: the response is too large: it exceeds the limit of {} bytes for responses read into memory; raise `max_response_bytes`, or declare the payload as a `ByteStream` (HTTP 200, request r-1, attempt 1 of 3, us-east-1)",
            body.len() - 1,
        ),
    );
}

#[tokio::test]
async fn a_response_that_is_not_http_is_an_error() {
    for answer in [
        "",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 999999 x\r\n\r\n",
        "HTTP/1.1 200",
    ] {
        let server = Server::start(move |_| Answer::ThenClose(answer.into())).await;
        let error = GetRoom::new("a", "r")
            .send(&server.client())
            .retry(RetryConfig::none())
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Transport, "{answer:?}");
        assert!(
            text(&error).starts_with("chime GetRoom: the connection broke before a response: "),
            "{error}",
        );
    }
}
