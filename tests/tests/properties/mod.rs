//! Properties that hold for any value: what is sent can be read again, and what is received cannot cause a panic.

mod encoding;
mod headers;
mod requests;
mod responses;
mod timestamps;

use std::sync::LazyLock;

use opsmith::{Client, Credentials, RetryConfig, testing::ScriptedTransport};
use proptest::test_runner::Config;

/// Runs the calls, which never wait.
static RUNTIME: LazyLock<tokio::runtime::Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_time()
        .build()
        .unwrap()
});

fn block_on<F: Future>(future: F) -> F::Output {
    RUNTIME.block_on(future)
}

fn client(script: &ScriptedTransport) -> Client {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
        .endpoint_url("http://localhost")
        .transport(script.clone())
        .retry(RetryConfig::none())
        .build()
        .unwrap()
}

/// Enough cases for a second or two. Set `PROPTEST_CASES` for more.
fn cases(cases: u32) -> Config {
    let default = Config::default();
    Config {
        cases: match std::env::var_os("PROPTEST_CASES") {
            Some(_) => default.cases,
            None => cases,
        },
        failure_persistence: None,
        ..default
    }
}
