//! Folders with an environment, files, recorded HTTP and the expected result.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_credential_types::Credentials;
use aws_credential_types::provider::ProvideCredentials as _;
use serde_json::{Value, json};

use super::super::support::{Chance, TestClock, deepest};
use super::replay::Replay;
use super::told;
use crate::config::shared::Section;
use crate::config::tests::MapSources;
use crate::config::{Settings, SharedConfig};
use crate::conformance::{self, Suite};
use crate::credentials::sso_profile::SsoSession;
use crate::credentials::{Context, DefaultChain, Instance, profile, sso_token};
use crate::endpoint::EndpointOptions;

/// Our errors for the cases that end with an error.
const ERRORS: &[(&str, &str)] = &[
    (
        "credential_process_failure",
        "the end: `credential_process` failed with exit status: 1",
    ),
    (
        "credential_process_invalid",
        "the end: the output of `credential_process` is not JSON",
    ),
    (
        "eks_pod_identity_no_token_file",
        "container: cannot read the token file `/token.jwt`: entity not found",
    ),
    (
        "empty_config",
        "passed over: there is no profile `default` in /home/.aws/config (no such file)",
    ),
    (
        "imds_default_chain_error",
        "instance metadata: no role is attached to this instance",
    ),
    (
        "imds_disabled",
        "instance metadata: AWS_EC2_METADATA_DISABLED is set",
    ),
    ("imds_no_iam_role", "no role is attached to this instance"),
    (
        "imds_token_fail",
        "the instance metadata service refused to issue a token (status 403)",
    ),
    (
        "invalid_config",
        "/home/.aws/config:2: expected `name = value`, but there is no name before `=`",
    ),
    (
        "invalid_sso_credentials_config",
        "the end: profile `default` has `sso_session` but no `sso_account_id`",
    ),
    (
        "profile_overrides_web_identity",
        "`credential_source = Environment` in profile `A`: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set",
    ),
    (
        "sso_no_token_file",
        "cannot read the SSO token in /home/.aws/sso/cache/dace00cba5f8355ec9d274ceb2bcebdfbeed0e12.json",
    ),
    // The SDK's run has retries turned off; ours has no recording for the second attempt.
    (
        "sso_server_error",
        "SSO at portal.sso.us-east-2.amazonaws.com did not respond (3 attempts)",
    ),
    (
        "sso_token",
        "the end: profile `default` has `sso_session` but no `sso_account_id`",
    ),
    (
        "web_identity_source_profile_no_env",
        "profile `B` has `web_identity_token_file` but no `role_arn`",
    ),
    (
        "web_identity_token_invalid_jwt",
        "InvalidIdentityToken: No OpenIDConnect provider found in your account",
    ),
];

/// A case's folder, with everything that our providers need.
struct Case {
    folder: PathBuf,
    replay: Arc<Replay>,
    context: Context,
}

impl Case {
    fn open(folder: &Path) -> Self {
        let sources = MapSources::default();
        let environment = conformance::json(&folder.join("env.json"));
        for (name, value) in environment.as_object().unwrap() {
            sources.set(name, value.as_str().unwrap());
        }
        let root = folder.join("fs");
        if root.exists() {
            mount(&sources, &root, &root);
        }
        let replay = Arc::new(Replay::new(&conformance::json(
            &folder.join("http-traffic.json"),
        )));
        let context = Context {
            sources: Arc::new(sources),
            transport: replay.clone(),
            // The recordings are years old; at this time, all of them are still valid.
            clock: TestClock::at(0, 10),
            endpoint_options: EndpointOptions {
                allow_http: true,
                ..EndpointOptions::default()
            },
            instance: Arc::new(Instance::new(Arc::new(Chance(0)))),
        };
        Self {
            folder: folder.to_owned(),
            replay,
            context,
        }
    }

    fn name(&self) -> String {
        let name = self.folder.file_name().unwrap();
        name.to_string_lossy().into_owned()
    }

    /// Compares the result, and what was sent to get it, with the case.
    fn check(&self, found: Result<Value, String>) -> Result<(), String> {
        let case = conformance::json(&self.folder.join("test-case.json"));
        let mut problems = self.replay.problems();
        match (found, &case["result"]) {
            (Ok(found), expected) => {
                let mut expected = expected.get("Ok").map_or(Value::Null, without_nulls);
                // The token's expiry is not recorded. If the token counted as expired, a renewal would be sent.
                if let Some(members) = expected.as_object_mut() {
                    members.remove("expiration");
                }
                if found != expected {
                    problems.push(format!("expected {expected}, found {found}"));
                }
            }
            (Err(error), expected) => match expected.get("ErrorContains") {
                Some(theirs) => problems.extend(judge(&self.name(), theirs, &error)),
                None => problems.push(format!("error: {error}")),
            },
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems.join("; "))
        }
    }
}

