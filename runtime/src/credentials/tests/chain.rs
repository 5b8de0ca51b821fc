//! The order of the providers, and the error of a failed search.

use std::time::Duration;

use super::support::{Chance, Rig, Server, parts, sts_answer};
use crate::config::tests::MapSources;
use crate::credentials::{CachedCredentials, ChainError, EnvironmentProvider};
use aws_credential_types::provider::ProvideCredentials as _;
use aws_credential_types::provider::error::CredentialsError;
use std::error::Error as _;
use std::sync::Arc;

const JSON: &str = r#"{"AccessKeyId":"KEY","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-01T06:00:00Z","Code":"Success"}"#;

/// Responds like STS, the ECS agent and the instance metadata service, each with its own key.
async fn aws() -> Server {
    Server::start(|seen| match seen.line.as_str() {
        "POST /" => (200, sts_answer("AssumeRoleWithWebIdentity", "WEB")),
        "GET /ecs" => (200, JSON.replace("KEY", "CONTAINER")),
        "PUT /latest/api/token" => (200, "imds-token".to_owned()),
        "GET /latest/meta-data/iam/security-credentials/" => (200, "my-role\n".to_owned()),
        line if line.starts_with("GET /latest/meta-data/iam/security-credentials/my") => {
            (200, JSON.replace("KEY", "INSTANCE"))
        }
        _ => (404, String::new()),
    })
    .await
}

