//! AWS Sign-In: the cached sign-in and its renewal.

use std::sync::{Arc, OnceLock};

use aws_credential_types::provider::ProvideCredentials;
use serde_json::{Value, json};

use super::dpop::{KEY, verified};
use super::support::{
    Chance, Reply, Rig, START, Server, TestClock, deepest, expiry, parts, sts_answer,
};
use crate::config::Sources as _;
use crate::config::tests::MapSources;
use crate::credentials::{Context, Instance};
use crate::endpoint::EndpointOptions;
use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind};

const PROFILE: &str =
    "[default]\nregion = eu-west-1\nlogin_session = arn:aws:iam::123456789012:user/me\n";
/// SHA-256 of the session's ARN.
const NAME: &str = "286187707741fc2ccb93cf9e56dbd0ee0a16208feed5fbc8ae1baa86d44c283f.json";
const SECRETS: [&str; 5] = [
    "old-secret",
    "old-token",
    "old-refresh",
    "new-secret",
    "IpNk3WjUKQ",
];

fn path() -> String {
    format!("/home/me/.aws/login/cache/{NAME}")
}

fn cached(expires_at: &str) -> Value {
    json!({
        "accessToken": {
            "accessKeyId": "OLD",
            "secretAccessKey": "old-secret",
            "sessionToken": "old-token",
            "accountId": "123456789012",
            "expiresAt": expires_at,
        },
        "tokenType": "aws_sigv4",
        "clientId": "arn:aws:signin:::devtools/same-device",
        "refreshToken": "old-refresh",
        "idToken": "kept",
        "dpopKey": KEY,
    })
}

fn answer() -> Value {
    json!({
        "accessToken": {
            "accessKeyId": "NEW",
            "secretAccessKey": "new-secret",
            "sessionToken": "new-token",
        },
        "tokenType": "aws_sigv4",
        "expiresIn": 900,
        "refreshToken": "new-refresh",
    })
}

fn rig(server: &Server, config: &str) -> Rig {
    let url = server.url();
    Rig::with(
        MapSources::new([("AWS_ENDPOINT_URL_SIGNIN", url.as_str())]).config(config),
        None,
        10,
    )
}

/// A rig with a cached sign-in, whose renewal gets the response `reply`.
async fn signed_in(
    expires_at: &str,
    reply: impl Fn() -> Reply + Send + Sync + 'static,
) -> (Server, Rig) {
    let server = Server::start(move |_| reply()).await;
    let rig = rig(&server, PROFILE);
    rig.sources.write(&path(), cached(expires_at).to_string());
    (server, rig)
}

fn file(rig: &Rig) -> Value {
    let file = rig.sources.read_file(path().as_ref()).unwrap();
    serde_json::from_slice(&file).unwrap()
}

#[tokio::test]
async fn a_cached_sign_in_is_used_until_it_expires() {
    let (server, rig) = signed_in("2026-01-01T00:06:00Z", || (500, String::new())).await;
    let found = rig.found().await;
    assert_eq!(
        (parts(&found), expiry(&found)),
        (("OLD", "old-secret", Some("old-token")), 360)
    );
    assert_eq!(found.account_id().unwrap().as_str(), "123456789012");
    assert!(server.lines().is_empty());
    assert_eq!(file(&rig), cached("2026-01-01T00:06:00Z"));
}

