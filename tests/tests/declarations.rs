//! What a declaration may say that most do not need to.

use bytes::Bytes;
use opsmith::{ByteStream, operation, testing::FakeService};

use crate::faults::server::{Server, json};

/// Of `CodeArtifact`: the payload's hash is a member, in the header that signing has for it.
#[operation(
    service = "codeartifact",
    method = "POST",
    path = "/v1/package/version/publish"
)]
struct PublishPackageVersion {
    #[op(query)]
    domain: String,
    #[op(payload)]
    asset_content: ByteStream,
    #[op(header = "x-amz-content-sha256")]
    asset_sha256: String,
}

/// The SHA-256 of `an asset`.
const HASH: &str = "ed30e78885a006305ad12c0ad1b686eaf2f1e53e0d0943af5c365eefba3bd3b2";

#[tokio::test]
async fn a_member_may_be_the_hash_of_the_payload_and_is_what_is_signed() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<PublishPackageVersion>(|_| http::Response::new(Bytes::from_static(b"{}")));
    let client = fake.client();
    let asset = b"an asset";
    let publish = |hash: &str| {
        PublishPackageVersion::new("d", ByteStream::from(Bytes::from_static(asset)), hash)
    };
    publish(HASH).send(&client).await.unwrap();
    let received = fake.requests();
    assert_eq!(received[0].header("x-amz-content-sha256"), Some(HASH));
    // The service compares it with what arrives.
    let error = publish(&HASH.replace('e', "0"))
        .send(&client)
        .await
        .err()
        .unwrap();
    assert_eq!(error.code(), Some("XAmzContentSHA256Mismatch"), "{error}");
}

#[tokio::test]
async fn the_hash_of_the_payload_is_sent_once_and_not_computed_again() {
    let server = Server::saying(json(200, "{}")).await;
    // A file that changes between hashing and sending would not be noticed if it was hashed here.
    let (path, said) = (
        std::env::temp_dir().join(format!("opsmith-{}", std::process::id())),
        "0".repeat(64),
    );
    std::fs::write(&path, "an asset").unwrap();
    let asset = ByteStream::from_file(&path);
    let client = server.client();
    PublishPackageVersion::new("d", asset, &*said)
        .send(&client)
        .await
        .unwrap();
    std::fs::remove_file(&path).unwrap();
    let request = &server.requests()[0];
    let sent = request.head.to_ascii_lowercase();
    assert_eq!(
        sent.matches("\r\nx-amz-content-sha256:").count(),
        1,
        "{sent}"
    );
    assert_eq!(request.header("x-amz-content-sha256"), Some(&*said));
    let authorization = request.header("authorization").unwrap();
    assert!(
        authorization.contains("x-amz-content-sha256"),
        "{authorization}"
    );
    assert_eq!(request.body, b"an asset");
}
