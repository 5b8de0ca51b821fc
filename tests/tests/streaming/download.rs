//! Streaming a response's payload.

use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt};
use opsmith::{ByteStream, ErrorKind, TransportError, TransportErrorKind, testing::FakeService};

use super::{GetBlob, GetBlobOutput};
use crate::{
    chime::ChimeError,
    faults::server::{Answer, Server, json, response},
};

#[tokio::test]
async fn it_can_be_collected_or_read_piece_by_piece() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetBlob| async {
        Ok(GetBlobOutput {
            etag: Some("v1".to_owned()),
            body: ByteStream::from_bytes("hello world"),
        })
    });
    let client = fake.client();
    let output = GetBlob::new("b").send(&client).await.unwrap();
    assert_eq!(output.etag.as_deref(), Some("v1"));
    assert_eq!(&output.body.collect().await.unwrap()[..], b"hello world");
    let mut output = GetBlob::new("b").send(&client).await.unwrap();
    let mut read = Vec::new();
    while let Some(piece) = output.body.next().await {
        read.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(read, b"hello world");
    assert!(output.body.next().await.is_none(), "the end stays the end");
    let output = GetBlob::new("b").send(&client).await.unwrap();
    let pieces: Vec<_> = output.body.try_collect().await.unwrap();
    assert_eq!(pieces.concat(), b"hello world");
}

#[tokio::test]
async fn it_arrives_before_the_response_is_complete() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello".to_vec();
    let server = Server::start(move |_| Answer::ThenStall(head.clone())).await;
    let mut output = GetBlob::new("b").send(&server.client()).await.unwrap();
    assert_eq!(&output.body.next().await.unwrap().unwrap()[..], b"hello");
}

#[tokio::test]
async fn it_can_be_empty_or_chunked() {
    let empty = response(200, &[], "");
    let chunked =
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n";
    for (answer, expected) in [(empty, ""), (chunked.to_vec(), "hello")] {
        let server = Server::saying(answer).await;
        let output = GetBlob::new("b").send(&server.client()).await.unwrap();
        assert_eq!(output.body.collect().await.unwrap(), expected);
    }
}

#[tokio::test]
async fn it_has_no_size_limit() {
    let server = Server::saying(response(200, &[], vec![0; 100_000])).await;
    let client = server
        .client_builder()
        .max_response_bytes(10)
        .build()
        .unwrap();
    let output = GetBlob::new("b").send(&client).await.unwrap();
    assert_eq!(output.body.collect().await.unwrap().len(), 100_000);
}

#[tokio::test]
async fn an_error_response_is_typed() {
    let body = r#"{"code":"NotFoundException","message":"no such blob"}"#;
    let server = Server::saying(json(404, body)).await;
    let error = GetBlob::new("b")
        .send(&server.client())
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(matches!(
        error.service_error(),
        Some(ChimeError::NotFound(_))
    ));
}

#[tokio::test]
async fn a_broken_connection_is_not_taken_for_its_end() {
    let whole = response(200, &[], vec![1; 1000]);
    for reset in [false, true] {
        let cut = whole[..whole.len() - 1].to_vec();
        let server = Server::start(move |_| {
            if reset {
                Answer::ThenReset(cut.clone())
            } else {
                Answer::ThenClose(cut.clone())
            }
        })
        .await;
        let mut body = GetBlob::new("b").send(&server.client()).await.unwrap().body;
        let mut read = 0;
        let error = loop {
            match body
                .next()
                .await
                .expect("the body must not seem to have ended")
            {
                Ok(piece) => read += piece.len(),
                Err(error) => break error,
            }
        };
        assert_eq!(read, 999);
        let error: &TransportError = error.downcast_ref().unwrap();
        assert_eq!(error.kind(), TransportErrorKind::Body);
        assert!(
            error
                .to_string()
                .starts_with("the connection broke during the response: "),
            "{error}"
        );
        assert!(body.next().await.is_none());
    }
}

#[tokio::test]
async fn a_slow_reader_is_not_cut_off() {
    let server = Server::saying(response(200, &[], vec![0; 3_000_000])).await;
    let timeouts = opsmith::Timeouts::default().with_read(Duration::from_millis(100));
    let output = GetBlob::new("b")
        .send(&server.client())
        .timeouts(timeouts)
        .await
        .unwrap();
    let mut body = output.body;
    let mut read = body.next().await.unwrap().unwrap().len();
    tokio::time::sleep(Duration::from_millis(300)).await;
    while let Some(piece) = StreamExt::next(&mut body).await {
        read += piece.unwrap().len();
    }
    assert_eq!(read, 3_000_000);
}
