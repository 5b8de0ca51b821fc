//! External programs: what they print and what they leave behind.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::support::{Rig, expiry, parts};
use crate::clock::SystemRng;
use crate::config::tests::MapSources;
use crate::credentials::CachedCredentials;

fn rig(command: &str, speed: u32) -> Rig {
    let config = format!("[default]\ncredential_process = {command}");
    Rig::with(MapSources::default().config(&config), None, speed)
}

/// A file of this test, which is removed with it.
struct Note(PathBuf);

impl Note {
    fn new(name: &str) -> Self {
        let file = format!("opsmith-process-{}-{name}", std::process::id());
        Self(std::env::temp_dir().join(file))
    }

    fn path(&self) -> std::path::Display<'_> {
        self.0.display()
    }

    /// The process whose ID a program has written to the file.
    async fn process(&self) -> String {
        for _ in 0..500 {
            match fs::read_to_string(&self.0) {
                Ok(id) if id.ends_with('\n') => return id.trim().to_owned(),
                _ => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
        panic!("no process wrote {}", self.path());
    }
}

impl Drop for Note {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn signal(signal: &str, process: &str) -> bool {
    let sent = std::process::Command::new("kill")
        .args([signal, process])
        .output();
    sent.is_ok_and(|sent| sent.status.success())
}

/// Waits until the process has ended, for a few seconds at most, because the kernel and the runtime need some time.
async fn ended(process: &str) {
    for _ in 0..500 {
        let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // A process that nothing has waited for yet has also ended.
        if !signal("-0", process) || state.contains(") Z ") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("process {process} is still there");
}

#[tokio::test]
async fn a_program_prints_credentials() {
    let json = r#"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s","SessionToken":"t","Expiration":"2026-01-01T00:10:00Z"}"#;
    let found = rig(&format!("printf '%s' '{json}'"), 1).found().await;
    assert_eq!(parts(&found), ("P", "s", Some("t")));
    assert_eq!(expiry(&found), 600);
    let json = r#"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s"}"#;
    let found = rig(&format!("echo '{json}'"), 1).found().await;
    assert_eq!((parts(&found), found.expiry()), (("P", "s", None), None));
}

#[tokio::test]
async fn the_profiles_account_is_used_if_the_program_returns_none() {
    for (printed, account) in [("", "111111111111"), (r#","AccountId":"2""#, "2")] {
        let json = format!(r#"{{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s"{printed}}}"#);
        let command = format!("echo '{json}'\naws_account_id = 111111111111");
        let found = rig(&command, 1).found().await;
        assert_eq!(found.account_id().unwrap().as_str(), account);
    }
}

#[tokio::test]
async fn standard_error_is_part_of_the_error_but_standard_output_is_not() {
    for (command, expected) in [
        (
            "echo hunter2; echo 'no session' >&2; exit 3",
            "`credential_process` failed with exit status: 3: no session",
        ),
        (
            "echo hunter2",
            "the output of `credential_process` is not JSON (line 1, column 1)",
        ),
        (
            "echo '[]'",
            "the output of `credential_process` is JSON but not an object",
        ),
        (
            "echo '{\"Version\": 2}'",
            "the output of `credential_process` has `Version` 2: expected 1",
        ),
        (
            "echo '{}'; echo why >&2",
            "the output of `credential_process` has no `Version`: expected 1: why",
        ),
        (
            "echo '{\"Version\":1,\"AccessKeyId\":\"K\"}'",
            "the output of `credential_process` has no `SecretAccessKey`",
        ),
        (
            "echo '{\"Version\":1,\"AccessKeyId\":\"K\",\"SecretAccessKey\":\"s\",\"Expiration\":\"later\"}'",
            "the output of `credential_process`: `Expiration = later` is not an RFC 3339 time",
        ),
    ] {
        let error = rig(command, 1).error().await;
        assert!(error.ends_with(&format!("profile: {expected}")), "{error}");
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn secrets_on_standard_output_are_not_shown_if_they_are_also_on_standard_error() {
    let (key, token) = ("wJalrXUtnFEMI/K7MDENG+bPxRfi==", "IQoJb3JpZ2luX2VjEXAMPLE");
    let whole = format!(r#"{{"Version":1,"SecretAccessKey":"{key}","SessionToken":"{token}"}}"#);
    let half = &whole[..whole.len() - 2];
    let lines = format!("export AWS_SECRET_ACCESS_KEY={key} AWS_SESSION_TOKEN={token}");
    for printed in [whole.as_str(), half, &lines] {
        for end in ["", "; exit 3"] {
            let escaped = key.replace('/', "\\/");
            let command = format!(
                "echo '{printed}'; echo '+ {printed} {key} {escaped} t={token}: no session' >&2{end}"
            );
            let error = rig(&command, 1).error().await;
            for secret in [&key[..20], &key[20..28], token] {
                assert!(!error.contains(secret), "{error}");
            }
            assert!(error.contains("[redacted]"), "{error}");
            assert!(error.ends_with("no session"), "{error}");
        }
    }
}

#[tokio::test]
async fn a_program_that_hangs_is_killed_with_everything_it_started() {
    let (first, second) = (Note::new("first"), Note::new("second"));
    let command = format!(
        "sh -c 'echo $$ > {}; sleep 30; true' & echo $$ > {}; sleep 30; true",
        first.path(),
        second.path()
    );
    let error = rig(&command, 50).error().await;
    assert!(
        error.ends_with("`credential_process` did not finish within 60 s and was killed"),
        "{error}"
    );
    ended(&first.process().await).await;
    ended(&second.process().await).await;
}

#[tokio::test]
async fn a_program_is_killed_when_its_call_is_dropped() {
    let note = Note::new("dropped");
    let command = format!("sh -c 'echo $$ > {}; sleep 30; true' | cat", note.path());
    let rig = rig(&command, 1);
    let call = tokio::spawn(async move { rig.found().await });
    let process = note.process().await;
    assert!(signal("-0", &process), "it is at work");
    call.abort();
    ended(&process).await;
}

#[tokio::test]
async fn a_program_is_killed_when_its_client_is_dropped() {
    let note = Note::new("client");
    let command = format!("sh -c 'echo $$ > {}; sleep 30; true'; true", note.path());
    let rig = rig(&command, 1);
    let clock = rig.context.clock.clone();
    let limit = Duration::from_mins(1);
    let client = CachedCredentials::new(Arc::new(rig.chain()), clock, Arc::new(SystemRng), limit);
    let asked = tokio::time::timeout(Duration::from_millis(500), client.get()).await;
    assert!(
        asked.is_err(),
        "the call gives up, and the client goes on for the next one"
    );
    let process = note.process().await;
    assert!(signal("-0", &process), "it is at work");
    drop(client);
    ended(&process).await;
}

#[tokio::test]
async fn whatever_a_program_leaves_running_on_purpose_keeps_running() {
    let note = Note::new("agent");
    let json = r#"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s"}"#;
    let command = format!(
        "sh -c 'echo $$ > {}; exec sleep 30' >/dev/null 2>&1 & sleep 0.1; echo '{json}'",
        note.path()
    );
    assert_eq!(rig(&command, 1).found().await.access_key_id(), "P");
    let process = note.process().await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(signal("-KILL", &process), "the agent was killed");
}

#[tokio::test]
async fn endless_output_is_stopped_and_a_long_error_is_shortened() {
    let start = Instant::now();
    let error = rig("cat /dev/zero", 1).error().await;
    assert!(
        error.ends_with("`credential_process` printed more than 256 KiB and was killed"),
        "{error}"
    );
    let command = "head -c 50000000 /dev/zero | tr '\\0' x >&2; echo the end >&2; exit 1";
    let error = rig(command, 1).error().await;
    assert!(error.ends_with("xxxthe end"), "{error}");
    assert!(error.len() < 2000, "{}", error.len());
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn a_program_has_no_input_and_only_its_own_pipes() {
    let command = r#"cat >&2; [ -e /proc/self/fd/3 ] && exit 9; echo "{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"s\"}""#;
    assert_eq!(rig(command, 1).found().await.access_key_id(), "P");
}
