//! Tables of cases: the plan for a chain of profiles, and the endpoints of containers and instances.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use http::{Request, Response};
use serde_json::{Value, json};

use super::super::support::{Chance, TestClock};
use super::told;
use crate::config::SharedConfig;
use crate::config::tests::MapSources;
use crate::config::value::Lookup;
use crate::conformance::{self, Suite};
use crate::credentials::error::ProviderError;
use crate::credentials::plan::{Base, Plan, plan};
use crate::credentials::sts::Role;
use crate::credentials::{Context, Instance, container, imds};
use crate::endpoint::EndpointOptions;
use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind};

/// Our errors for each of theirs.
const ERRORS: &[(&str, &str)] = &[
    // assume-role-tests.json
    (
        "profile must contain `source_profile`",
        "the end: profile `A` has `role_arn` but no `source_profile`",
    ),
    (
        "profile contained both source_profile",
        "the end: profile `A` has both `source_profile` and `credential_source`",
    ),
    (
        "profile missing aws_secret_access_key",
        "the end: profile `B` has `aws_access_key_id` but no `aws_secret_access_key`",
    ),
    (
        "profile missing aws_access_key_id",
        "the end: profile `B` has `aws_secret_access_key` but no `aws_access_key_id`",
    ),
    (
        "profile `B` did not contain",
        "the end: profile `B` has no keys",
    ),
    (
        "profile `A` did not contain",
        "passed over: profile `A` has no keys",
    ),
    (
        "could not find source profile B",
        "the end: `source_profile` in profile `A`: there is no profile `B`",
    ),
    (
        "No profiles were defined",
        "passed over: there is no profile `A`",
    ),
    (
        "profile formed an infinite loop",
        "the end: `source_profile` forms a cycle: `A` -> `B` -> `A`",
    ),
    (
        "`role_arn` was missing",
        "the end: profile `A` has `web_identity_token_file` but no `role_arn`",
    ),
    (
        "if `sso_role_name` is set",
        "the end: profile `A` has `sso_role_name` but no `sso_account_id`",
    ),
    (
        "if `sso_account_id` is set",
        "the end: profile `A` has `sso_account_id` but no `sso_role_name`",
    ),
    (
        "`sso_region` can only be",
        "the end: profile `A` has `sso_session` but no `sso_account_id`",
    ),
    (
        "sso-session named `oops`",
        "the end: profile `A` has `sso_session` but no `sso_account_id`",
    ),
    // ecs-tests.json
    (
        "No environment variables were set",
        "passed over: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set",
    ),
    (
        "URI did not specify a host",
        "the end: AWS_CONTAINER_CREDENTIALS_FULL_URI must start with `http` or `https`",
    ),
    // imds-endpoint-tests.json
    (
        "`error` is not a valid endpoint mode",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE`: `error` is not valid: expected `IPv4` or `IPv6`",
    ),
    (
        "`IPv7` is not a valid endpoint mode",
        "`ec2_metadata_service_endpoint_mode = IPv7` is not valid: expected `IPv4` or `IPv6`",
    ),
    (
        "invalid uri character",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT`: `not a uri` is not valid",
    ),
];

/// Compares an expected value or error with the result.
fn check(expected: Result<&Value, &Value>, found: Result<Value, String>) -> Result<(), String> {
    match (expected, found) {
        (Ok(expected), Ok(found)) if *expected == found => Ok(()),
        (Err(theirs), Err(error)) => {
            let theirs = theirs.as_str().unwrap_or_default();
            match ERRORS.iter().find(|(start, _)| theirs.starts_with(start)) {
                Some((_, ours)) if error.contains(ours) => Ok(()),
                Some((_, ours)) => Err(format!("`{error}` does not contain `{ours}`")),
                None => Err(format!("no text of ours is listed for `{theirs}`: {error}")),
            }
        }
        (expected, found) => Err(format!("expected {expected:?}, found {found:?}")),
    }
}

#[test]
fn profiles_resolve_to_the_same_chain() {
    let name = "aws-config/assume-role-tests.json";
    let Some(file) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(
        name,
        &[(
            "SSO token profile selected",
            "a profile that has a sign-in and no role gives a bearer token, which no service here takes",
        )],
    );
    for case in conformance::json(&file).as_array().unwrap() {
        let input = &case["input"];
        let mut config = String::new();
        sections(&mut config, "profile", &input["profiles"]);
        sections(&mut config, "sso-session", &input["sso_sessions"]);
        let shared = SharedConfig::load(&MapSources::default().config(&config)).unwrap();
        let planned = plan(&shared, input["selected_profile"].as_str().unwrap());
        let output = &case["output"];
        let expected = output.get("ProfileChain").ok_or(&output["Error"]);
        let found = planned.map(|plan| chain(&plan));
        let found = found.map_err(|failure| told(&failure));
        suite.record(case["docs"].as_str().unwrap(), check(expected, found));
    }
    suite.finish(28);
}

/// `{"A": {"role_arn": ".."}}` as the sections of a file.
fn sections(config: &mut String, kind: &str, sections: &Value) {
    for (name, properties) in sections.as_object().into_iter().flatten() {
        writeln!(config, "[{kind} {name}]").unwrap();
        for (name, value) in properties.as_object().unwrap() {
            writeln!(config, "{name} = {}", value.as_str().unwrap()).unwrap();
        }
    }
}

