//! Container and instance endpoints.

use std::sync::Arc;

use super::support::{Rig, Server, expiry, parts};
use crate::config::tests::MapSources;
use crate::config::{Settings, SharedConfig};
use crate::credentials::instance_region;
use crate::transport::http_transport::HttpTransport;

const JSON: &str = r#"{"AccessKeyId":"C","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-01T06:00:00Z","AccountId":"123456789012"}"#;

#[tokio::test]
async fn a_task_on_ecs_gets_credentials_from_the_agent() {
    let server = Server::start(|_| (200, JSON.to_owned())).await;
    let sources = MapSources::new([
        (
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "/v2/credentials/x?a=1",
        ),
        // Not used if the relative one is set.
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/"),
    ]);
    let found = Rig::with(sources, Some(&server), 1).found().await;
    assert_eq!(parts(&found), ("C", "s", Some("t")));
    assert_eq!(expiry(&found), 6 * 3600);
    assert_eq!(found.account_id().unwrap().as_str(), "123456789012");
    let seen = server.seen();
    assert_eq!(seen[0].line, "GET /v2/credentials/x?a=1");
    assert_eq!(
        (seen[0].header("host"), seen[0].header("authorization")),
        (Some("169.254.170.2"), None)
    );
}

#[tokio::test]
async fn a_pod_on_eks_sends_the_current_token_of_the_file() {
    let server = Server::start(|_| (200, JSON.to_owned())).await;
    let rig = Rig::with(
        MapSources::new([
            (
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://169.254.170.23/v1/credentials",
            ),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/var/run/token"),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "the file goes first"),
        ]),
        Some(&server),
        1,
    );
    for token in ["one", "two"] {
        rig.sources.write("/var/run/token", format!("{token}\n"));
        assert_eq!(rig.found().await.access_key_id(), "C");
        assert_eq!(
            server.seen().last().unwrap().header("authorization"),
            Some(token)
        );
    }
    rig.sources.write("/var/run/token", "a\nb");
    let error = rig.error().await;
    assert!(
        error.ends_with(
            "contains a line break or another character that is not allowed in a header"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_token_can_come_from_a_variable() {
    let server = Server::start(|_| (200, JSON.to_owned())).await;
    let full = format!("{}/x", server.url());
    let sources = MapSources::new([
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", full.as_str()),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic abcd"),
    ]);
    assert_eq!(Rig::new(sources).found().await.access_key_id(), "C");
    assert_eq!(server.seen()[0].header("authorization"), Some("Basic abcd"));
}

#[tokio::test]
async fn plain_http_is_used_only_for_this_machine_and_the_agents() {
    let server = Server::start(|_| (200, JSON.to_owned())).await;
    for (uri, is_asked) in [
        ("http://localhost/x", true),
        ("http://a.localhost/x", true),
        ("http://127.9.9.9/x", true),
        ("http://[::1]/x", true),
        ("http://notlocalhost/x", false),
        ("http://169.254.170.2/x", true),
        ("http://169.254.170.23/x", true),
        ("http://[fd00:ec2::23]/x", true),
        ("http://169.254.170.24/x", false),
        ("http://169.254.169.254/x", false),
        ("http://[fd00:ec2::254]/x", false),
        ("http://10.0.0.1/x", false),
        ("http://example.com/x", false),
        ("http://127.0.0.1.example.com/x", false),
        ("http://localhost.example.com/x", false),
    ] {
        let sources = MapSources::new([("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri)]);
        let rig = Rig::with(sources, Some(&server), 1);
        if is_asked {
            assert_eq!(rig.found().await.access_key_id(), "C", "{uri}");
        } else {
            let error = rig.error().await;
            assert!(
                error.contains("over plain http; use https, a loopback address"),
                "{uri}: {error}"
            );
        }
    }
    for (name, value, problem) in [
        (
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "@example.com/",
            "expected a path that starts with `/`",
        ),
        (
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "ftp://127.0.0.1/",
            "must start with `http` or `https`",
        ),
        (
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "no url",
            "is not a valid URL",
        ),
        (
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://user:hunter2@127.0.0.1:1/",
            "must not contain a user name or password; set AWS_CONTAINER_AUTHORIZATION_TOKEN instead",
        ),
    ] {
        let error = Rig::new(MapSources::new([(name, value)])).error().await;
        assert!(error.ends_with(problem), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn a_container_endpoint_that_rejects_or_returns_nonsense_is_an_error() {
    for (status, body, expected) in [
        (
            400,
            r#"{"code":"AccessDenied","message":"no role"}"#,
            "has status 400: AccessDenied: no role",
        ),
        (200, "<html>", "is not JSON (line 1, column 1)"),
        (200, r#"{"AccessKeyId":"C"}"#, "has no `SecretAccessKey`"),
        (500, "", "has status 500"),
    ] {
        let server = Server::start(move |_| (status, body.to_owned())).await;
        let sources = MapSources::new([("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x")]);
        let error = Rig::with(sources, Some(&server), 10).error().await;
        assert!(error.ends_with(expected), "{error}");
        assert_eq!(server.lines().len(), if status == 500 { 3 } else { 1 });
    }
}

/// An instance with the role `web server`. `answer` is its response about the role.
async fn instance(answer: &'static str) -> Server {
    Server::start(move |seen| match seen.line.as_str() {
        "PUT /latest/api/token"
            if seen.header("x-aws-ec2-metadata-token-ttl-seconds") == Some("300") =>
        {
            (200, "t0k".to_owned())
        }
        _ if seen.header("x-aws-ec2-metadata-token") != Some("t0k") => (401, String::new()),
        "GET /latest/meta-data/iam/security-credentials/" if answer.is_empty() => {
            (404, String::new())
        }
        "GET /latest/meta-data/iam/security-credentials/" => (200, "web server\n".to_owned()),
        "GET /latest/meta-data/iam/security-credentials/web%20server" => (200, answer.to_owned()),
        "GET /latest/meta-data/placement/region" => (200, "eu-north-1\n".to_owned()),
        _ => (404, String::new()),
    })
    .await
}

const IMDS: &str = r#"{"Code":"Success","AccessKeyId":"I","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-01T06:00:00Z"}"#;

#[tokio::test]
async fn instance_metadata_is_requested_with_a_session_token() {
    let server = instance(IMDS).await;
    let rig = Rig::with(MapSources::default(), Some(&server), 1);
    let found = rig.found().await;
    assert_eq!(
        (parts(&found), expiry(&found)),
        (("I", "s", Some("t")), 6 * 3600)
    );
    assert_eq!(server.lines().len(), 3);
    assert_eq!(server.seen()[0].header("host"), Some("169.254.169.254"));

    rig.sources
        .set("AWS_EC2_INSTANCE_PROFILE_NAME", "web server");
    rig.sources
        .set("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6");
    assert_eq!(rig.found().await.access_key_id(), "I");
    assert_eq!(server.lines().len(), 5, "the role's name was not asked for");
    assert_eq!(server.seen()[4].header("host"), Some("[fd00:ec2::254]"));

    rig.sources
        .set("AWS_EC2_METADATA_SERVICE_ENDPOINT", &server.url());
    assert_eq!(rig.found().await.access_key_id(), "I");
    assert_eq!(
        server.seen()[5].header("host"),
        Some(server.address.to_string().as_str())
    );
}

#[tokio::test]
async fn a_roles_name_is_used_as_written() {
    let server = instance(IMDS).await;
    let rig = Rig::with(MapSources::default(), Some(&server), 1);
    for (name, path) in [
        ("my-app", "my-app"),
        ("A_b+c=d,e.f@g-1", "A_b+c=d,e.f@g-1"),
        ("../a?b#c%2F", "..%2Fa%3Fb%23c%252F"),
    ] {
        rig.sources.set("AWS_EC2_INSTANCE_PROFILE_NAME", name);
        rig.error().await;
        let expected = format!("GET /latest/meta-data/iam/security-credentials/{path}");
        assert_eq!(server.lines().pop(), Some(expected));
    }
}

#[tokio::test]
async fn the_default_transport_reaches_an_instance_too() {
    let server = instance(IMDS).await;
    let mut rig = Rig::new(MapSources::new([(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        server.url().as_str(),
    )]));
    rig.context.transport = Arc::new(HttpTransport::default());
    assert_eq!(rig.found().await.access_key_id(), "I");
    let length = server.seen()[0]
        .headers
        .iter()
        .filter(|header| header.starts_with("content-length"))
        .count();
    assert_eq!(length, 1);
}

#[tokio::test]
async fn an_instance_provides_its_region() {
    let server = instance(IMDS).await;
    let rig = Rig::with(MapSources::default(), Some(&server), 1);
    let settings = Settings::resolve(&*rig.sources, &SharedConfig::default(), None).unwrap();
    assert_eq!(
        instance_region(&rig.context, &settings).await.as_deref(),
        Ok("eu-north-1")
    );
    rig.sources.set("AWS_EC2_METADATA_DISABLED", "TRUE");
    assert!(instance_region(&rig.context, &settings).await.is_err());
}

#[tokio::test]
async fn expired_credentials_of_an_instance_stay_in_use() {
    let server = instance(r#"{"Code":"Success","AccessKeyId":"I","SecretAccessKey":"s","Token":"t","Expiration":"2025-12-31T23:00:00Z"}"#).await;
    let found = Rig::with(MapSources::default(), Some(&server), 1)
        .found()
        .await;
    assert_eq!(expiry(&found), 600);
}

#[tokio::test]
async fn an_instance_without_a_role_is_a_clear_error() {
    for (answer, expected) in [
        (
            "",
            "instance metadata: no role is attached to this instance",
        ),
        (
            r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume the role"}"#,
            "the instance metadata for role `web server` has no credentials: AssumeRoleUnauthorizedAccess: EC2 cannot assume the role",
        ),
    ] {
        let server = instance(answer).await;
        let error = Rig::with(MapSources::default(), Some(&server), 1)
            .error()
            .await;
        assert!(error.ends_with(expected), "{error}");
    }
    let server = Server::start(|_| (403, String::new())).await;
    let error = Rig::with(MapSources::default(), Some(&server), 1)
        .error()
        .await;
    assert!(
        error.ends_with("the instance metadata service refused to issue a token (status 403)"),
        "{error}"
    );
    assert_eq!(
        server.lines(),
        ["PUT /latest/api/token"],
        "version 1 is never tried"
    );
}

#[tokio::test]
async fn a_busy_metadata_service_is_tried_three_times() {
    let server = Server::start(|_| (503, String::new())).await;
    let error = Rig::with(MapSources::default(), Some(&server), 10)
        .error()
        .await;
    assert!(
        error.ends_with("refused to issue a token (status 503)"),
        "{error}"
    );
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn attempts_and_their_time_can_be_set() {
    let server = Server::start(|_| (0, String::new())).await;
    let sources = MapSources::new([
        ("AWS_METADATA_SERVICE_TIMEOUT", "2"),
        ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "2"),
    ]);
    let error = Rig::with(sources, Some(&server), 20).error().await;
    assert!(
        error.ends_with("did not respond (2 attempts): no response within 2 s"),
        "{error}"
    );
    assert_eq!(server.lines().len(), 2);
    let error = Rig::new(MapSources::new([("AWS_METADATA_SERVICE_TIMEOUT", "0")]))
        .error()
        .await;
    assert!(
        error.contains("`AWS_METADATA_SERVICE_TIMEOUT`: `0` is not valid"),
        "{error}"
    );
}