#[tokio::test]
async fn a_sign_in_about_to_expire_is_renewed_with_a_proof_and_cached() {
    for expires_at in ["2026-01-01T00:04:00Z", "2025-12-31T00:00:00Z"] {
        let (server, rig) = signed_in(expires_at, || (200, answer().to_string())).await;
        let found = rig.found().await;
        assert_eq!(
            (parts(&found), expiry(&found)),
            (("NEW", "new-secret", Some("new-token")), 900)
        );
        assert_eq!(found.account_id().unwrap().as_str(), "123456789012");

        let seen = server.seen();
        assert_eq!((seen.len(), seen[0].line.as_str()), (1, "POST /v1/token"));
        assert_eq!(seen[0].header("content-type"), Some("application/json"));
        assert_eq!(seen[0].header("authorization"), None);
        let body: Value = serde_json::from_str(&seen[0].body).unwrap();
        let expected = json!({
            "clientId": "arn:aws:signin:::devtools/same-device",
            "grantType": "refresh_token",
            "refreshToken": "old-refresh",
        });
        assert_eq!(body, expected);
        let (_, claims) = verified(seen[0].header("dpop").unwrap());
        assert_eq!(claims["htm"], "POST");
        assert_eq!(claims["htu"], format!("{}/v1/token", server.url()));
        assert_eq!(claims["iat"], START);

        let mut expected = cached("2026-01-01T00:15:00Z");
        expected["accessToken"]["accessKeyId"] = "NEW".into();
        expected["accessToken"]["secretAccessKey"] = "new-secret".into();
        expected["accessToken"]["sessionToken"] = "new-token".into();
        expected["refreshToken"] = "new-refresh".into();
        assert_eq!(file(&rig), expected);
    }
}

#[tokio::test]
async fn each_attempt_has_its_own_proof() {
    let (server, rig) = signed_in("2025-12-31T00:00:00Z", || (503, String::new())).await;
    let error = rig.error().await;
    assert!(
        error.ends_with("has expired: the response from AWS Sign-In has status 503"),
        "{error}"
    );
    let mut proofs: Vec<String> = server
        .seen()
        .iter()
        .map(|seen| verified(seen.header("dpop").unwrap()).1["jti"].to_string())
        .collect();
    proofs.sort();
    proofs.dedup();
    assert_eq!(proofs.len(), 3);
}

#[tokio::test]
async fn a_role_can_be_based_on_a_sign_in() {
    let server = Server::start(|_| (200, sts_answer("AssumeRole", "ROLE"))).await;
    let config = format!(
        "{}[default]\nrole_arn = arn:A\nsource_profile = me\nregion = eu-west-1\n",
        PROFILE.replace("[default]", "[profile me]")
    );
    let rig = Rig::new(
        MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]).config(&config),
    );
    rig.sources
        .write(&path(), cached("2026-01-01T01:00:00Z").to_string());
    assert_eq!(rig.found().await.access_key_id(), "ROLE");
    let authorization = server.seen()[0].header("authorization").unwrap().to_owned();
    assert!(authorization.contains("Credential=OLD/"), "{authorization}");
}

#[tokio::test]
async fn the_cache_can_be_in_another_folder() {
    let sources = MapSources::new([("AWS_LOGIN_CACHE_DIRECTORY", "~/elsewhere")]);
    let rig = Rig::new(sources.config(PROFILE));
    rig.sources.write(
        &format!("/home/me/elsewhere/{NAME}"),
        cached("2026-01-01T01:00:00Z").to_string(),
    );
    assert_eq!(rig.found().await.access_key_id(), "OLD");
}

