//! Certificates (the operating system's, none, a bundle), and the effect of opsmith's TLS on other crates.

use std::{panic::catch_unwind, sync::Arc};

use opsmith::{ErrorKind, HttpTransport, TransportError, TransportErrorKind};

use super::{certificate, client, in_a_process, servers::Service, told};
use crate::{chime::GetRoom, faults::server::json};

/// A client that makes only plain http requests.
pub fn trusting_nobody() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

fn good() -> Vec<u8> {
    json(200, r#"{"Room":{}}"#)
}

fn https(service: &Service) -> String {
    format!("https://localhost:{}", service.address.port())
}

#[tokio::test]
async fn only_the_bundle_is_trusted() {
    let service = Service::start_tls(|_| good()).await;
    let trusting = HttpTransport::builder()
        .ca_bundle(certificate("authority"))
        .build()
        .unwrap();
    let trusting = client(&https(&service), trusting);
    for _ in 0..3 {
        GetRoom::new("a", "r").send(&trusting).await.unwrap();
    }
    assert_eq!(service.connections(), 1, "TLS connections are used again");
    let error = GetRoom::new("a", "r")
        .send(&client(&https(&service), HttpTransport::default()))
        .await
        .err()
        .unwrap();
    let cause: &TransportError = error.cause().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Connect);
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[test]
fn an_unusable_bundle_is_a_clear_error() {
    let build = |file: String| {
        let error = HttpTransport::builder()
            .ca_bundle(file)
            .build()
            .unwrap_err();
        error.to_string()
    };
    assert_eq!(
        build("/no/such.pem".to_owned()),
        "CA bundle set in code: the CA bundle `/no/such.pem` is not usable: No such file or directory (os error 2)",
    );
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    for file in [
        manifest.to_owned(),
        certificate("service").replace(".pem", ".key"),
    ] {
        assert_eq!(
            build(file.clone()),
            format!(
                "CA bundle set in code: the CA bundle `{file}` is not usable: it contains no usable PEM certificate (`-----BEGIN CERTIFICATE-----`)"
            ),
        );
    }
    let broken = std::env::temp_dir().join(format!("opsmith-{}-broken.pem", std::process::id()));
    std::fs::write(
        &broken,
        "-----BEGIN CERTIFICATE-----\n***\n-----END CERTIFICATE-----\n",
    )
    .unwrap();
    let text = build(broken.display().to_string());
    std::fs::remove_file(broken).unwrap();
    assert!(text.contains("it is not a PEM file: "), "{text}");
}

#[tokio::test]
async fn without_certificates_plain_http_works_and_https_tries_again() {
    let plain = Service::start(|_| good()).await;
    let tls = Service::start_tls(|_| good()).await;
    let file = std::env::temp_dir().join(format!("opsmith-{}-roots.pem", std::process::id()));
    let file = file.to_str().unwrap();
    in_a_process(
        "tls::without_certificates",
        &[
            ("SSL_CERT_FILE", file),
            ("SSL_CERT_DIR", "/no/such/folder"),
            ("PLAIN", &plain.url()),
            ("TLS", &https(&tls)),
            ("AUTHORITY", &certificate("authority")),
        ],
    )
    .await;
    std::fs::remove_file(file).unwrap();
    assert_eq!((plain.connections(), tls.connections()), (1, 1));
}

#[tokio::test]
#[ignore = "started by the test above, in a process of its own"]
async fn without_certificates() {
    let transport = HttpTransport::default();
    let plain = client(&told("PLAIN"), transport.clone());
    let tls = client(&told("TLS"), transport);
    for _ in 0..2 {
        let error = GetRoom::new("a", "r").send(&tls).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert!(
            error.to_string().starts_with(
                "chime GetRoom: the request cannot be sent: cannot set up TLS: No CA certificates were loaded from the system; install them (often the package `ca-certificates`), or point AWS_CA_BUNDLE or SSL_CERT_FILE to a file of certificates ("
            ),
            "{error}",
        );
        GetRoom::new("a", "r").send(&plain).await.unwrap();
    }
    std::fs::copy(told("AUTHORITY"), told("SSL_CERT_FILE")).unwrap();
    GetRoom::new("a", "r").send(&tls).await.unwrap();
}

/// The documentation of `HttpTransport` says what to do about it.
#[tokio::test]
async fn another_client_of_reqwest_without_tls_needs_a_provider() {
    in_a_process("tls::another_client_of_reqwest", &[]).await;
}

#[test]
#[ignore = "started by the test above, in a process of its own"]
fn another_client_of_reqwest() {
    let refused = catch_unwind(reqwest::Client::new).unwrap_err();
    let why = refused.downcast_ref::<&str>().unwrap();
    assert!(
        why.starts_with("No rustls crypto provider is configured."),
        "{why}"
    );
    rustls::crypto::ring::default_provider()
        .install_default()
        .unwrap();
    let _client = reqwest::Client::new();
}