#[tokio::test]
async fn providers_are_called_in_the_order_of_the_sdks() {
    let server = aws().await;
    let rig = Rig::with(MapSources::default(), Some(&server), 1);
    rig.sources.write("/token", "jwt");
    // From the last to the first: each newly configured one takes precedence over the others.
    assert_eq!(rig.found().await.access_key_id(), "INSTANCE");
    rig.sources
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/ecs");
    assert_eq!(rig.found().await.access_key_id(), "CONTAINER");
    rig.sources.set("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
    rig.sources.set("AWS_ROLE_ARN", "arn:aws:iam::1:role/r");
    rig.sources.set("AWS_ENDPOINT_URL_STS", &server.url());
    assert_eq!(rig.found().await.access_key_id(), "WEB");
    rig.sources.write(
        "/home/me/.aws/credentials",
        "[default]\naws_access_key_id = PROFILE\naws_secret_access_key = s",
    );
    assert_eq!(rig.found().await.access_key_id(), "PROFILE");
    rig.sources.set("AWS_ACCESS_KEY_ID", "ENVIRONMENT");
    rig.sources.set("AWS_SECRET_ACCESS_KEY", "s");
    assert_eq!(rig.found().await.access_key_id(), "ENVIRONMENT");
    // A profile named in code takes precedence over the environment.
    let named = rig
        .chain()
        .profile("default")
        .provide_credentials()
        .await
        .unwrap();
    assert_eq!(named.access_key_id(), "PROFILE");
}

#[tokio::test]
async fn environment_keys_include_their_token_and_account() {
    let sources = MapSources::new([
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", " secret\n"),
        ("AWS_SESSION_TOKEN", "token"),
        ("AWS_ACCOUNT_ID", "123456789012"),
    ]);
    let found = EnvironmentProvider::with(Arc::new(sources))
        .provide_credentials()
        .await
        .unwrap();
    assert_eq!(parts(&found), ("AKID", "secret", Some("token")));
    assert_eq!(found.account_id().unwrap().as_str(), "123456789012");
    assert_eq!(found.expiry(), None);
}

#[tokio::test]
async fn half_a_key_pair_ends_the_search() {
    let rig = Rig::new(MapSources::new([
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", ""),
    ]));
    rig.sources.write(
        "/home/me/.aws/credentials",
        "[default]\naws_access_key_id = P\naws_secret_access_key = s",
    );
    assert_eq!(
        rig.error().await,
        "no credentials: environment: AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not"
    );
}

#[tokio::test]
async fn an_unsuccessful_search_names_every_provider_and_its_reason() {
    let rig =
        Rig::new(MapSources::new([("AWS_EC2_METADATA_DISABLED", "true")]).config("[profile dev]"));
    let error = rig.chain().provide_credentials().await.unwrap_err();
    assert!(
        matches!(error, CredentialsError::CredentialsNotLoaded(_)),
        "{error:?}"
    );
    let chain: &ChainError = error.source().unwrap().downcast_ref().unwrap();
    let providers: Vec<_> = chain.tried().map(|(provider, _)| provider).collect();
    assert_eq!(
        providers,
        [
            "environment",
            "profile",
            "web identity",
            "container",
            "instance metadata"
        ]
    );
    assert_eq!(
        chain.to_string(),
        "no credentials: environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set; \
         profile: there is no profile `default` in /home/me/.aws/config or /home/me/.aws/credentials (no such file); \
         available profiles: `dev`; web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set; \
         container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set; \
         instance metadata: AWS_EC2_METADATA_DISABLED is set"
    );
}

#[tokio::test]
async fn the_cache_passes_the_reasons_on() {
    let rig = Rig::new(MapSources::new([("AWS_EC2_METADATA_DISABLED", "true")]));
    let cache = CachedCredentials::new(
        Arc::new(rig.chain()),
        rig.context.clock.clone(),
        Arc::new(Chance(0)),
        Duration::from_secs(5),
    );
    let error = cache.provide_credentials().await.unwrap_err();
    assert!(
        matches!(error, CredentialsError::CredentialsNotLoaded(_)),
        "{error:?}"
    );
    let chain: &ChainError = error.source().unwrap().downcast_ref().unwrap();
    assert_eq!(chain.tried().count(), 5);
}

#[tokio::test]
async fn a_configured_provider_that_fails_ends_the_search() {
    let server = aws().await;
    let rig = Rig::with(MapSources::default(), Some(&server), 1);
    rig.sources
        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/gone");
    let error = rig.error().await;
    assert!(
        error.ends_with(
            "container: the response from the container endpoint 169.254.170.2 has status 404"
        ),
        "{error}"
    );
    assert_eq!(
        server.lines(),
        ["GET /gone"],
        "the instance's role was not asked for"
    );
}

#[tokio::test]
async fn without_a_metadata_service_the_search_ends_after_a_second() {
    let rig = Rig::with(MapSources::default(), None, 20);
    let start = std::time::Instant::now();
    let error = rig.error().await;
    assert!(
        error.ends_with("the instance metadata service did not respond: no response within 1 s"),
        "{error}"
    );
    assert!(
        start.elapsed() < Duration::from_millis(800),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn an_invalid_setting_is_the_reason() {
    let rig = Rig::new(MapSources::new([("AWS_EC2_METADATA_DISABLED", "yes")]));
    let error = rig.error().await;
    let reason = "environment variable `AWS_EC2_METADATA_DISABLED`: `yes` is not valid: expected `true` or `false`";
    assert!(error.ends_with(reason), "{error}");
    let rig = Rig::new(MapSources::new([("AWS_PROFILE", "lost")]));
    let error = rig.error().await;
    assert!(
        error.contains("profile: environment variable `AWS_PROFILE`: there is no profile `lost`"),
        "{error}"
    );
}

#[tokio::test]
async fn debug_does_not_show_secrets() {
    let rig = Rig::new(MapSources::default());
    let found = Rig::new(MapSources::new([
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", "hunter2"),
    ]));
    let shown = format!("{:?} {:?}", rig.chain(), found.found().await);
    assert!(!shown.contains("hunter2"), "{shown}");
}

/// A small selection of the official SDK's cases for the chain.
#[tokio::test]
async fn a_profile_is_found_as_the_sdks_find_it() {
    let keys = "aws_access_key_id = PROFILE\naws_secret_access_key = s\n";
    let odd = "some-thing:long/the_one%only.foo@bar+";
    for (config, profile) in [
        (format!("[default]\n{keys}"), None),
        (format!("[profile {odd}]\n{keys}"), Some(odd)),
        (
            format!(
                "[default]\n{}",
                keys.to_ascii_uppercase().replace("= S", "= s")
            ),
            None,
        ),
    ] {
        // Variables that contain only white space count as not set.
        let blank = [("AWS_ACCESS_KEY_ID", " "), ("AWS_SECRET_ACCESS_KEY", " ")];
        let sources = MapSources::new(blank).config(&config);
        if let Some(profile) = profile {
            sources.set("AWS_PROFILE", profile);
        }
        let found = Rig::new(sources).found().await;
        assert_eq!(parts(&found), ("PROFILE", "s", None), "{config}");
    }
}

#[tokio::test]
async fn a_profile_without_credentials_does_not_end_the_search() {
    let server = aws().await;
    for config in [
        "[profile notdefault]\na = b\n",
        "[default]\nec2_metadata_service_endpoint_mode = IPv4\nregion = eu-west-1\n",
    ] {
        let sources = MapSources::default().config(config);
        let found = Rig::with(sources, Some(&server), 1).found().await;
        assert_eq!(found.access_key_id(), "INSTANCE", "{config}");
    }
}