/// Our errors have different texts, so the list contains what they must include.
fn judge(case: &str, theirs: &Value, error: &str) -> Option<String> {
    let Some((_, ours)) = ERRORS.iter().find(|(name, _)| *name == case) else {
        return Some(format!("no text of ours is listed for {theirs}: {error}"));
    };
    (!error.contains(ours)).then(|| format!("`{error}` does not contain `{ours}`"))
}

fn mount(sources: &MapSources, root: &Path, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            mount(sources, root, &path);
        } else {
            let name = Path::new("/").join(path.strip_prefix(root).unwrap());
            sources.write(name.to_str().unwrap(), std::fs::read(&path).unwrap());
        }
    }
}

fn without_nulls(value: &Value) -> Value {
    let members = value.as_object().unwrap().iter();
    members
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn found(credentials: &Credentials) -> Value {
    let expiry = credentials.expiry().map(|end| {
        let since = end.duration_since(std::time::UNIX_EPOCH);
        since.unwrap().as_secs()
    });
    without_nulls(&json!({
        "access_key_id": credentials.access_key_id(),
        "secret_access_key": credentials.secret_access_key(),
        "session_token": credentials.session_token(),
        "account_id": credentials.account_id().map(aws_credential_types::attributes::AccountId::as_str),
        "expiry": expiry,
    }))
}

/// The cases of a folder, sorted by name.
fn cases(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|folder| Case::open(folder)).collect()
}

#[tokio::test]
async fn the_default_chain() {
    let name = "aws-config/default-credential-provider-chain";
    let Some(folder) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in cases(&folder) {
        let chain = DefaultChain::with(case.context.clone());
        let outcome = chain.provide_credentials().await;
        let outcome = outcome.map(|credentials| found(&credentials));
        suite.record(
            case.name(),
            case.check(outcome.map_err(|error| deepest(&error))),
        );
    }
    suite.finish(29);
}

#[tokio::test]
async fn the_profile_provider() {
    let name = "aws-config/profile-provider";
    let Some(folder) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in cases(&folder) {
        let outcome = of_profile(&case.context).await;
        suite.record(
            case.name(),
            case.check(outcome.map(|credentials| found(&credentials))),
        );
    }
    suite.finish(18);
}

pub(super) async fn of_profile(context: &Context) -> Result<Credentials, String> {
    let (shared, settings) = configured(context)?;
    let outcome = profile::load(context, &shared, &settings).await;
    outcome.map_err(|failure| told(&failure))
}

fn configured(context: &Context) -> Result<(SharedConfig, Settings), String> {
    let sources = &*context.sources;
    let shared = SharedConfig::load(sources).map_err(|error| error.to_string())?;
    let settings = Settings::resolve(sources, &shared, None).map_err(|error| error.to_string())?;
    Ok((shared, settings))
}

/// The token of a profile's sign-in. No service here accepts it directly; it is exchanged for a role's credentials.
#[tokio::test]
async fn the_token_chain() {
    let name = "aws-config/default-token-provider-chain";
    let Some(folder) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in cases(&folder) {
        let outcome = token(&case.context).await;
        suite.record(case.name(), case.check(outcome));
    }
    suite.finish(3);
}

async fn token(context: &Context) -> Result<Value, String> {
    let (shared, settings) = configured(context)?;
    let property = |section: Option<&Section>, name: &str| {
        let value = section.and_then(|section| section.get(name));
        value
            .map(ToOwned::to_owned)
            .ok_or_else(|| format!("there is no `{name}`"))
    };
    let session = property(shared.profile(&settings.profile), "sso_session")?;
    let section = shared.sso_session(&session);
    let session = SsoSession {
        start_url: property(section, "sso_start_url")?,
        region: property(section, "sso_region")?,
        name: Some(session),
    };
    let token = sso_token::load(context, &settings, &session).await;
    let token = token.map_err(|failure| told(&failure))?.text;
    Ok(json!({ "token": token }))
}