#[tokio::test]
async fn a_missing_or_incomplete_sign_in_is_an_error_that_asks_for_a_new_one() {
    let whole = cached("2026-01-01T01:00:00Z");
    let without = |name: &str| {
        let mut part = whole.clone();
        part.as_object_mut().unwrap().remove(name);
        part.to_string()
    };
    let mut without_end = whole.clone();
    without_end["accessToken"]["expiresAt"] = Value::Null;
    for (contents, expected) in [
        (None, "cannot be read (entity not found)"),
        (Some("hunter2".to_owned()), "is not JSON (line 1, column 1)"),
        (Some(without("accessToken")), "has no `accessToken`"),
        (Some(without("refreshToken")), "has no `refreshToken`"),
        (Some(without("clientId")), "has no `clientId`"),
        (Some(without("dpopKey")), "has no `dpopKey`"),
        (
            Some("{}".to_owned()),
            "has no `accessToken`, `refreshToken`, `clientId`, `dpopKey`",
        ),
        (Some(without_end.to_string()), "has no `expiresAt`"),
    ] {
        for (profile, command) in [("default", "aws login"), ("dev", "aws login --profile dev")] {
            let header = if profile == "default" {
                "[default]"
            } else {
                "[profile dev]"
            };
            let sources = MapSources::new([("AWS_PROFILE", profile)]);
            let rig = Rig::new(sources.config(&PROFILE.replace("[default]", header)));
            if let Some(contents) = &contents {
                rig.sources.write(&path(), contents.clone());
            }
            let error = rig.error().await;
            let expected = format!(
                "profile: the sign-in in {} {expected}; sign in with `{command}`",
                path()
            );
            assert!(error.ends_with(&expected), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_rejected_renewal_says_what_to_do_and_does_not_show_secrets() {
    for (reply, expected) in [
        (
            json!({"error": "TOKEN_EXPIRED", "message": "it ended"}),
            "status 400: TOKEN_EXPIRED: it ended; sign in with `aws login`",
        ),
        (
            json!({"error": "USER_CREDENTIALS_CHANGED", "message": "old-refresh is of before"}),
            "status 400: USER_CREDENTIALS_CHANGED: [redacted] is of before; sign in with `aws login`",
        ),
        (
            json!({"error": "INSUFFICIENT_PERMISSIONS", "message": "no"}),
            "status 400: INSUFFICIENT_PERMISSIONS: no; allow the action `signin:CreateOAuth2Token` for \
             `arn:aws:iam::123456789012:user/me`",
        ),
        (json!("old-refresh"), "status 400; sign in with `aws login`"),
    ] {
        let reply = reply.to_string();
        let (_server, rig) = signed_in("2025-12-31T00:00:00Z", move || (400, reply.clone())).await;
        let error = rig.error().await;
        assert!(
            error.ends_with(&format!(
                "has expired: the response from AWS Sign-In has {expected}"
            )),
            "{error}"
        );
        for secret in SECRETS {
            assert!(!error.contains(secret), "{error}");
        }
        assert_eq!(file(&rig), cached("2025-12-31T00:00:00Z"));
    }
}

#[tokio::test]
async fn a_sign_in_that_cannot_be_renewed_is_used_until_it_expires() {
    let (server, rig) = signed_in("2026-01-01T00:04:00Z", || (400, "{}".to_owned())).await;
    assert_eq!(rig.found().await.access_key_id(), "OLD");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn an_incomplete_response_does_not_change_the_cache() {
    let changed = |name: &str, value: Value| {
        let mut answer = answer();
        answer[name] = value;
        answer
    };
    for (reply, expected) in [
        (json!([]), "is JSON but not an object"),
        (
            changed("expiresIn", Value::Null),
            "has no valid `expiresIn`",
        ),
        (changed("expiresIn", 0.into()), "has no valid `expiresIn`"),
        (
            changed("expiresIn", (-900).into()),
            "has no valid `expiresIn`",
        ),
        (
            changed("accessToken", Value::Null),
            "has no object `accessToken`",
        ),
        (
            changed("accessToken", json!({"accessKeyId": "NEW"})),
            "has no `secretAccessKey`",
        ),
    ] {
        let reply = reply.to_string();
        let (_server, rig) = signed_in("2025-12-31T00:00:00Z", move || (200, reply.clone())).await;
        let error = rig.error().await;
        assert!(
            error.ends_with(&format!(
                "has expired: the response from AWS Sign-In {expected}"
            )),
            "{error}"
        );
        assert_eq!(file(&rig), cached("2025-12-31T00:00:00Z"));
    }
    // It would not be renewed for a thousand years.
    let reply = changed("expiresIn", u64::MAX.into()).to_string();
    let (_server, rig) = signed_in("2025-12-31T00:00:00Z", move || (200, reply.clone())).await;
    assert_eq!(expiry(&rig.found().await), 3600);
    assert_eq!(
        file(&rig)["accessToken"]["expiresAt"],
        "2026-01-01T01:00:00Z"
    );
}

#[tokio::test]
async fn an_unusable_key_asks_for_a_new_sign_in() {
    let (server, rig) = signed_in("2025-12-31T00:00:00Z", || (200, answer().to_string())).await;
    let mut broken = cached("2025-12-31T00:00:00Z");
    broken["dpopKey"] = "hunter2".into();
    rig.sources.write(&path(), broken.to_string());
    let error = rig.error().await;
    let expected = "has expired: its `dpopKey` is not usable because it is not a private key in PEM; sign in with `aws login`";
    assert!(error.ends_with(expected), "{error}");
    assert!(server.lines().is_empty());
}

#[tokio::test]
async fn a_sign_in_renewed_by_another_program_is_used() {
    let others: Arc<OnceLock<Arc<MapSources>>> = Arc::default();
    let sources = others.clone();
    let server = Server::start(move |_| {
        let mut renewed = cached("2026-01-01T00:15:00Z");
        renewed["accessToken"]["accessKeyId"] = "OTHERS".into();
        sources.get().unwrap().write(&path(), renewed.to_string());
        (
            400,
            json!({"error": "TOKEN_EXPIRED", "message": "used"}).to_string(),
        )
    })
    .await;
    let rig = rig(&server, PROFILE);
    others.set(rig.sources.clone()).unwrap();
    for expires_at in ["2025-12-31T00:00:00Z", "2026-01-01T00:04:00Z"] {
        rig.sources.write(&path(), cached(expires_at).to_string());
        assert_eq!(rig.found().await.access_key_id(), "OTHERS");
    }
}

/// Nothing responds.
#[derive(Debug)]
struct Nobody;

impl Transport for Nobody {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Connect, "refused")) })
    }
}

