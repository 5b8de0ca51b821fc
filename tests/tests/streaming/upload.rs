//! A request's payload: from bytes, a file or a stream.

use std::{fs, io, path::PathBuf, sync::Mutex, time::Duration};

use bytes::Bytes;
use futures_util::stream;
use http::HeaderMap;
use opsmith::{
    BuildError, ByteStream, Error, ErrorKind, Hook, OperationMeta, TransportError,
    TransportErrorKind, testing::FakeService,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{PostBlob, PutBlob};
use crate::{
    chime::ChimeError,
    faults::server::{Answer, Server, client_builder, json},
};

/// `printf 'hello world' | sha256sum`
const HELLO_WORLD: &str = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

/// A temporary file that is removed when the test ends.
struct TempFile(PathBuf);

impl TempFile {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("opsmith-{}-{name}", std::process::id()));
        fs::write(&path, content).unwrap();
        Self(path)
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn pieces(length: u64) -> ByteStream {
    let pieces = ["hello", " ", "world"].map(|piece| Ok::<_, io::Error>(Bytes::from(piece)));
    ByteStream::from_stream(stream::iter(pieces), length)
}

async fn fake() -> FakeService {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: PutBlob| async { Ok(()) });
    fake.on(|_: PostBlob| async { Ok(()) });
    fake
}

#[tokio::test]
async fn bytes_a_file_and_a_stream_are_sent_and_signed() {
    let fake = fake().await;
    let client = fake.client();
    let file = TempFile::new("sent", b"hello world");
    for body in [
        ByteStream::from_bytes("hello world"),
        ByteStream::from_bytes("hello world").with_sha256(HELLO_WORLD),
        ByteStream::from_file(&file.0),
        ByteStream::from_file(&file.0).with_sha256(HELLO_WORLD),
        pieces(11).with_sha256(HELLO_WORLD),
    ] {
        PutBlob::new("b", body).send(&client).await.unwrap();
    }
    for body in [
        ByteStream::from_bytes("hello world"),
        ByteStream::from_file(&file.0),
        pieces(11),
    ] {
        PostBlob::new("b", body).send(&client).await.unwrap();
    }
    let requests = fake.requests();
    assert_eq!(requests.len(), 8);
    for request in requests {
        assert_eq!(&request.body()[..], b"hello world");
        assert_eq!(request.header("content-length"), Some("11"));
        assert_eq!(request.header("transfer-encoding"), None);
        assert_eq!(
            request.header("content-type"),
            Some("application/octet-stream")
        );
        let unsigned = request.header("x-amz-content-sha256") == Some("UNSIGNED-PAYLOAD");
        assert_eq!(unsigned, request.method() == "POST");
    }
}

#[tokio::test]
async fn an_empty_payload_is_sent() {
    let fake = fake().await;
    let file = TempFile::new("empty", b"");
    let empty = stream::empty::<Result<Bytes, io::Error>>();
    for body in [
        ByteStream::default(),
        ByteStream::from_file(&file.0),
        ByteStream::from_stream(empty, 0),
    ] {
        PostBlob::new("b", body).send(&fake.client()).await.unwrap();
    }
    assert!(
        fake.requests()
            .iter()
            .all(|request| request.body().is_empty())
    );
}

#[tokio::test]
async fn the_service_rejects_a_wrong_hash() {
    let fake = fake().await;
    let body = ByteStream::from_bytes("hello there").with_sha256(HELLO_WORLD);
    let error = PutBlob::new("b", body)
        .send(&fake.client())
        .await
        .err()
        .unwrap();
    assert_eq!(error.code(), Some("InvalidSignatureException"));
}

/// The error of a payload that keeps the request from being built.
fn build_error(error: &Error<ChimeError>) -> String {
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(error.attempts(), 0);
    let cause: &BuildError = error.cause().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.member(), "payload");
    error.to_string()
}

