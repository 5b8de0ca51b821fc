//! What is signed is checked: the scope, the date, the payload, presigned URLs and their expiry.

use std::time::Duration;

use bytes::Bytes;
use http::Request;
use opsmith::testing::{FakeService, TestClock};
use opsmith::{Body, Client, HttpTransport, Transport};

use super::{AddNote, DeleteBook, ListNotes, Page, note};

/// Sends a request as anybody could.
async fn status(request: Request<Bytes>) -> (u16, String) {
    let response = HttpTransport::default()
        .send(request.map(Body::from))
        .await
        .unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect(10_000).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

fn get(url: &str) -> Request<Bytes> {
    Request::get(url).body(Bytes::new()).unwrap()
}

fn client(fake: &FakeService, clock: &TestClock) -> Client {
    fake.client_builder().clock(clock.clone()).build().unwrap()
}

#[tokio::test]
async fn a_presigned_url_works_until_it_expires() {
    let clock = TestClock::at(1_767_225_600);
    let fake = FakeService::start_at(clock.clone()).await.unwrap();
    fake.on(|request: ListNotes| async move {
        assert_eq!(request.next.as_deref(), Some("a b"));
        Ok(Page {
            notes: Vec::new(),
            next: None,
        })
    });
    let list = ListNotes::new("b").next("a b");
    let expires_in = Duration::from_mins(15);
    let url = list
        .presign(&client(&fake, &clock), expires_in)
        .await
        .unwrap();
    let url = url.url().to_string();
    assert_eq!(status(get(&url)).await, (200, r#"{"notes":[]}"#.to_owned()));
    assert_eq!(fake.calls::<ListNotes>().len(), 1);

    let changed = url.replace("next=a%20b", "next=c");
    // Only the parameters of the signature itself are not signed.
    let added = format!("{url}&X-Amz-New=c");
    for url in [changed, added] {
        let (refused, body) = status(get(&url)).await;
        assert_eq!(refused, 403);
        assert!(body.contains("does not match the signature"), "{body}");
    }
    clock.advance(Duration::from_mins(15));
    assert_eq!(status(get(&url)).await.0, 200);
    clock.advance(Duration::from_secs(1));
    let (refused, body) = status(get(&url)).await;
    assert_eq!(refused, 403);
    assert!(body.contains("Signature expired"), "{body}");
}

#[tokio::test]
async fn a_modified_body_is_refused() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: AddNote| async { Ok(note("n")) });
    let request = AddNote::new("b", "one")
        .to_http(&fake.client())
        .await
        .unwrap();
    let (parts, body) = request.into_parts();
    let sent = |body: Bytes| Request::from_parts(parts.clone(), body);
    assert_eq!(status(sent(body.clone())).await.0, 200);
    let modified = String::from_utf8_lossy(&body).replace("one", "two");
    let (refused, body) = status(sent(modified.into())).await;
    assert_eq!(refused, 403);
    assert!(body.contains("does not match"), "{body}");
}

#[tokio::test]
async fn a_signature_for_another_service_is_refused() {
    #[opsmith::operation(
        service = "chime",
        unlisted,
        method = "DELETE",
        path = "/notebooks/<book>",
        rename_all = "camelCase"
    )]
    struct DeleteAsChime {
        book: String,
    }

    let fake = FakeService::new();
    fake.on(|_: DeleteBook| async { Ok(()) });
    let error = DeleteAsChime::new("b")
        .send(&fake.client())
        .await
        .unwrap_err();
    assert_eq!(
        error.message(),
        Some("Credential should be scoped to correct service: 'execute-api'.")
    );
}