/// What the chain finds if nothing responds.
async fn alone(sources: MapSources) -> aws_credential_types::provider::Result {
    let context = Context {
        sources: Arc::new(sources),
        transport: Arc::new(Nobody),
        clock: TestClock::new(1000),
        endpoint_options: EndpointOptions::default(),
        instance: Arc::new(Instance::new(Arc::new(Chance(0)))),
    };
    let chain = crate::credentials::DefaultChain::with(context);
    ProvideCredentials::provide_credentials(&chain).await
}

#[tokio::test]
async fn a_sign_in_is_renewed_in_its_region_or_else_in_that_of_the_settings() {
    let no_region = PROFILE.replace("region = eu-west-1\n", "");
    for (config, signed_in_to, expected) in [
        (
            PROFILE,
            None,
            "Signin at eu-west-1.signin.aws.amazon.com did not respond (3 attempts)",
        ),
        (
            PROFILE,
            Some("us-west-2"),
            "Signin at us-west-2.signin.aws.amazon.com did not respond",
        ),
        (
            &no_region,
            Some("us-west-2"),
            "Signin at us-west-2.signin.aws.amazon.com did not respond",
        ),
        (
            PROFILE,
            Some("evil.example/"),
            "its `signInRegion`, `evil.example/`, is not a region",
        ),
        (
            &no_region,
            None,
            "there is no region to renew it in; set AWS_REGION or the profile's `region`",
        ),
    ] {
        let sources = MapSources::default().config(config);
        let mut file = cached("2025-12-31T00:00:00Z");
        if let Some(region) = signed_in_to {
            file["signInRegion"] = region.into();
        }
        sources.write(&path(), file.to_string());
        let provided = alone(sources).await;
        let error = deepest(&provided.unwrap_err());
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn debug_does_not_show_secrets() {
    let (_server, rig) = signed_in("2026-01-01T01:00:00Z", || (500, String::new())).await;
    let shown = format!("{:?} {:?}", rig.chain(), rig.found().await);
    for secret in ["old-secret", "old-refresh", "IpNk3WjUKQ"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn a_damaged_sign_in_neither_panics_nor_shows_a_secret() {
    let whole = cached("2026-01-01T01:00:00Z").to_string();
    for at in 0..whole.len() {
        for damage in ["", "\"", "}", "0", "\u{e9}"] {
            let mut damaged = whole.clone();
            damaged.replace_range(at..=at, damage);
            let sources = MapSources::new([("AWS_EC2_METADATA_DISABLED", "true")]).config(PROFILE);
            sources.write(&path(), damaged);
            let Err(error) = alone(sources).await else {
                continue;
            };
            let error = deepest(&error);
            for secret in ["old-secret", "old-token", "old-refresh", "IpNk3WjUKQ"] {
                assert!(!error.contains(secret), "{error}");
            }
        }
    }
}
