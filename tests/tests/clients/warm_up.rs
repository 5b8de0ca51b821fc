//! Warming up a client before its first call.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use aws_credential_types::provider::future;
use http::Response;
use opsmith::{
    Client, Credentials, ErrorKind, Operation, ProvideCredentials, TimeoutKind, Timeouts,
    testing::ScriptedTransport,
};

use super::{get_room, scripted};
use crate::{
    chime::GetRoom,
    faults::server::{Answer, Server, json},
};

/// A provider that counts how often it is called.
#[derive(Clone, Debug, Default)]
struct Counted(Arc<AtomicU32>);

impl ProvideCredentials for Counted {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::SeqCst);
        future::ProvideCredentials::ready(Ok(Credentials::from_keys("AKID", "secret", None)))
    }
}

#[tokio::test]
async fn warm_up_opens_the_connection_and_gets_the_credentials() {
    let server = Server::saying(json(200, "")).await;
    let counted = Counted::default();
    let builder = server.client_builder().credentials(counted.clone());
    let client = builder.build().unwrap();
    client.warm_up([GetRoom::META.service]).await.unwrap();
    assert_eq!(server.connections(), 1);
    assert_eq!(counted.0.load(Ordering::SeqCst), 1);
    let request = &server.requests()[0];
    assert!(request.head.starts_with("HEAD / "), "{}", request.head);
    assert_eq!(request.header("authorization"), None);
    for _ in 0..2 {
        let _ = get_room().send(&client).await;
    }
    assert_eq!(server.requests().len(), 3);
    assert_eq!(server.connections(), 1);
    assert_eq!(counted.0.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn warm_up_reports_missing_credentials() {
    let server = Server::saying(json(200, "")).await;
    let client = Client::builder()
        .region("us-east-1")
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let error = client.warm_up([GetRoom::META.service]).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn warm_up_gives_up_on_a_silent_server() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let limit = Duration::from_millis(50);
    for (timeouts, which) in [
        (Timeouts::none().with_read(limit), TimeoutKind::Read),
        (Timeouts::none().with_attempt(limit), TimeoutKind::Attempt),
    ] {
        let client = server.client_builder().timeouts(timeouts).build().unwrap();
        let error = client.warm_up([GetRoom::META.service]).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(error.timeout(), Some(which));
        let text = error.to_string();
        assert!(text.starts_with("chime warm_up: "), "{text}");
    }
}

#[tokio::test]
async fn warm_up_does_not_use_plain_http_to_another_machine() {
    let transport = ScriptedTransport::new().respond(Response::new(""));
    let remote = || scripted(&transport).endpoint_url("http://chime.example.com");
    let client = remote().build().unwrap();
    let error = client.warm_up([GetRoom::META.service]).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(transport.requests().is_empty());
    let client = remote().allow_http(true).build().unwrap();
    client.warm_up([GetRoom::META.service]).await.unwrap();
    assert_eq!(transport.requests()[0].uri(), "http://chime.example.com/");
}
