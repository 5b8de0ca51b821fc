//! How a client uses the settings: a wrong profile is an error when the client is built, not when its first call fails,
//! and endpoint options set in code also apply to the service that issues the credentials.

use std::sync::{Arc, Mutex};

use super::MapSources;
use crate::client::{Client, ClientBuilder};
use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError};

async fn from_env(profile: &str, sources: MapSources) -> Result<Client, String> {
    let builder = Client::builder().region("us-east-1").profile(profile);
    let client = builder.load_from(Arc::new(sources)).await;
    client.map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_missing_profile_is_an_error_when_the_client_is_built() {
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
fn a_client_without_files_rejects_a_profile() {
    let error = Client::builder().profile("prod").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "profile set in code: `build` does not read files and would ignore `prod`; use `load().await` instead"
    );
}

#[test]
fn a_password_in_an_endpoint_is_not_shown_before_it_is_rejected() {
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

/// Rejects every request and remembers the host it went to.
#[derive(Clone, Debug, Default)]
struct Hosts(Arc<Mutex<Vec<String>>>);

impl Transport for Hosts {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let host = request.uri().host().unwrap().to_owned();
        self.0.lock().unwrap().push(host);
        let mut response = http::Response::new(Body::empty());
        *response.status_mut() = http::StatusCode::FORBIDDEN;
        Box::pin(std::future::ready(Ok(response)))
    }
}

#[tokio::test]
async fn fips_and_dual_stack_set_in_code_apply_to_the_service_that_issues_credentials() {
    type InCode = fn(ClientBuilder) -> ClientBuilder;
    let config = "[default]\nregion = us-east-1\nrole_arn = arn:aws:iam::123456789012:role/r\n\
                  source_profile = default\naws_access_key_id = AKID\naws_secret_access_key = secret";
    let cases: [(InCode, &str, &str); 5] = [
        (|it| it, "false", "sts.us-east-1.amazonaws.com"),
        (|it| it, "true", "sts-fips.us-east-1.amazonaws.com"),
        (
            |it| it.use_fips(true),
            "false",
            "sts-fips.us-east-1.amazonaws.com",
        ),
        (
            |it| it.use_fips(false),
            "true",
            "sts.us-east-1.amazonaws.com",
        ),
        (
            |it| it.use_dual_stack(true),
            "false",
            "sts.us-east-1.api.aws",
        ),
    ];
    for (in_code, in_environment, expected) in cases {
        let sources = MapSources::new([("AWS_USE_FIPS_ENDPOINT", in_environment)]).config(config);
        let hosts = Hosts::default();
        let builder = in_code(Client::builder().transport(hosts.clone()));
        let client = builder.load_from(Arc::new(sources)).await.unwrap();
        client.engine.credentials.get().await.unwrap_err();
        assert_eq!(*hosts.0.lock().unwrap(), [expected]);
    }
}
