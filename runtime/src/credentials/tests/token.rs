//! Bearer tokens: which one a call takes, and where it comes from.

use std::sync::Arc;

use aws_credential_types::{Credentials, Token};

use super::sso::{CACHE, SESSION, cached, identity_center};
use super::support::{Direct, Server, TestClock};
use crate::client::{Client, ClientBuilder};
use crate::config::tests::MapSources;
use crate::declaration::meta::{Auth, OperationMeta};
use crate::endpoint::ServiceMeta;
use crate::endpoint::table::{BEDROCK, CODECATALYST};

const OWN: ServiceMeta = ServiceMeta::own("bedrock", "https://orders.example.com");

const fn operation(service: &'static ServiceMeta, auth: Auth) -> OperationMeta {
    OperationMeta {
        service,
        auth,
        ..OperationMeta::DEFAULT
    }
}

static EITHER: OperationMeta = operation(&BEDROCK, Auth::SigV4OrBearer);
static BEARER: OperationMeta = operation(&CODECATALYST, Auth::Bearer);
static OWN_BEARER: OperationMeta = operation(&OWN, Auth::Bearer);
static SIGNED: OperationMeta = operation(&BEDROCK, Auth::SigV4);

/// The token that a call takes, why it has none, or nothing if it is signed.
async fn token(client: &Client, meta: &OperationMeta) -> Option<String> {
    let tokens = client.engine.tokens.of(meta)?;
    Some(match tokens.get().await {
        Ok(token) => token.secret_access_key().to_owned(),
        Err(error) => {
            std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
        }
    })
}

async fn loaded(builder: ClientBuilder, sources: MapSources) -> Client {
    builder.load_from(Arc::new(sources)).await.unwrap()
}

fn keys() -> Credentials {
    Credentials::from_keys("AKID", "secret", None)
}

fn sources() -> MapSources {
    MapSources::new([
        ("AWS_BEARER_TOKEN_BEDROCK", "of-environment"),
        ("AWS_REGION", "eu-west-1"),
    ])
}

#[tokio::test]
async fn bedrock_s_token_in_the_environment_takes_the_place_of_default_credentials() {
    let client = loaded(Client::builder(), sources()).await;
    assert_eq!(
        token(&client, &EITHER).await.as_deref(),
        Some("of-environment")
    );
    assert_eq!(token(&client, &SIGNED).await, None);

    let client = loaded(Client::builder().credentials(keys()), sources()).await;
    assert_eq!(
        token(&client, &EITHER).await,
        None,
        "the code chose credentials"
    );

    let code = Client::builder().bearer_token(Token::new("of-code", None));
    let client = loaded(code, sources()).await;
    assert_eq!(token(&client, &EITHER).await.as_deref(), Some("of-code"));
}

#[tokio::test]
async fn a_client_that_is_not_loaded_ignores_the_environment() {
    let client = Client::builder().build().unwrap();
    assert_eq!(token(&client, &EITHER).await, None);
    let missing = token(&client, &BEARER).await.unwrap();
    assert!(
        missing.contains("`Client::builder().bearer_token(..)`"),
        "{missing}"
    );
}

#[tokio::test]
async fn another_service_does_not_get_bedrock_s_token() {
    let client = loaded(Client::builder(), sources()).await;
    let missing = token(&client, &BEARER).await.unwrap();
    assert!(!missing.contains("of-environment"), "{missing}");
    assert!(
        missing.contains("profile `default` has no `sso_session`"),
        "{missing}"
    );
}

#[tokio::test]
async fn a_profile_s_session_has_a_token_and_renews_it() {
    for (expires_at, expected) in [
        ("2026-01-01T08:00:00Z", "old-token"),
        ("2025-12-31T00:00:00Z", "new-token"),
    ] {
        let server: Server = identity_center("new-token").await;
        let session = SESSION
            .replace("sso_account_id = 123456789012\n", "")
            .replace("sso_role_name = Read Only\n", "");
        let sources = MapSources::new([("AWS_ENDPOINT_URL_SSO_OIDC", server.url().as_str())])
            .config(&session);
        sources.write(CACHE, cached(expires_at));
        let builder = Client::builder()
            .region("eu-west-1")
            .transport(Direct { link_local: None })
            .clock(Arc::into_inner(TestClock::new(1)).unwrap());
        let client = loaded(builder, sources).await;
        assert_eq!(token(&client, &BEARER).await.as_deref(), Some(expected));
    }
}

#[tokio::test]
async fn your_own_service_does_not_get_the_tokens_of_the_environment() {
    let sources = || {
        let sources = sources().config(SESSION);
        sources.write(CACHE, cached("2026-01-01T08:00:00Z"));
        sources
    };
    let builder = || {
        Client::builder()
            .transport(Direct { link_local: None })
            .clock(Arc::into_inner(TestClock::new(1)).unwrap())
    };
    let client = loaded(builder(), sources()).await;
    assert_eq!(token(&client, &BEARER).await.as_deref(), Some("old-token"));
    let missing = token(&client, &OWN_BEARER).await.unwrap();
    assert!(
        missing.contains("`Client::builder().bearer_token(..)`"),
        "{missing}"
    );

    let in_code = builder().bearer_token(Token::new("of-code", None));
    let client = loaded(in_code, sources()).await;
    assert_eq!(
        token(&client, &OWN_BEARER).await.as_deref(),
        Some("of-code")
    );
}
