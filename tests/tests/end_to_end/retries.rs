//! The error of a call with several failures.

use std::sync::atomic::{AtomicU32, Ordering};

use opsmith::{
    Client, Credentials, ErrorKind, ProvideCredentials, TransportErrorKind,
    credentials::{CredentialsError, future},
    testing::{ScriptedTransport, TestClock},
};

use crate::chime::GetRoom;

/// Returns expired credentials, once.
#[derive(Debug, Default)]
struct Once(AtomicU32);

impl ProvideCredentials for Once {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let first = self.0.fetch_add(1, Ordering::Relaxed) == 0;
        future::ProvideCredentials::ready(if first {
            Ok(Credentials::from_keys("AKID", "secret", None))
        } else {
            Err(CredentialsError::not_loaded("the program was logged out"))
        })
    }
}

#[tokio::test]
async fn a_retry_without_credentials_reports_the_attempt_that_was_sent() {
    let expired = http::Response::builder()
        .status(403)
        .header("x-amzn-errortype", "ExpiredTokenException")
        .header("x-amzn-requestid", "id-1")
        .body(r#"{"message":"expired"}"#)
        .unwrap();
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Once::default())
        .clock(TestClock::at(1_000_000_000))
        .transport(
            ScriptedTransport::new()
                .respond(expired)
                .fail(TransportErrorKind::Send),
        )
        .build()
        .unwrap();
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("ExpiredTokenException"));
    assert_eq!(error.request_id(), Some("id-1"));
    assert_eq!(error.attempts(), 1);
    let text = error.to_string();
    assert!(
        text.contains("not retried: the next attempt could not be sent: no credentials"),
        "{text}"
    );
    assert!(text.contains("the program was logged out"), "{text}");
}
