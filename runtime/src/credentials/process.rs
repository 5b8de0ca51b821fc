//! An external program that prints credentials.
//!
//! Source: [process credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use aws_credential_types::Credentials;
use bytes::Bytes;
use futures_util::future::{Either, select, try_join};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, Command};
use zeroize::Zeroizing;

use super::error::ProviderError;
use super::http::Context;
use super::parse::{FoundKeys, Object, require_time};
use crate::future::BoxFuture;
use crate::redact::secrets::{Sent, SentSecrets};

const NAME: &str = "credential process";
/// Long enough for someone to touch a security key.
const TIMEOUT: Duration = Duration::from_mins(1);
/// Credentials take a few thousand bytes.
const STDOUT_LIMIT: u64 = 256 * 1024;
/// How much of the end of standard error an error message may show.
const STDERR_KEPT: usize = 4096;

/// Runs the command `$1` on a leash: the standard input of this script is a pipe that nothing is written to. When the
/// client closes the pipe, because the client is dropped, the time is up, or the whole program has ended in any way,
/// the whole process group is killed: the program and everything it has started. If the program ends on its own,
/// whatever it leaves running, such as an agent, keeps running.
#[cfg(unix)]
const LEASH: &str = r#"
exec 3<&0 </dev/null
(read -r end <&3; kill -s KILL 0) >/dev/null 2>&1 &
sh -c "$1" 3<&-
status=$?
{ kill -s KILL $!; wait $!; } 2>/dev/null
exit $status
"#;

/// Runs the command in the system's shell, as the AWS SDK for Rust does, and reads what it prints.
///
/// Errors never include the command, because its arguments may be secrets. They do include what it writes to standard
/// error, except for anything that it also prints.
pub(crate) async fn load(
    context: &Context,
    command: &str,
    account_id: Option<&str>,
) -> Result<Credentials, ProviderError> {
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(ProviderError::Failed(
            "`credential_process` requires a Tokio runtime".to_owned(),
        ));
    }
    let mut child = shell(command)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| {
            ProviderError::Failed(format!(
                "`credential_process` could not be started: {error}"
            ))
        })?;
    // Dropped together with this future.
    let leash = child.stdin.take();
    let output: BoxFuture<'_, _> = Box::pin(run(child));
    let output = match select(output, context.clock.sleep(TIMEOUT)).await {
        Either::Left((output, _)) => output?,
        Either::Right(_) => {
            let seconds = TIMEOUT.as_secs();
            return Err(ProviderError::Failed(format!(
                "`credential_process` did not finish within {seconds} s and was killed"
            )));
        }
    };
    drop(leash);
    if !output.status.success() {
        return Err(ProviderError::Failed(format!(
            "`credential_process` failed with {}{}",
            output.status,
            output.complaint()
        )));
    }
    read(&output.stdout, account_id).map_err(|failure| {
        let reason = failure.reason();
        ProviderError::Failed(format!("{reason}{}", output.complaint()))
    })
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", LEASH, "sh", command]);
    shell.process_group(0).stdin(Stdio::piped());
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd.exe");
    shell.args(["/C", command]).stdin(Stdio::null());
    shell
}

struct Output {
    status: ExitStatus,
    stdout: Zeroizing<Vec<u8>>,
    /// Its end.
    stderr: Vec<u8>,
}

impl Output {
    /// What was written to standard error, without what was printed: a script that traces its commands (`set -x`) also
    /// writes its keys there.
    fn complaint(&self) -> String {
        let words = self.stdout.split(|byte| !is_of_keys(*byte));
        let words = words.filter(|word| word.len() >= SECRET_LENGTH).take(1000);
        let words = words.map(|word| Sent::Text(Bytes::copy_from_slice(word)));
        let printed = Sent::Json(Bytes::copy_from_slice(&self.stdout));
        let secrets = SentSecrets {
            members: std::iter::once(printed).chain(words).collect(),
            ..SentSecrets::default()
        };
        match secrets.redact(&self.stderr) {
            Some(redacted) => tail(&redacted),
            None => tail(&self.stderr),
        }
    }
}

/// In output that is not JSON, shorter words are not treated as keys.
const SECRET_LENGTH: usize = 16;

/// The characters that occur in keys and tokens.
fn is_of_keys(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/_-".contains(&byte)
}

async fn run(mut child: Child) -> Result<Output, ProviderError> {
    let unreadable = |error: &dyn std::fmt::Display| {
        ProviderError::Failed(format!(
            "the output of `credential_process` could not be read: {error}"
        ))
    };
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(unreadable(&"it has no pipes"));
    };
    let printed = async {
        let mut bytes = Zeroizing::new(Vec::new());
        let read = stdout.take(STDOUT_LIMIT + 1).read_to_end(&mut bytes).await;
        match read.map_err(|error| unreadable(&error))? as u64 {
            ..=STDOUT_LIMIT => Ok(bytes),
            _ => Err(ProviderError::Failed(format!(
                "`credential_process` printed more than {} KiB and was killed",
                STDOUT_LIMIT / 1024
            ))),
        }
    };
    let complained = async {
        let ended = read_end(stderr, STDERR_KEPT).await;
        ended.map_err(|error| unreadable(&error))
    };
    let (stdout, stderr) = try_join(printed, complained).await?;
    let status = child.wait().await.map_err(|error| unreadable(&error))?;
    Ok(Output {
        status,
        stdout,
        stderr,
    })
}

/// Reads all of it and keeps the last bytes.
async fn read_end(mut stream: impl AsyncRead + Unpin, keep: usize) -> std::io::Result<Vec<u8>> {
    let mut kept = Vec::with_capacity(2 * keep);
    loop {
        if kept.len() > keep {
            kept.drain(..kept.len() - keep);
        }
        let mut chunk = (&mut stream).take(keep as u64);
        if chunk.read_to_end(&mut kept).await? == 0 {
            return Ok(kept);
        }
    }
}

fn read(stdout: &[u8], account_id: Option<&str>) -> Result<Credentials, ProviderError> {
    let what = "the output of `credential_process`";
    let body = Object::parse(stdout, what)?;
    match body.value("Version").and_then(serde_json::Value::as_u64) {
        Some(1) => {}
        Some(other) => {
            return Err(ProviderError::Failed(format!(
                "{what} has `Version` {other}: expected 1"
            )));
        }
        None => {
            return Err(ProviderError::Failed(format!(
                "{what} has no `Version`: expected 1"
            )));
        }
    }
    let expiry = match body.value("Expiration") {
        // The program reports that they do not expire.
        None | Some(serde_json::Value::Null) => None,
        Some(_) => Some(require_time(&body, "Expiration", what)?),
    };
    let found = FoundKeys {
        access_key_id: body.require("AccessKeyId", what)?,
        secret_access_key: body.require("SecretAccessKey", what)?,
        session_token: body.text("SessionToken"),
        expiry,
        account_id: body.text("AccountId").or(account_id),
    };
    found.into_credentials(NAME)
}

/// The end of what was written to standard error: `: text`.
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
