//! Endpoints that quote a request when they reject it, including its secrets.

use super::support::{Reply, Rig, Seen, Server};
use crate::config::tests::MapSources;

const SECRET: &str = "hunter2/of+the=house";
/// What is left of it if the characters in between are escaped.
const PARTS: [&str; 2] = ["hunter2", "of+the"];

/// How a service escapes what it quotes.
type Quote = fn(&str) -> String;

const QUOTES: [Quote; 4] = [
    str::to_owned,
    |text| text.replace('/', "\\/").replace('=', "\\u003d"),
    |text| {
        text.replace('/', "%2F")
            .replace('+', "%2B")
            .replace('=', "%3D")
    },
    |text| text.replace('/', "&#x2F;").replace('=', "&#61;"),
];

/// Rejects every request with the whole request in the message, as JSON and as XML.
async fn service(quote: Quote) -> Server {
    Server::start(move |seen: &Seen| -> Reply {
        let request = format!("{} {}", seen.headers.join(" "), seen.body);
        let request = quote(&request.replace('"', "'").replace('\\', ""));
        let xml = request.replace('&', "&amp;").replace('<', "&lt;");
        let is_query = seen.line == "POST /";
        let body = if is_query {
            format!("<ErrorResponse><Error><Code>Refused</Code><Message>{xml}</Message></Error></ErrorResponse>")
        } else {
            format!(r#"{{"code":"Refused","message":"{request}"}}"#)
        };
        (403, body)
    })
    .await
}

fn configured(server: &Server, config: &str) -> MapSources {
    let url = server.url();
    MapSources::new([("AWS_ENDPOINT_URL", url.as_str())]).config(config)
}

async fn check(rig: Rig, words: &str) {
    let error = rig.error().await;
    assert!(
        error.contains(words) && error.contains("Refused"),
        "{error}"
    );
    assert!(error.contains("[redacted]"), "{error}");
    for part in PARTS {
        assert!(!error.contains(part), "{error}");
    }
}

#[tokio::test]
async fn secrets_quoted_by_an_endpoint_are_not_shown() {
    for quote in QUOTES {
        let server = service(quote).await;

        let sources = configured(&server, "");
        let url = format!("{}/credentials", server.url());
        sources.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", &url);
        sources.set("AWS_CONTAINER_AUTHORIZATION_TOKEN", SECRET);
        check(Rig::new(sources), "container: the response from").await;

        let role = format!(
            "[default]\nrole_arn = arn:A\nsource_profile = default\naws_access_key_id = K\naws_secret_access_key = s\n\
             aws_session_token = {SECRET}\n"
        );
        check(
            Rig::new(configured(&server, &role)),
            "AssumeRole for `arn:A`",
        )
        .await;

        let web = "[default]\nrole_arn = arn:A\nweb_identity_token_file = /token\n";
        let sources = configured(&server, web);
        sources.write("/token", SECRET);
        check(Rig::new(sources), "AssumeRoleWithWebIdentity for `arn:A`").await;

        let sso = "[default]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = R\n\
                   [sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n";
        for (ends, words) in [
            ("2027", "the SSO portal's response"),
            ("2020", "the SSO OIDC service's response"),
        ] {
            let sources = configured(&server, sso);
            let cached = format!(
                r#"{{"accessToken":"{SECRET}","expiresAt":"{ends}-01-01T00:00:00Z","refreshToken":"r-{SECRET}",
"clientId":"id","clientSecret":"c-{SECRET}"}}"#
            );
            // SHA-1 of `corp`.
            let name = "ee0bfd2552fbd840c02cc48b6e823320543c450f";
            sources.write(&format!("/home/me/.aws/sso/cache/{name}.json"), cached);
            check(Rig::new(sources), words).await;
        }
    }
}

#[tokio::test]
async fn a_long_rejection_is_shortened() {
    let server = Server::start(|_| {
        (
            403,
            format!(
                r#"{{"code":"Refused","message":"{}"}}"#,
                "x".repeat(100_000)
            ),
        )
    })
    .await;
    let sources = MapSources::default();
    sources.set(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        &format!("{}/x", server.url()),
    );
    let error = Rig::new(sources).error().await;
    assert!(
        error.contains("Refused") && error.len() < 6000,
        "{}",
        error.len()
    );
}
