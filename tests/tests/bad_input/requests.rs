//! Mistakes of the caller and the configuration. Nothing is sent.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderName, HeaderValue};

use opsmith::{
    BuildError, Client, ConfigError, Credentials, EndpointError, EndpointErrorKind, ErrorKind,
    Hook, OperationMeta,
};

use super::{PutFile, put_file, text};
use crate::{
    chime::GetRoom,
    faults::server::{Server, client_builder, json},
};

fn keys() -> Credentials {
    Credentials::from_keys("AKID", "secret", None)
}

async fn silent() -> Server {
    Server::saying(json(200, "{}")).await
}

#[tokio::test]
async fn a_missing_region_is_an_error() {
    let client = Client::builder().credentials(keys()).build().unwrap();
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Endpoint);
    let cause: &EndpointError = error.cause().unwrap().downcast_ref().unwrap();
    assert!(matches!(cause.kind(), EndpointErrorKind::MissingRegion(_)));
    assert_eq!(error.attempts(), 0);
    assert_eq!(
        text(&error),
        "chime GetRoom: chime without a region: Invalid Configuration: Missing Region (set one in code, with `AWS_REGION` or in the profile)",
    );
}

#[tokio::test]
async fn a_missing_region_is_an_error_even_with_an_endpoint() {
    let server = silent().await;
    let client = Client::builder()
        .credentials(keys())
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Endpoint, "the same as without one");
    let cause: &EndpointError = error.cause().unwrap().downcast_ref().unwrap();
    assert!(matches!(cause.kind(), EndpointErrorKind::MissingRegion(_)));
    assert_eq!(
        text(&error),
        "chime GetRoom: chime without a region: the signature requires one (set one in code, with `AWS_REGION` or in the profile)",
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_region_that_is_not_a_host_label_is_an_error() {
    for region in [
        "",
        "us east",
        "us-east-1.evil.example",
        "us-east-1/",
        "a\r\nb: c",
    ] {
        let client = Client::builder()
            .credentials(keys())
            .region(region)
            .build()
            .unwrap();
        let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Endpoint, "{region:?}");
        text(&error);
    }
}

#[tokio::test]
async fn missing_credentials() {
    let server = silent().await;
    let client = Client::builder()
        .region("us-east-1")
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(text(&error).starts_with("chime GetRoom: no credentials: "));
    assert!(server.requests().is_empty());
}

#[test]
fn an_invalid_endpoint_url_is_an_error() {
    for url in [
        "",
        "127.0.0.1:80",
        "ftp://example.com",
        "https://",
        "https://exa mple.com",
        "https://example.com?x=1",
        "https://example.com#x",
        "https://example.com:notaport",
        "https://[::1",
        "https://example.com/\r\nx: y",
    ] {
        let error: ConfigError = Client::builder().endpoint_url(url).build().err().unwrap();
        let text = error.to_string();
        assert!(
            text.starts_with("endpoint set in code: `"),
            "{url:?}: {text}"
        );
        assert!(!text.contains("user"), "{url:?}: {text}");
    }
}

#[tokio::test]
async fn an_invalid_endpoint_url_of_a_single_call_is_an_error() {
    let client = client_builder("http://127.0.0.1:9").build().unwrap();
    let error = GetRoom::new("a", "r")
        .send(&client)
        .endpoint_url("nonsense")
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Endpoint);
    assert!(text(&error).contains("the custom endpoint is not usable"));
}

#[tokio::test]
async fn plain_http_to_another_machine_is_an_error() {
    for url in [
        "http://example.com",
        "HTTP://example.com",
        "http://10.0.0.1:8080",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com/",
        "http://[2001:db8::1]",
    ] {
        let client = client_builder(url).build().unwrap();
        let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Config, "{url}");
        assert_eq!(
            text(&error),
            format!(
                "chime GetRoom: the endpoint `{}` is not encrypted; use https, or call `allow_http` in code (us-east-1)",
                url.replace("HTTP", "http").trim_end_matches('/'),
            ),
        );
    }
}

/// These are valid, but HTTP clients send them in a different form.
#[tokio::test]
async fn an_endpoint_url_is_normalized_before_it_is_signed() {
    let server = silent().await;
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    for (url, host) in [
        (format!("HTTP://LocalHost:{port}/Stage/"), "localhost"),
        (format!("http://127.1:{port}/Stage"), "127.0.0.1"),
    ] {
        let client = client_builder(&url).build().unwrap();
        GetRoom::new("a", "r").send(&client).await.unwrap();
        let request = server.requests().pop().unwrap();
        assert_eq!(request.header("host"), Some(&*format!("{host}:{port}")));
        assert!(request.head.starts_with("GET /Stage/accounts/a/rooms/r "));
    }
}

