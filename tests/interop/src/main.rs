//! The Rust half of the comparisons with botocore and of the lifecycles against moto's server.
//!
//! `tests/interop/run` starts the servers and then this program. Without them, it only reports what it skipped. It is
//! not part of the suite because it has its own `main`, so that its output is visible.

// The names of services and members are given by AWS.
#![allow(clippy::doc_markdown, clippy::struct_field_names)]

mod calls;
mod configs;
mod divert;
mod lifecycles;
mod served;
mod services;

use std::{
    process::ExitCode,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use opsmith::{BoxFuture, Client, Clock, Credentials, RetryConfig, SystemClock, testing::FixedRng};

use crate::divert::Divert;

/// 2026-01-02T03:04:05Z, as in `parity.py`.
const NOW: u64 = 1_767_323_045;
/// The random number for every idempotency token, as in `parity.py`.
const RANDOM: u64 = 0x0123_4567_89ab_cdef;

/// A clock that always shows the same date, but waits like the system clock.
#[derive(Debug)]
struct Standing;

impl Clock for Standing {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(NOW)
    }

    fn elapsed(&self) -> Duration {
        SystemClock.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    // The arguments may select a different test or ask for the list of tests.
    if std::env::args().len() > 1 {
        return ExitCode::SUCCESS;
    }
    if std::env::var_os("INTEROP_CONFIG").is_some() {
        println!("{}", configs::resolve().await);
        return ExitCode::SUCCESS;
    }
    if let Ok(moto) = std::env::var("INTEROP_MOTO") {
        return match lifecycles::run(&moto).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.to_string()),
        };
    }
    if std::env::var_os("INTEROP_SERVED").is_some() {
        return match served::run(keys()).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error.to_string()),
        };
    }
    if let Ok(recorder) = std::env::var("INTEROP_RECORDER") {
        return compare(&recorder).await;
    }
    println!(
        "left out: the comparisons with botocore and the lifecycles against moto, which tests/interop/run runs (with Python and the package index)"
    );
    ExitCode::SUCCESS
}

/// What botocore signs with, too.
fn keys() -> Credentials {
    Credentials::from_keys(
        "AKIDEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        Some("session/token+=".to_owned()),
    )
}

/// Sends every case's call to the recorder.
async fn compare(recorder: &str) -> ExitCode {
    let divert = Divert::new(recorder);
    let client = Client::builder()
        .region("us-east-1")
        .credentials(keys())
        .clock(Standing)
        .rng(FixedRng(RANDOM))
        .retry(RetryConfig::default().with_max_attempts(1))
        .transport(divert.clone())
        .build();
    let client = match client {
        Ok(client) => client,
        Err(error) => return fail(&error.to_string()),
    };
    for call in services::calls() {
        divert.set_case(&call.case);
        match call.sender {
            Err(why) => return fail(&format!("{}: {why}", call.case)),
            // A rejected call is compared, too: nothing arrives at the recorder.
            Ok(send) => {
                if let Err(why) = send(&client).await {
                    println!("refused {}: {why}", call.case);
                }
            }
        }
    }
    ExitCode::SUCCESS
}

fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
