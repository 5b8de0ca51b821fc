//! What can go wrong and how it reads: each error is one line that says everything, and a type to match on.
//!
//! `cargo run --bin errors` runs against a fake service on this machine.

use std::{error::Error, time::Duration};

use opsmith::{Client, Credentials, ErrorBody, ErrorKind, RetryConfig, testing::FakeService};
use opsmith_examples::{
    chime::{ChimeError, GetRoom},
    show::{answer, headline},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let fake = FakeService::start().await?;
    fake.on(|request: GetRoom| async move {
        match request.room_id.as_str() {
            "throttled" => Err(ChimeError::ThrottledClient(ErrorBody::new("slow down"))),
            id => Err(ChimeError::NotFound(ErrorBody::new(format!(
                "no room {id}"
            )))),
        }
    });
    let client = fake.client();
    let wrong_key = fake
        .client_builder()
        .credentials(Credentials::from_keys(
            "AKIDFAKESERVICE",
            "not the secret",
            None,
        ))
        .build()?;
    let no_region = Client::builder().credentials(fake.credentials()).build()?;
    let no_credentials = Client::builder().region("us-east-1").build()?;
    let nobody_there = Client::builder()
        .region("us-east-1")
        .credentials(fake.credentials())
        .endpoint_url("http://127.0.0.1:1")
        .retry(RetryConfig::default().with_initial_backoff(Duration::from_millis(1)))
        .build()?;

    let cases = [
        ("A modeled error", &client, "r-99", ErrorKind::Service),
        (
            "Throttled on every attempt",
            &client,
            "throttled",
            ErrorKind::Service,
        ),
        (
            "A signature that the service rejects",
            &wrong_key,
            "r-1",
            ErrorKind::Service,
        ),
        (
            "An empty label: nothing is sent",
            &client,
            "",
            ErrorKind::Build,
        ),
        ("No region", &no_region, "r-1", ErrorKind::Endpoint),
        (
            "No credentials",
            &no_credentials,
            "r-1",
            ErrorKind::Credentials,
        ),
        (
            "Nothing is listening",
            &nobody_there,
            "r-1",
            ErrorKind::Transport,
        ),
    ];
    for (what, client, id, kind) in cases {
        headline(what);
        match GetRoom::new("acct", id).send(client).await {
            Err(error) if error.kind() == kind => answer(error),
            Err(error) => return Err(format!("not {kind:?}: {error}").into()),
            Ok(_) => return Err("the call should have failed".into()),
        }
    }
    Ok(())
}