/// Returns the error of a call that must not reach the server. It names the member at fault.
async fn refused(call: PutFile) -> (String, String) {
    let server = silent().await;
    let error = call.send(&server.client()).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(server.requests().is_empty());
    let cause: &BuildError = error.cause().unwrap().downcast_ref().unwrap();
    (cause.member().to_owned(), text(&error))
}

/// Adds a header to every request.
struct AddBlanks;

impl Hook for AddBlanks {
    fn before_signing(&self, _: &'static OperationMeta, headers: &mut HeaderMap) {
        headers.insert("x-hook", HeaderValue::from_static("\tc\td "));
    }
}

/// Recipients trim a value, and AWS's services differ in whether they fold a tab before they check the signature. So
/// tabs and surrounding white space are not sent.
#[tokio::test]
async fn a_header_is_sent_and_signed_without_tabs_and_surrounding_spaces() {
    let server = silent().await;
    let client = server.client_builder().hook(AddBlanks).build().unwrap();
    let call = put_file()
        .tag(" \ta\tb  c ")
        .meta([("Blank".to_owned(), " \t ".to_owned())])
        .key("\tsecret")
        .send(&client)
        .header(
            HeaderName::from_static("x-own"),
            HeaderValue::from_static("e\t"),
        );
    // The silent server says nothing that fits; what it was sent is what matters.
    let _ = call.await;
    let request = server.requests().pop().unwrap();
    for line in [
        "x-tag: a b  c",
        "x-meta-blank: ",
        "x-key: secret",
        "x-hook: c d",
        "x-own: e",
    ] {
        assert!(
            request.head.lines().any(|sent| sent == line),
            "{line:?} is not in {}",
            request.head
        );
    }
    let signed = request.header("authorization").unwrap();
    for name in ["x-hook", "x-key", "x-meta-blank", "x-own", "x-tag"] {
        assert!(signed.contains(name), "{name}: {signed}");
    }
}

#[tokio::test]
async fn an_empty_label_is_an_error() {
    let (member, text) = refused(PutFile::new("", "x")).await;
    assert_eq!(member, "Folder");
    assert_eq!(
        text,
        "chime PutFile: cannot build the request: `Folder` is empty, so the request would address a different resource; give it a value (us-east-1)",
    );
    assert_eq!(refused(PutFile::new("x", "")).await.0, "Path");
}

#[tokio::test]
async fn a_dot_segment_as_a_label_is_an_error() {
    for label in [".", ".."] {
        let (member, text) = refused(PutFile::new(label, "x")).await;
        assert_eq!(member, "Folder");
        assert_eq!(
            text,
            "chime PutFile: cannot build the request: `Folder` contains a `.` or `..` segment, which HTTP clients and proxies remove from paths (us-east-1)",
        );
    }
    for path in [".", "a/../b", "./a", "a/."] {
        assert_eq!(refused(PutFile::new("x", path)).await.0, "Path", "{path}");
    }
}

#[tokio::test]
async fn a_label_with_slashes_is_one_segment() {
    let server = Server::saying(json(200, r#"{"File":{"Size":1,"Versions":[]}}"#)).await;
    PutFile::new("../../etc?x=1#y", "a//b/%2e%2e")
        .send(&server.client())
        .await
        .unwrap();
    let requests = server.requests();
    let line = requests[0].head.lines().next().unwrap();
    assert_eq!(
        line,
        "PUT /folders/..%2F..%2Fetc%3Fx%3D1%23y/files/a//b/%252e%252e HTTP/1.1",
    );
}

#[tokio::test]
async fn a_header_with_a_line_break_is_an_error() {
    for value in ["a\r\nx-evil: 1", "a\n", "\0", "\u{7f}"] {
        let (member, text) = refused(put_file().tag(value)).await;
        assert_eq!(member, "x-tag");
        assert_eq!(
            text,
            "chime PutFile: cannot build the request: `x-tag` contains a line break or another control character, which is not allowed in a header (us-east-1)",
        );
    }
}

#[tokio::test]
async fn an_invalid_prefix_header_is_an_error() {
    let meta = |key: &str| BTreeMap::from([(key.to_owned(), "v".to_owned())]);
    let (member, _) = refused(put_file().meta(meta("a b"))).await;
    assert_eq!(member, "x-meta-a b");
    let (_, text) = refused(put_file().meta(meta("a:\r\nb"))).await;
    assert_eq!(
        text,
        r"chime PutFile: cannot build the request: `x-meta-a:\r\nb` is not a valid header name (us-east-1)",
    );
}
