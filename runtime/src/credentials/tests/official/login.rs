//! Profiles with a `login_session`.

use std::sync::{Arc, Mutex, PoisonError};

use aws_credential_types::attributes::AccountId;
use http::{Request, Response};
use serde_json::{Value, json};

use super::super::support::{Chance, TestClock};
use super::folders::of_profile;
use crate::config::Sources as _;
use crate::config::tests::MapSources;
use crate::conformance::{self, Suite};
use crate::credentials::{Context, Instance, parse};
use crate::endpoint::EndpointOptions;
use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError};

/// 2025-11-19T00:00:00Z: the time of the cases.
const NOW: u64 = 1_763_510_400;
const DIRECTORY: &str = "/home/me/.aws/login/cache";

/// Responds as the case says and records the requests.
#[derive(Debug)]
struct Service {
    calls: Vec<Value>,
    asked: Mutex<Vec<Value>>,
}

impl Transport for Service {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let call = self.calls.get(asked.len()).cloned().unwrap_or_default();
        assert_eq!(
            request.uri(),
            "https://us-east-2.signin.aws.amazon.com/v1/token"
        );
        assert!(request.headers().contains_key("dpop"));
        asked.push(serde_json::from_slice(request.body().as_bytes().unwrap()).unwrap());
        let status = call["responseCode"].as_u64().unwrap_or(200);
        let answer = Response::builder().status(u16::try_from(status).unwrap());
        let body = call["response"]["tokenOutput"].to_string();
        Box::pin(async { Ok(answer.body(Body::from(body)).unwrap()) })
    }
}

#[tokio::test]
async fn sign_ins_are_read_and_renewed_as_in_the_sdks() {
    let name = "aws-config/login-provider-test-cases.json";
    let Some(file) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in conformance::json(&file).as_array().unwrap() {
        suite.record(case["documentation"].as_str().unwrap(), run(case).await);
    }
    suite.finish(8);
}

async fn run(case: &Value) -> Result<(), String> {
    let sources = MapSources::new([("AWS_PROFILE", "signin"), ("AWS_REGION", "us-east-2")]);
    let sources = Arc::new(sources.config(case["configContents"].as_str().unwrap()));
    for (name, contents) in case["cacheContents"].as_object().unwrap() {
        sources.write(&format!("{DIRECTORY}/{name}"), contents.to_string());
    }
    let calls = case["mockApiCalls"].as_array().cloned().unwrap_or_default();
    let service = Arc::new(Service {
        calls,
        asked: Mutex::default(),
    });
    let context = Context {
        sources: sources.clone(),
        transport: service.clone(),
        clock: TestClock::at(NOW, 1000),
        endpoint_options: EndpointOptions::default(),
        instance: Arc::new(Instance::new(Arc::new(Chance(0)))),
    };
    let found = of_profile(&context).await;

    let asked = service.asked.lock().unwrap_or_else(PoisonError::into_inner);
    let expected: Vec<Value> = service
        .calls
        .iter()
        .map(|call| call["request"]["tokenInput"].clone())
        .collect();
    if *asked != expected {
        return Err(format!("expected the calls {expected:?}, found {asked:?}"));
    }
    for outcome in case["outcomes"].as_array().unwrap() {
        let mut outcome = outcome.clone();
        let kind = outcome.as_object_mut().unwrap().remove("result").unwrap();
        match (kind.as_str().unwrap(), &found) {
            ("credentials", Ok(found)) => {
                let found = json!({
                    "accessKeyId": found.access_key_id(),
                    "secretAccessKey": found.secret_access_key(),
                    "sessionToken": found.session_token(),
                    "accountId": found.account_id().map(AccountId::as_str),
                    "expiresAt": found.expiry().and_then(parse::format_time),
                });
                if found != outcome {
                    return Err(format!("expected {outcome}, found {found}"));
                }
            }
            ("cacheContents", Ok(_)) => {
                for (name, expected) in outcome.as_object().unwrap() {
                    let path = format!("{DIRECTORY}/{name}");
                    let found = sources.read_file(path.as_ref()).unwrap();
                    let found: Value = serde_json::from_slice(&found).unwrap();
                    if found != *expected {
                        return Err(format!("expected the file {expected}, found {found}"));
                    }
                }
            }
            ("error", Err(error))
                if error.contains("sign in with `aws login --profile signin`") => {}
            (kind, found) => return Err(format!("expected {kind}, found {found:?}")),
        }
    }
    Ok(())
}
