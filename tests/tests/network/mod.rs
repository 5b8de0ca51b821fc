//! Connections, TLS and proxies, over real sockets.

mod connections;
mod environment;
mod proxies;
mod servers;
mod tls;

use std::{process::Command, sync::Arc};

use opsmith::{Client, HttpTransport};

use crate::faults::server::client_builder;

/// A client of the service at `url`.
fn client(url: &str, transport: HttpTransport) -> Client {
    client_builder(url)
        .allow_http(true)
        .transport(transport)
        .build()
        .unwrap()
}

/// The path of a certificate of the tests.
fn certificate(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/network/certificates");
    format!("{folder}/{name}.pem")
}

/// Runs one ignored test of this binary in a separate process with its own environment.
async fn in_a_process(test: &str, environment: &[(&str, &str)]) {
    let test = format!("network::{test}");
    let environment: Vec<(String, String)> = environment
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let child = move || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        for (name, _) in std::env::vars_os() {
            let capitals = name.to_string_lossy().to_ascii_uppercase();
            if capitals.starts_with("AWS_") || capitals.ends_with("_PROXY") {
                command.env_remove(name); // this machine may be behind a proxy
            }
        }
        command
            .args([
                "--exact",
                &test,
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .envs(environment);
        command.output().unwrap()
    };
    let output = tokio::task::spawn_blocking(child).await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr),
    );
}

/// A variable that the parent process has set.
fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; a test starts this one"))
}

type Handler = Arc<dyn Fn(&servers::Request) -> Vec<u8> + Send + Sync>;