#[tokio::test]
async fn a_signed_stream_requires_its_hash() {
    let fake = fake().await;
    let error = PutBlob::new("b", pieces(11))
        .send(&fake.client())
        .await
        .err()
        .unwrap();
    assert_eq!(
        build_error(&error),
        "chime PutBlob: cannot build the request: `payload` is a stream with an unknown SHA-256, which SigV4 signs; provide it with `ByteStream::with_sha256`, declare the operation `unsigned_payload` if the service allows that, or send bytes or a file (us-east-1)",
    );
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn an_unreadable_file_is_an_error() {
    let fake = fake().await;
    let missing = std::env::temp_dir().join("opsmith-no-such-file");
    let error = PutBlob::new("b", ByteStream::from_file(&missing))
        .send(&fake.client())
        .await
        .err()
        .unwrap();
    let text = build_error(&error);
    assert!(text.contains(&missing.display().to_string()), "{text}");
    let directory = ByteStream::from_file(std::env::temp_dir());
    let error = PutBlob::new("b", directory)
        .send(&fake.client())
        .await
        .err()
        .unwrap();
    build_error(&error);
    assert!(fake.requests().is_empty());
}

/// Opening a named pipe waits for its other end, which is never opened here.
#[cfg(unix)]
#[tokio::test]
async fn a_named_pipe_is_rejected_without_blocking() {
    let pipe = std::env::temp_dir().join(format!("opsmith-{}-pipe", std::process::id()));
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("left out: mkfifo is not installed");
        return;
    }
    let pipe = TempFile(pipe);
    let fake = fake().await;
    let client = fake.client();
    let advice = "is a named pipe, which has no length and cannot be read twice; send it with `ByteStream::from_stream`, or write it to a file first";
    let everything = async {
        let body = || ByteStream::from_file(&pipe.0);
        let signed = PutBlob::new("b", body()).send(&client).await;
        let unsigned = PostBlob::new("b", body()).send(&client).await;
        for error in [signed.err().unwrap(), unsigned.err().unwrap()] {
            let text = build_error(&error);
            assert!(text.contains(advice), "{text}");
        }
        let next = body().next().await.unwrap().err().unwrap();
        let collected = body().collect().await.err().unwrap();
        for error in [next, collected] {
            assert!(error.to_string().ends_with(advice), "{error}");
        }
    };
    // The executor has one thread. If it were blocked, this limit would not work either.
    let limit = std::time::Duration::from_secs(20);
    tokio::time::timeout(limit, everything).await.unwrap();
    let device = ByteStream::from_file("/dev/null").collect().await;
    let device = device.err().unwrap().to_string();
    assert!(device.contains("is a device, which has no length"));
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn a_stream_is_not_retried_and_the_error_says_so() {
    let server = Server::saying(json(503, r#"{"message":"busy"}"#)).await;
    let error = PostBlob::new("b", pieces(11))
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(
        error.to_string(),
        "chime PostBlob: busy (HTTP 503, request r-1, attempt 1 of 3, us-east-1, not retried: the payload is a stream that can only be read once)",
    );
    let server = Server::start(|_| Answer::ThenReset(Vec::new())).await;
    let error = PostBlob::new("b", pieces(11))
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error
            .to_string()
            .contains("not retried: the payload is a stream"),
        "{error}"
    );
}

#[tokio::test]
async fn a_file_is_sent_again_from_its_start() {
    let server = Server::start(|request| match request.number {
        0 => Answer::Bytes(json(503, "{}")),
        1 => Answer::ThenReset(Vec::new()),
        _ => Answer::Bytes(json(200, "")),
    })
    .await;
    let content = vec![7; 300_000];
    let file = TempFile::new("again", &content);
    PutBlob::new("b", ByteStream::from_file(&file.0))
        .send(&server.client())
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|request| request.body == content));
}

/// The error of a payload that fails while it is sent. The request does not arrive in full.
async fn sent_in_part(call: PostBlob, hook: impl Hook) -> String {
    let server = Server::saying(json(200, "")).await;
    let client = server.client_builder().hook(hook).build().unwrap();
    let error = call.send(&client).await.err().unwrap();
    let cause: &TransportError = error.cause().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Request);
    assert_eq!((error.attempts(), server.requests().len()), (1, 0));
    error.to_string()
}

struct NoHook;

impl Hook for NoHook {}

#[tokio::test]
async fn a_stream_shorter_than_announced_is_an_error() {
    let text = sent_in_part(PostBlob::new("b", pieces(12)), NoHook).await;
    assert!(
        text.contains("the payload ended after 11 of 12 bytes"),
        "{text}"
    );
}

#[tokio::test]
async fn a_stream_longer_than_announced_is_an_error() {
    for length in [0, 3, 5, 10] {
        let server = Server::saying(json(200, "")).await;
        let error = PostBlob::new("b", pieces(length))
            .send(&server.client())
            .await
            .err();
        // An announced length of zero is known to have no body, so that the stream is not asked.
        if length == 0 {
            continue;
        }
        let text = error.unwrap().to_string();
        assert!(
            text.contains(&format!(
                "the payload is longer than its declared length of {length} bytes"
            )),
            "{text}"
        );
        assert!(server.requests().is_empty());
    }
}

#[tokio::test]
async fn a_failing_stream_is_an_error() {
    let items = [
        Ok(Bytes::from("hello")),
        Err(io::Error::other("the disk is gone")),
    ];
    let body = ByteStream::from_stream(stream::iter(items), 11);
    let text = sent_in_part(PostBlob::new("b", body), NoHook).await;
    assert!(
        text.starts_with("chime PostBlob: the request cannot be sent: "),
        "{text}",
    );
    assert!(
        text.contains("the payload cannot be read: the disk is gone"),
        "{text}"
    );
}

/// Truncates a file after its length was read.
struct Truncate(Mutex<PathBuf>);

impl Hook for Truncate {
    fn before_signing(&self, _: &'static OperationMeta, _: &mut HeaderMap) {
        fs::write(&*self.0.lock().unwrap(), b"hello").unwrap();
    }
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_sent_is_an_error() {
    let file = TempFile::new("shrinks", b"hello world");
    let call = PostBlob::new("b", ByteStream::from_file(&file.0));
    let text = sent_in_part(call, Truncate(Mutex::new(file.0.clone()))).await;
    assert!(
        text.contains("the payload ended after 5 of 11 bytes"),
        "{text}"
    );
}

#[tokio::test]
async fn a_response_before_the_end_of_the_upload_is_read() {
    let body = r#"{"code":"NotFoundException","message":"no such blob"}"#;
    let url = hasty(json(404, body)).await;
    let client = client_builder(&url).build().unwrap();
    let payload = ByteStream::from_bytes(vec![0; 8_000_000]).with_sha256(HELLO_WORLD);
    let error = PutBlob::new("b", payload)
        .send(&client)
        .await
        .err()
        .unwrap();
    assert!(
        matches!(error.service_error(), Some(ChimeError::NotFound(_))),
        "{error}"
    );
}

/// A service that responds as soon as it has read the head.
async fn hasty(answer: Vec<u8>) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 64];
        stream.read_exact(&mut head).await.unwrap();
        stream.write_all(&answer).await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
    });
    url
}

#[test]
fn debug_does_not_show_the_content() {
    assert_eq!(
        format!("{:?}", ByteStream::from_bytes("hello")),
        "ByteStream(5 bytes)"
    );
    assert_eq!(
        format!("{:?}", pieces(11)),
        "ByteStream(stream of 11 bytes)"
    );
}
