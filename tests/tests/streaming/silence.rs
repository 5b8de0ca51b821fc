//! The read timeout: a silent connection is closed, a slow one is not.

use std::{convert::Infallible, time::Duration};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use opsmith::{
    ByteStream, ErrorKind, RetryConfig, TimeoutKind, Timeouts, TransportError, TransportErrorKind,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpSocket,
};

use super::{GetBlob, PostBlob, PutBlob};
use crate::{
    chime::GetRoom,
    faults::server::{Answer, Server, client_builder, json, response},
};

fn read_timeout(millis: u64) -> Timeouts {
    Timeouts::default().with_read(Duration::from_millis(millis))
}

#[tokio::test]
async fn a_stalled_response_times_out() {
    let whole = json(200, r#"{"Room":{}}"#);
    for sent in [0, 20, whole.len() - 1] {
        let part = whole[..sent].to_vec();
        let server = Server::start(move |_| Answer::ThenStall(part.clone())).await;
        let error = GetRoom::new("a", "r")
            .send(&server.client())
            .timeouts(read_timeout(100))
            .await
            .err()
            .unwrap();
        assert_eq!(
            (error.kind(), error.timeout()),
            (ErrorKind::Timeout, Some(TimeoutKind::Read))
        );
        assert_eq!(server.requests().len(), 3, "it is tried again");
        let text = error.to_string();
        assert!(
            text.starts_with("chime GetRoom: the connection was silent for 100ms (read timeout) ("),
            "{text}",
        );
    }
}

#[tokio::test]
async fn a_stalled_download_times_out() {
    let whole = response(200, &[], "hello world");
    let part = whole[..whole.len() - 6].to_vec();
    let server = Server::start(move |_| Answer::ThenStall(part.clone())).await;
    let output = GetBlob::new("b")
        .send(&server.client())
        .timeouts(read_timeout(100))
        .await
        .unwrap();
    let mut body = output.body;
    assert_eq!(&body.next().await.unwrap().unwrap()[..], b"hello");
    let error = body.next().await.unwrap().err().unwrap();
    let error: &TransportError = error.downcast_ref().unwrap();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "the transport timed out: the connection was silent for 100ms (read timeout)",
    );
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn a_slow_but_moving_download_is_not_cut_off() {
    let answer = json(200, r#"{"Room":{"RoomId":"r"}}"#);
    let pieces: Vec<_> = answer.chunks(6).map(<[u8]>::to_vec).collect();
    assert!(pieces.len() > 15);
    let server =
        Server::start(move |_| Answer::Slowly(Duration::from_millis(60), pieces.clone())).await;
    let client = server.client();
    // The head arrives slowly, too, and is seen only when it is complete, so the limit is longer than that.
    let output = GetRoom::new("a", "r")
        .send(&client)
        .timeouts(read_timeout(1500))
        .await
        .unwrap();
    assert_eq!(output.room.unwrap().room_id.as_deref(), Some("r"));
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n".to_vec();
    let pieces: Vec<_> = std::iter::once(head)
        .chain(std::iter::repeat_n(vec![b'x'], 20))
        .collect();
    let server =
        Server::start(move |_| Answer::Slowly(Duration::from_millis(40), pieces.clone())).await;
    let output = GetBlob::new("b")
        .send(&server.client())
        .timeouts(read_timeout(400))
        .await
        .unwrap();
    assert_eq!(output.body.collect().await.unwrap().len(), 20);
}

#[tokio::test]
async fn a_slow_but_moving_upload_is_not_cut_off() {
    let server = Server::saying(json(200, "")).await;
    let pieces = stream::iter(0..20).then(|_| async {
        tokio::time::sleep(Duration::from_millis(40)).await;
        Ok::<_, Infallible>(Bytes::from_static(b"x"))
    });
    PostBlob::new("b", ByteStream::from_stream(pieces, 20))
        .send(&server.client())
        .timeouts(read_timeout(400))
        .await
        .unwrap();
    assert_eq!(server.requests()[0].body.len(), 20);
}

#[tokio::test]
async fn a_long_payload_in_memory_is_not_cut_off_while_it_makes_progress() {
    const LENGTH: usize = 32 * 1024 * 1024;
    let url = slow_reader();
    let client = client_builder(&url).build().unwrap();
    PutBlob::new(
        "b",
        ByteStream::from_bytes(vec![0; LENGTH]).with_sha256("0".repeat(64)),
    )
    .send(&client)
    .timeouts(read_timeout(1000))
    .retry(RetryConfig::none())
    .await
    .unwrap();
}

/// A service that receives about 12 MiB per second.
fn slow_reader() -> String {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(64 * 1024).unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = vec![0; 512 * 1024];
        let mut total = 0;
        while total < 32 * 1024 * 1024 {
            let mut piece = 0;
            while piece < buffer.len() && total + piece < 32 * 1024 * 1024 {
                match stream.read(&mut buffer[piece..]).await {
                    Ok(0) | Err(_) => return,
                    Ok(read) => piece += read,
                }
            }
            total += piece;
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        let _ = stream.write_all(&json(200, "")).await;
        tokio::time::sleep(Duration::from_secs(5)).await;
    });
    url
}

#[tokio::test]
async fn a_stalled_upload_times_out() {
    let server = Server::saying(json(200, "")).await;
    let never = stream::pending::<Result<Bytes, Infallible>>();
    let error = PostBlob::new("b", ByteStream::from_stream(never, 20))
        .send(&server.client())
        .timeouts(read_timeout(100))
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Read));
    assert!(
        error
            .to_string()
            .contains("not retried: the payload is a stream"),
        "{error}"
    );
}

#[tokio::test]
async fn the_attempt_and_the_whole_call_also_have_limits() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let timeouts = Timeouts::none().with_attempt(Duration::from_millis(100));
    let error = GetRoom::new("a", "r")
        .send(&server.client())
        .timeouts(timeouts)
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Attempt));
    assert_eq!(
        error.to_string(),
        "chime GetRoom: the attempt took longer than 100ms (attempt timeout) (attempt 3 of 3, us-east-1)",
    );
    let error = GetRoom::new("a", "r")
        .send(&server.client())
        .timeouts(Timeouts::none())
        .timeout(Duration::from_millis(150))
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
    assert_eq!(
        error.to_string(),
        "chime GetRoom: the call did not complete within 150ms (operation timeout) (attempt 1 of 3, us-east-1)",
    );
}
