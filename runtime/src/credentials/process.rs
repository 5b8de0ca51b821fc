//! An external program that prints credentials.
//!
//! Source: [process credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).

use std::pin::pin;
use std::process::Stdio;
use std::time::Duration;

use aws_credential_types::Credentials;
use futures_util::future::{Either, select};
use tokio::process::Command;

use super::error::Failure;
use super::http::Context;
use super::parse::{Found, Object, require_time};

const NAME: &str = "credential process";
/// Long enough for a person to touch a security key.
const TIMEOUT: Duration = Duration::from_mins(1);

/// Runs the command in the system's shell, as the AWS SDK for Rust does, and reads what it prints.
///
/// The command is not part of any error, since its arguments may be secrets; what it writes to its standard error is.
pub(crate) async fn load(context: &Context, command: &str) -> Result<Credentials, Failure> {
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(Failure::Failed(
            "`credential_process` needs a Tokio runtime to run in".to_owned(),
        ));
    }
    let mut shell = if cfg!(windows) {
        Command::new("cmd.exe")
    } else {
        Command::new("sh")
    };
    let child = shell
        .arg(if cfg!(windows) { "/C" } else { "-c" })
        .arg(command)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| {
            Failure::Failed(format!("`credential_process` cannot be started: {error}"))
        })?;
    let output = match select(pin!(child.wait_with_output()), context.clock.sleep(TIMEOUT)).await {
        Either::Left((output, _)) => output.map_err(|error| {
            Failure::Failed(format!("`credential_process` cannot be read: {error}"))
        })?,
        Either::Right(_) => {
            let seconds = TIMEOUT.as_secs();
            return Err(Failure::Failed(format!(
                "`credential_process` was ended after {seconds} s without an end"
            )));
        }
    };
    let complaint = tail(&output.stderr);
    if !output.status.success() {
        return Err(Failure::Failed(format!(
            "`credential_process` failed with {}{complaint}",
            output.status
        )));
    }
    read(&output.stdout)
        .map_err(|failure| Failure::Failed(format!("{}{complaint}", failure.reason())))
}

fn read(stdout: &[u8]) -> Result<Credentials, Failure> {
    let what = "the output of `credential_process`";
    let body = Object::parse(stdout, what)?;
    match body.value("Version").and_then(serde_json::Value::as_u64) {
        Some(1) => {}
        Some(other) => {
            return Err(Failure::Failed(format!(
                "{what} has `Version` {other}: expected 1"
            )));
        }
        None => {
            return Err(Failure::Failed(format!(
                "{what} has no `Version`: expected 1"
            )));
        }
    }
    let expiry = match body.value("Expiration") {
        // The program says that they do not expire.
        None | Some(serde_json::Value::Null) => None,
        Some(_) => Some(require_time(&body, "Expiration", what)?),
    };
    let found = Found {
        access_key_id: body.require("AccessKeyId", what)?,
        secret_access_key: body.require("SecretAccessKey", what)?,
        session_token: body.text("SessionToken"),
        expiry,
        account_id: body.text("AccountId"),
    };
    found.into_credentials(NAME)
}

/// The end of what was written to the standard error: `: text`.
fn tail(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let text = text.trim();
    let start = text.char_indices().rev().nth(999).map_or(0, |(at, _)| at);
    if text.is_empty() {
        String::new()
    } else {
        format!(": {}", text[start..].replace(['\r', '\n'], " "))
    }
}
