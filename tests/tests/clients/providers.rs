//! Credentials providers that could block their own client.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use aws_credential_types::provider::{error::CredentialsError, future};
use opsmith::{Client, Credentials, ErrorKind, ProvideCredentials};

use super::{ROOM, get_room};
use crate::faults::server::{Answer, Server, json};

/// Hangs the first time, or makes a call with the client that it was given.
#[derive(Clone, Debug, Default)]
struct Stranding {
    asked: Arc<AtomicU32>,
    client: Arc<OnceLock<Client>>,
}

impl ProvideCredentials for Stranding {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let is_first = self.asked.fetch_add(1, Ordering::SeqCst) == 0;
            match self.client.get() {
                Some(client) => {
                    let called = get_room().send(client).await;
                    called.map_err(CredentialsError::provider_error)?;
                }
                None if is_first => std::future::pending().await,
                None => {}
            }
            Ok(Credentials::from_keys("a", "b", None))
        })
    }
}

#[tokio::test]
async fn a_provider_that_hangs_once_fails_only_the_waiting_calls() {
    let server = Server::start(|_| Answer::Bytes(json(200, ROOM))).await;
    for limit in [Duration::from_millis(50), Duration::from_mins(10)] {
        let provider = Stranding::default();
        let client = server.client_builder().credentials(provider.clone());
        let client = client.credentials_timeout(limit).build().unwrap();
        let call = get_room().send(&client).timeout(Duration::from_millis(200));
        let error = call.await.err().unwrap().to_string();
        let expected = if limit < Duration::from_secs(1) {
            "`ClientBuilder::credentials_timeout` sets the limit"
        } else {
            "the call did not complete within 200ms"
        };
        assert!(error.contains(expected), "{error}");
        tokio::time::sleep(Duration::from_secs(1)).await;
        get_room().send(&client).await.unwrap();
        assert_eq!(provider.asked.load(Ordering::SeqCst), 2);
    }
}

#[tokio::test]
async fn a_provider_that_calls_through_its_own_client_gets_a_clear_error() {
    let server = Server::start(|_| Answer::Bytes(json(200, ROOM))).await;
    let provider = Stranding::default();
    let client = server.client_builder().credentials(provider.clone());
    let client = client.build().unwrap();
    provider.client.set(client.clone()).unwrap();
    let error = get_room().send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let text = error.to_string();
    assert!(
        text.contains("build a separate client for the provider"),
        "{text}"
    );
    assert!(server.requests().is_empty());
}
