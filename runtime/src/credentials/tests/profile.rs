//! Profiles in action: roles from STS and external programs.

use std::sync::atomic::{AtomicU32, Ordering};

use aws_credential_types::provider::ProvideCredentials as _;

use super::support::{Rig, Server, expiry, parts, sts_answer};
use crate::config::Settings;
use crate::config::tests::MapSources;
use crate::credentials::address::ServiceAddress;
use crate::endpoint::table::STS;

const KEYS: &str = "aws_access_key_id = BASE\naws_secret_access_key = base-secret\naws_session_token = base-token\n";

/// The response to a rejected signature quotes the request that should have been signed.
#[tokio::test]
async fn a_token_that_sts_quotes_is_not_shown() {
    for quoted in [
        "base/token+1=",
        "base&#47;token&#43;1&#x3d;",
        "base%2Ftoken%2B1%3D",
        "base/token&amp;#43;1=",
    ] {
        let server = Server::start(move |seen| {
            let authorization = seen.header("authorization").unwrap();
            let (_, signature) = authorization.split_once("Signature=").unwrap();
            let message = format!("not x-amz-security-token:{quoted} {signature} for role/A");
            let body = format!(
                "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>{message}</Message></Error></ErrorResponse>"
            );
            (403, body)
        })
        .await;
        let keys = KEYS.replace("base-token", "base/token+1=");
        let rig = Rig::new(
            MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]).config(&format!(
                "[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = b\n[profile b]\n{keys}"
            )),
        );
        let error = rig.error().await;
        let expected = "not x-amz-security-token:[redacted] [redacted] for role/A";
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn roles_are_assumed_one_after_the_other_each_signed_with_the_last() {
    let server = Server::start(|seen| {
        let key = if seen.body.contains("role%2FB") {
            "FROMB"
        } else {
            "FROMA"
        };
        (200, sts_answer("AssumeRole", key))
    })
    .await;
    let rig = Rig::new(MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]).config(&format!(
        "[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = b\nexternal_id = x y\n\
         role_session_name = me\nduration_seconds = 3600\n\
         [profile b]\nrole_arn = arn:aws:iam::1:role/B\nsource_profile = c\n[profile c]\n{KEYS}"
    )));
    let found = rig.found().await;
    assert_eq!(
        parts(&found),
        ("FROMA", "secret/of&FROMA", Some("token-of-FROMA"))
    );
    assert_eq!(expiry(&found), 3600);
    assert_eq!(found.account_id().unwrap().as_str(), "123456789012");

    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(
        seen[0].body,
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2FB&RoleSessionName=opsmith-1767225600000"
    );
    assert_eq!(
        seen[1].body,
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2FA&RoleSessionName=me\
         &DurationSeconds=3600&ExternalId=x%20y"
    );
    for (seen, key, token) in [
        (&seen[0], "BASE", "base-token"),
        (&seen[1], "FROMB", "token-of-FROMB"),
    ] {
        let authorization = seen.header("authorization").unwrap();
        let scope =
            format!("AWS4-HMAC-SHA256 Credential={key}/20260101/eu-west-1/sts/aws4_request");
        assert!(authorization.starts_with(&scope), "{authorization}");
        assert_eq!(seen.header("x-amz-security-token"), Some(token));
        assert_eq!(
            seen.header("content-type"),
            Some("application/x-www-form-urlencoded")
        );
    }
}

#[tokio::test]
async fn a_role_can_be_based_on_the_environment() {
    let server = Server::start(|_| (200, sts_answer("AssumeRole", "ROLE"))).await;
    let config = "[profile dev]\nrole_arn = arn:aws:iam::1:role/A\ncredential_source = Environment\nregion = eu-west-1";
    let rig =
        Rig::new(MapSources::new([("AWS_ENDPOINT_URL", server.url().as_str())]).config(config));
    let chain = rig.chain().profile("dev");
    let error = chain.provide_credentials().await.unwrap_err();
    let text = super::support::deepest(&error);
    assert!(
        text.contains("`credential_source = Environment` in profile `dev`: AWS_ACCESS_KEY_ID and"),
        "{text}"
    );

    rig.sources.set("AWS_ACCESS_KEY_ID", "ENV");
    rig.sources.set("AWS_SECRET_ACCESS_KEY", "s");
    let found = chain.provide_credentials().await.unwrap();
    assert_eq!(found.access_key_id(), "ROLE");
    assert!(
        server.seen()[0]
            .header("authorization")
            .unwrap()
            .contains("Credential=ENV/")
    );
}

#[tokio::test]
async fn a_rejection_by_sts_is_an_error_and_a_transient_one_is_retried() {
    let busy = AtomicU32::new(2);
    let server = Server::start(move |_| {
        let left = busy.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        let error = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not &lt;you&gt;</Message></Error></ErrorResponse>";
        if left.is_ok() { (503, String::new()) } else { (403, error.to_owned()) }
    })
    .await;
    let config = format!("[default]\nrole_arn = arn:A\nsource_profile = default\n{KEYS}");
    let rig = Rig::with(
        MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]).config(&config),
        None,
        10,
    );
    let error = rig.error().await;
    let expected =
        "profile: AssumeRole for `arn:A` was rejected: AccessDenied: not <you> (HTTP 403)";
    assert!(error.ends_with(expected), "{error}");
    assert!(
        !error.contains("base-secret") && !error.contains("base-token"),
        "{error}"
    );
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn a_response_that_is_not_from_sts_is_an_error() {
    for (answer, problem) in [
        ("<x/>".to_owned(), "the response has no `Expiration`"),
        (
            sts_answer("AssumeRole", "K").replace("SecretAccessKey", "Secret"),
            "the response has no `SecretAccessKey`",
        ),
        (
            sts_answer("AssumeRole", "K").replace("2026-", "soon-"),
            "`Expiration` is `soon-01-01T01:00:00Z`, not an RFC 3339 time",
        ),
    ] {
        let server = Server::start(move |_| (200, answer.clone())).await;
        let config = format!("[default]\nrole_arn = arn:A\nsource_profile = default\n{KEYS}");
        let rig = Rig::new(
            MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]).config(&config),
        );
        let error = rig.error().await;
        assert!(error.ends_with(problem), "{error}");
    }
}

