//! Properties that hold for any value: what goes out can be read back, and what comes in cannot cause a panic.

mod encoding;
mod headers;
mod responses;
mod timestamps;

use std::sync::LazyLock;

use opsmith::{Client, Credentials, RetryConfig, testing::ScriptedTransport};
use proptest::test_runner::Config;

/// What runs the calls: nothing of them waits.
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

/// Enough cases to find what is there to find in a second or two; `PROPTEST_CASES` asks for more.
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
