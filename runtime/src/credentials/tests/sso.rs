//! IAM Identity Center: the cached token, its renewal and the portal.

use serde_json::Value;

use super::support::{Rig, Server, expiry, parts};
use crate::config::Sources as _;
use crate::config::tests::MapSources;

pub(super) const SESSION: &str = "[default]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Read Only\n\
                       [sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n";
/// SHA-1 of `corp`.
pub(super) const CACHE: &str =
    "/home/me/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";

pub(super) fn cached(expires_at: &str) -> String {
    format!(
        r#"{{"accessToken":"old-token","expiresAt":"{expires_at}","refreshToken":"old-refresh","clientId":"id",
"clientSecret":"client-secret","registrationExpiresAt":"2026-03-01T00:00:00Z","startUrl":"kept"}}"#
    )
}

/// The portal accepts the token `good`, and the token service issues `new-token`.
pub(super) async fn identity_center(good: &'static str) -> Server {
    const TOKEN: &str = r#"{"accessToken":"new-token","expiresIn":28800,"refreshToken":"new-refresh","tokenType":"Bearer"}"#;
    identity_center_with(good, TOKEN).await
}

async fn identity_center_with(good: &'static str, token: &'static str) -> Server {
    Server::start(move |seen| match seen.line.as_str() {
        "POST /token" if seen.body.contains("old-refresh") => (200, token.to_owned()),
        "GET /federation/credentials?role_name=Read%20Only&account_id=123456789012"
            if seen.header("x-amz-sso_bearer_token") == Some(good) =>
        {
            let millis = 1_767_225_600_000_u64 + 3_600_000;
            let inner = format!(r#"{{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"t","expiration":{millis}}}"#);
            (200, format!(r#"{{"roleCredentials":{inner}}}"#))
        }
        _ => (401, r#"{"__type":"UnauthorizedException","message":"Session token not found or invalid"}"#.to_owned()),
    })
    .await
}

fn rig(server: &Server, config: &str) -> Rig {
    let url = server.url();
    Rig::new(
        MapSources::new([
            ("AWS_ENDPOINT_URL_SSO", url.as_str()),
            ("AWS_ENDPOINT_URL_SSO_OIDC", url.as_str()),
        ])
        .config(config),
    )
}

#[tokio::test]
async fn a_sessions_cached_token_is_exchanged_for_the_role() {
    let server = identity_center("old-token").await;
    let rig = rig(&server, SESSION);
    rig.sources.write(CACHE, cached("2026-01-01T08:00:00Z"));
    let found = rig.found().await;
    assert_eq!(
        (parts(&found), expiry(&found)),
        (("SSO", "s", Some("t")), 3600)
    );
    assert_eq!(found.account_id().unwrap().as_str(), "123456789012");
    assert_eq!(
        server.lines().len(),
        1,
        "the token was good and not renewed"
    );
}

#[tokio::test]
async fn a_token_about_to_expire_is_renewed_and_cached() {
    for expires_at in ["2026-01-01T00:04:00Z", "2025-12-31T00:00:00Z"] {
        let server = identity_center("new-token").await;
        let rig = rig(&server, SESSION);
        rig.sources.write(CACHE, cached(expires_at));
        assert_eq!(rig.found().await.access_key_id(), "SSO");
        let sent: Value = serde_json::from_str(&server.seen()[0].body).unwrap();
        let expected = r#"{"clientId":"id","clientSecret":"client-secret","grantType":"refresh_token","refreshToken":"old-refresh"}"#;
        assert_eq!(sent, serde_json::from_str::<Value>(expected).unwrap());
        let file = rig.sources.read_file(CACHE.as_ref()).unwrap();
        let file: Value = serde_json::from_slice(&file).unwrap();
        assert_eq!(file["accessToken"], "new-token");
        assert_eq!(file["refreshToken"], "new-refresh");
        assert_eq!(file["expiresAt"], "2026-01-01T08:00:00Z");
        assert_eq!(
            (&file["startUrl"], &file["clientId"]),
            (&Value::from("kept"), &Value::from("id"))
        );
    }
}

#[tokio::test]
async fn an_absurd_response_does_not_destroy_the_cached_sign_in() {
    // The lifetime is limited to that of the longest session.
    for absurd in [
        r#"{"accessToken":"new-token","refreshToken":"new-refresh","expiresIn":18446744073709551615}"#,
        r#"{"accessToken":"new-token","refreshToken":"new-refresh","expiresIn":300000000000}"#,
    ] {
        let server = identity_center_with("new-token", absurd).await;
        let rig = rig(&server, SESSION);
        rig.sources.write(CACHE, cached("2025-12-31T00:00:00Z"));
        assert_eq!(rig.found().await.access_key_id(), "SSO");
        let file = rig.sources.read_file(CACHE.as_ref()).unwrap();
        let file: Value = serde_json::from_slice(&file).unwrap();
        assert_eq!(file["expiresAt"], "2026-04-01T00:00:00Z");
        assert_eq!(file["refreshToken"], "new-refresh");
        assert_eq!(
            rig.found().await.access_key_id(),
            "SSO",
            "it can be read again"
        );
        assert_eq!(
            server
                .lines()
                .iter()
                .filter(|line| *line == "POST /token")
                .count(),
            1
        );
    }
    // Unusable responses are not written.
    for unusable in [
        r#"{"accessToken":"new-token","expiresIn":-1}"#,
        r#"{"accessToken":"new-token","expiresIn":"soon"}"#,
        r#"{"accessToken":"new-token"}"#,
        r#"{"accessToken":"new\r\ntoken","expiresIn":28800}"#,
        r#"{"accessToken":"","expiresIn":28800}"#,
        r#"["new-token"]"#,
        "",
    ] {
        let server = identity_center_with("old-token", unusable).await;
        let rig = rig(&server, SESSION);
        let before = cached("2025-12-31T00:00:00Z");
        rig.sources.write(CACHE, before.clone());
        let error = rig.error().await;
        assert!(error.ends_with("sign in with `aws sso login`"), "{error}");
        let after = rig.sources.read_file(CACHE.as_ref()).unwrap();
        assert_eq!(after, before.into_bytes(), "{unusable}");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_is_used_until_it_expires() {
    let server = identity_center("old-token").await;
    let rig = rig(&server, SESSION);
    rig.sources.write(
        CACHE,
        cached("2026-01-01T00:04:00Z").replace("old-refresh", "revoked"),
    );
    assert_eq!(rig.found().await.access_key_id(), "SSO");
    rig.sources.write(
        CACHE,
        cached("2025-12-31T00:04:00Z").replace("old-refresh", "revoked"),
    );
    let error = rig.error().await;
    assert!(
        error.contains(
            "has expired (the SSO OIDC service's response has status 401: UnauthorizedException"
        ),
        "{error}"
    );
    assert!(error.ends_with("sign in with `aws sso login`"), "{error}");
    for secret in ["old-token", "revoked", "client-secret"] {
        assert!(!error.contains(secret), "{error}");
    }
}

#[tokio::test]
async fn the_legacy_form_finds_its_token_by_the_start_url_and_never_renews_it() {
    // SHA-1 of `https://corp.awsapps.com/start`.
    let path = "/home/me/.aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json";
    let config = "[default]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n\
                  sso_account_id = 123456789012\nsso_role_name = Read Only\n";
    let server = identity_center("old-token").await;
    let rig = rig(&server, config);
    rig.sources.write(path, cached("2026-01-01T08:00:00UTC"));
    assert_eq!(rig.found().await.access_key_id(), "SSO");
    rig.sources.write(path, cached("2025-12-31T08:00:00UTC"));
    let error = rig.error().await;
    assert!(
        error.contains("has expired (a profile without `sso_session` cannot renew it)"),
        "{error}"
    );
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn without_a_sign_in_the_error_says_how() {
    let server = identity_center("other").await;
    let rig = rig(&server, SESSION);
    let error = rig.error().await;
    assert!(
        error.contains(&format!("profile: cannot read the SSO token in {CACHE}")),
        "{error}"
    );
    assert!(error.ends_with("sign in with `aws sso login`"), "{error}");
    rig.sources.write(CACHE, cached("2026-01-01T08:00:00Z"));
    let error = rig.error().await;
    let expected = "the SSO portal's response for role `Read Only` in account 123456789012 has status 401: \
                    UnauthorizedException: Session token not found or invalid; sign in again with `aws sso login`";
    assert!(error.ends_with(expected), "{error}");
}

#[tokio::test]
async fn the_portal_has_fips_and_dual_stack_endpoints() {
    let context = Rig::new(MapSources::default()).context;
    for (use_fips, use_dual_stack, expected) in [
        (false, false, "https://portal.sso.us-east-2.amazonaws.com/x"),
        (
            true,
            false,
            "https://portal.sso-fips.us-east-2.amazonaws.com/x",
        ),
        (true, true, "https://portal.sso-fips.us-east-2.api.aws/x"),
    ] {
        let mut settings = crate::config::Settings::default();
        settings.endpoint_options.use_fips = Some(use_fips);
        settings.endpoint_options.use_dual_stack = Some(use_dual_stack);
        let target = crate::credentials::address::ServiceAddress::new(
            &context,
            &settings,
            &crate::endpoint::table::SSO,
            Some("us-east-2"),
            "/x",
        );
        assert_eq!(target.unwrap().uri, expected);
    }
}