#[tokio::test]
async fn plain_http_to_another_host_is_rejected_before_anything_is_sent() {
    let config = format!("[default]\nrole_arn = arn:A\nsource_profile = default\n{KEYS}");
    let mut rig = Rig::with(
        MapSources::new([("AWS_ENDPOINT_URL_STS", "http://169.254.1.1")]).config(&config),
        None,
        100,
    );
    let error = rig.error().await;
    assert!(
        error.ends_with(
            "the endpoint `http://169.254.1.1` is not encrypted; use https, or call `allow_http` in code"
        ),
        "{error}"
    );
    rig.context.endpoint_options.allow_http = true;
    let error = rig.error().await;
    assert!(
        error.ends_with("STS at 169.254.1.1 did not respond (3 attempts): no response within 10 s"),
        "{error}"
    );
}

#[tokio::test]
async fn a_wrong_clock_is_corrected_and_throttling_is_waited_out() {
    let count = AtomicU32::new(0);
    let server = Server::start(move |seen| {
        let error = |code: &str| {
            format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>")
        };
        match count.fetch_add(1, Ordering::SeqCst) {
            0 => (400, error("Throttling")),
            _ if seen.header("x-amz-date") == Some("20260101T000000Z") => {
                (403, error("SignatureDoesNotMatch"))
            }
            _ => (200, sts_answer("AssumeRole", "ROLE")),
        }
    })
    .await;
    let config = format!("[default]\nrole_arn = arn:A\nsource_profile = default\n{KEYS}");
    let sources = MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]);
    let rig = Rig::with(sources.config(&config), None, 10);
    assert_eq!(rig.found().await.access_key_id(), "ROLE");
    let dates: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| seen.header("x-amz-date").unwrap().to_owned())
        .collect();
    assert_eq!(
        dates,
        ["20260101T000000Z", "20260101T000000Z", "20260101T020000Z"]
    );
}

#[tokio::test]
async fn sts_is_called_in_the_region_from_code_or_settings_or_globally() {
    let mut settings = Settings::default();
    let context = Rig::new(MapSources::default()).context;
    let at = |settings: &Settings, region: Option<&str>| {
        let target = ServiceAddress::new(&context, settings, &STS, region, "/").unwrap();
        format!("{} {}", target.uri, target.region)
    };
    assert_eq!(at(&settings, None), "https://sts.amazonaws.com/ us-east-1");
    assert_eq!(
        at(&settings, Some("cn-north-1")),
        "https://sts.cn-north-1.amazonaws.com.cn/ cn-north-1"
    );
    settings.endpoint_options.use_fips = Some(true);
    assert_eq!(
        at(&settings, Some("us-west-2")),
        "https://sts-fips.us-west-2.amazonaws.com/ us-west-2"
    );

    let server = Server::start(|_| (200, sts_answer("AssumeRole", "ROLE"))).await;
    let config = format!(
        "[default]\nrole_arn = arn:A\nsource_profile = default\nregion = eu-west-1\n{KEYS}"
    );
    let sources = MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]);
    let chain = Rig::new(sources.config(&config))
        .chain()
        .region("ap-south-1");
    chain.provide_credentials().await.unwrap();
    assert!(
        server.seen()[0]
            .header("authorization")
            .unwrap()
            .contains("/ap-south-1/sts/")
    );
}

#[tokio::test]
async fn web_identity_reads_the_token_file_each_time() {
    let server = Server::start(|_| (200, sts_answer("AssumeRoleWithWebIdentity", "WEB"))).await;
    let rig = Rig::new(MapSources::new([("AWS_ENDPOINT_URL_STS", server.url().as_str())]).config(
        "[default]\nrole_arn = arn:A\nweb_identity_token_file = ~/token\nrole_session_name = pod\n",
    ));
    let error = rig.error().await;
    assert!(
        error.contains("profile: cannot read the token file `~/token`: "),
        "{error}"
    );
    for token in ["one", "two"] {
        rig.sources.write("/home/me/token", format!("{token}\n"));
        assert_eq!(rig.found().await.access_key_id(), "WEB");
        let seen = server.seen();
        let last = seen.last().unwrap();
        assert!(
            last.body
                .ends_with(&format!("&RoleSessionName=pod&WebIdentityToken={token}")),
            "{}",
            last.body
        );
        assert_eq!(last.header("authorization"), None, "the token is the proof");
    }
}

#[tokio::test]
async fn an_incomplete_profile_ends_the_search() {
    let server = Server::start(|_| (500, String::new())).await;
    let config = "[default]\nsource_profile = base\n[profile base]\naws_access_key_id = K\naws_secret_access_key = s";
    let sources = MapSources::new([("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x")]);
    let error = Rig::with(sources.config(config), Some(&server), 10)
        .error()
        .await;
    assert!(
        error.ends_with(
            "; profile: profile `default` has `source_profile` but no `role_arn` (/home/me/.aws/config:2); \
             add `role_arn`, or remove `source_profile`"
        ),
        "{error}"
    );
    assert!(
        server.lines().is_empty(),
        "neither container nor instance was asked"
    );
}
