//! The profile of a client: an error when the client is built, not when its first call fails.

use std::sync::Arc;

use super::MapSources;
use crate::client::Client;

async fn from_env(profile: &str, sources: MapSources) -> Result<Client, String> {
    let builder = Client::builder().region("us-east-1").profile(profile);
    let client = builder.load_from(Arc::new(sources)).await;
    client.map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_profile_that_does_not_exist_is_told_when_the_client_is_made() {
    let sources = || MapSources::default().config("[profile prod]\nregion = eu-west-1");
    assert!(from_env("prod", sources()).await.is_ok());
    let error = from_env("pord", sources()).await.unwrap_err();
    assert_eq!(
        error,
        "profile set in code: there is no profile `pord` in /home/me/.aws/config or /home/me/.aws/credentials \
         (no such file); available profiles: `prod`"
    );
    let sources = sources();
    sources.set("AWS_PROFILE", "pord");
    let error = Client::builder()
        .load_from(Arc::new(sources))
        .await
        .unwrap_err();
    assert_eq!(error.variable(), Some("AWS_PROFILE"));
}

#[test]
fn a_client_without_files_refuses_a_profile_instead_of_ignoring_it() {
    let error = Client::builder().profile("prod").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "profile set in code: `build` does not read files and would ignore `prod`; use `load().await` instead"
    );
}

#[test]
fn a_password_in_an_endpoint_is_not_shown_before_it_is_refused() {
    for (url, shown) in [
        ("https://me:hunter2@example.com", "https://***@example.com"),
        ("me:hunter2@example.com", "***@example.com"),
    ] {
        let builder = Client::builder().endpoint_url(url);
        let debug = format!("{builder:?}");
        let error = builder.build().unwrap_err().to_string();
        for text in [debug, error] {
            assert!(text.contains(shown) && !text.contains("hunter2"), "{text}");
        }
    }
}