/// The plan in the form of the file.
fn chain(plan: &Plan) -> Value {
    let base = match &plan.base {
        Base::Keys(keys) => json!({"AccessKey": {
            "access_key_id": keys.access_key_id(),
            "secret_access_key": keys.secret_access_key(),
            "account_id": keys.account_id().map(aws_credential_types::attributes::AccountId::as_str),
        }}),
        Base::Environment => json!({"NamedSource": "Environment"}),
        Base::Container => json!({"NamedSource": "EcsContainer"}),
        Base::InstanceMetadata => json!({"NamedSource": "Ec2InstanceMetadata"}),
        Base::WebIdentity { role, token_file } => json!({"WebIdentityToken": {
            "role_arn": role.arn,
            "role_session_name": role.session_name,
            "web_identity_token_file": token_file,
        }}),
        Base::Sso(sso) => json!({"Sso": {
            "sso_session": sso.session.name,
            "sso_start_url": sso.session.start_url,
            "sso_region": sso.session.region,
            "sso_account_id": sso.account_id,
            "sso_role_name": sso.role_name,
        }}),
        Base::Login(login) => json!({"LoginSession": login.session}),
        Base::Process {
            command,
            account_id,
        } => json!({"CredentialProcess": {"command": command, "account_id": account_id}}),
    };
    let role = |role: &Role| {
        json!({"AssumeRole": {
            "role_arn": role.arn,
            "role_session_name": role.session_name,
            "external_id": role.external_id,
        }})
    };
    let mut chain = vec![base];
    chain.extend(plan.roles.iter().map(role));
    for link in &mut chain {
        for members in link.as_object_mut().unwrap().values_mut() {
            if let Value::Object(members) = members {
                members.retain(|_, value| !value.is_null());
            }
        }
    }
    chain.into()
}

/// Records where a request goes and does not respond.
#[derive(Debug, Default)]
struct Where(Mutex<Option<String>>);

impl Transport for Where {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let mut first = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert(request.uri().to_string());
        Box::pin(async {
            Err(TransportError::new(
                TransportErrorKind::Connect,
                "nobody is there",
            ))
        })
    }
}

/// Where the first request of `ask` went, or why none was sent.
async fn first_request(
    sources: MapSources,
    ask: impl AsyncFnOnce(&Context) -> Result<(), ProviderError>,
) -> Result<Value, String> {
    let transport = Arc::new(Where::default());
    let context = Context {
        sources: Arc::new(sources),
        transport: transport.clone(),
        clock: TestClock::at(0, 1000),
        endpoint_options: EndpointOptions::default(),
        instance: Arc::new(Instance::new(Arc::new(Chance(0)))),
    };
    let outcome = ask(&context).await;
    let mut first = transport.0.lock().unwrap_or_else(PoisonError::into_inner);
    match (first.take(), outcome) {
        (Some(url), _) => Ok(url.into()),
        (None, Err(failure)) => Err(told(&failure)),
        (None, Ok(())) => Err("nothing was sent".to_owned()),
    }
}

fn environment(case: &Value) -> MapSources {
    let sources = MapSources::default();
    for (name, value) in case["env"].as_object().unwrap() {
        sources.set(name, value.as_str().unwrap());
    }
    sources
}

#[tokio::test]
async fn container_credentials_are_requested_from_the_same_url() {
    let name = "aws-config/ecs-tests.json";
    let Some(file) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in conformance::json(&file)["tests"].as_array().unwrap() {
        let found = first_request(environment(case), async |context| {
            container::load(context).await.map(drop)
        })
        .await;
        let result = &case["result"];
        let expected = result.get("Ok").ok_or(&result["ErrorContains"]);
        suite.record(case["docs"].as_str().unwrap(), check(expected, found));
    }
    suite.finish(11);
}

#[tokio::test]
async fn instance_metadata_is_requested_from_the_same_url() {
    let name = "aws-config/imds-config/imds-endpoint-tests.json";
    let Some(file) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in conformance::json(&file)["tests"].as_array().unwrap() {
        let sources = environment(case);
        for (path, contents) in case["fs"].as_object().unwrap() {
            sources.write(path, contents.as_str().unwrap());
        }
        // What the SDK sets in code is set in the environment here.
        for (key, variable) in [
            ("endpoint_override", "AWS_EC2_METADATA_SERVICE_ENDPOINT"),
            ("mode_override", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"),
        ] {
            if let Some(value) = case[key].as_str() {
                sources.set(variable, value);
            }
        }
        let found = first_request(sources, async |context| {
            let sources = &*context.sources;
            let shared = SharedConfig::load(sources)?;
            let profile = shared.profile("default");
            imds::load(context, &Lookup { sources, profile })
                .await
                .map(drop)
        })
        .await;
        let result = &case["result"];
        let expected = result.get("Ok").ok_or(&result["Err"]);
        suite.record(case["docs"].as_str().unwrap(), check(expected, found));
    }
    suite.finish(14);
}
