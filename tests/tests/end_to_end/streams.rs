//! Streams that must not be polled after they end.

use bytes::Bytes;
use futures_util::stream;
use opsmith::{ByteStream, Client, Credentials, operation, testing::ScriptedTransport};

#[operation(
    service = "mediastore-data",
    unlisted,
    method = "PUT",
    path = "/<Path+>",
    unsigned_payload
)]
struct Put {
    path: String,
    #[op(payload)]
    body: ByteStream,
}

#[tokio::test]
async fn a_stream_is_not_polled_after_its_end() {
    let transport = ScriptedTransport::new().respond(http::Response::new("{}"));
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
        .transport(transport.clone())
        .build()
        .unwrap();
    // `unfold` panics if it is polled after its end.
    let pieces = stream::unfold(0_u8, |n| async move {
        (n < 3).then(|| (Ok::<_, std::io::Error>(Bytes::from(vec![n; 4])), n + 1))
    });
    let body = ByteStream::from_stream(pieces, 12);
    Put::new("a", body).send(&client).await.unwrap();
    assert_eq!(transport.requests()[0].body().len(), 12);
}
