//! `Client::from_env` behind a proxy.

use opsmith::Client;

use super::{
    certificate, in_a_process,
    servers::{Proxy, Service},
    told,
};
use crate::{chime::GetRoom, faults::server::json};

const KEYS: [(&str, &str); 4] = [
    ("AWS_ACCESS_KEY_ID", "AKIDOFTHETESTS"),
    ("AWS_SECRET_ACCESS_KEY", "secret"),
    ("AWS_REGION", "us-east-1"),
    ("AWS_CONFIG_FILE", "/no/such/file"),
];

async fn run(test: &str, more: &[(&str, &str)]) {
    let environment: Vec<_> = KEYS.iter().chain(more).copied().collect();
    in_a_process(&format!("environment::{test}"), &environment).await;
}

#[tokio::test]
async fn proxies_and_certificates_are_read_from_the_environment() {
    let service = Service::start_tls(|_| json(200, r#"{"Room":{}}"#)).await;
    let proxy = Proxy::to(service.address, Some("dXNlcjpzM2NyM3Q=")).await;
    let url = format!("http://user:s3cr3t@{}", proxy.address);
    let authority = certificate("authority");
    for (variable, others) in [
        ("HTTPS_PROXY", ("HTTP_PROXY", "http://127.0.0.1:1")),
        ("https_proxy", ("HTTPS_PROXY", "http://127.0.0.1:1")),
    ] {
        run(
            "one_call",
            &[(variable, &url), others, ("AWS_CA_BUNDLE", &authority)],
        )
        .await;
    }
    assert_eq!((proxy.heads().len(), service.requests().len()), (2, 2));
    assert!(proxy.heads()[0].starts_with("CONNECT service.test:443 HTTP/1.1\r\n"));
}

#[tokio::test]
async fn the_bundle_can_come_from_the_profile() {
    let service = Service::start_tls(|_| json(200, r#"{"Room":{}}"#)).await;
    let proxy = Proxy::to(service.address, None).await;
    let file = std::env::temp_dir().join(format!("opsmith-{}-profile", std::process::id()));
    let authority = certificate("authority");
    std::fs::write(&file, format!("[default]\nca_bundle = {authority}\n")).unwrap();
    let proxy = proxy.address.to_string();
    let config = file.to_str().unwrap();
    run(
        "one_call",
        &[("AWS_CONFIG_FILE", config), ("https_proxy", &proxy)],
    )
    .await;
    std::fs::remove_file(file).unwrap();
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
#[ignore = "started by the tests above, in a process of its own"]
async fn one_call() {
    let client = Client::builder()
        .endpoint_url("https://service.test")
        .load()
        .await
        .unwrap();
    GetRoom::new("a", "r").send(&client).await.unwrap();
    assert!(!format!("{client:?}").contains("s3cr3t"));
}

#[tokio::test]
async fn credentials_never_pass_through_a_proxy() {
    let nowhere = Proxy::to(([127, 0, 0, 1], 1).into(), None).await;
    let proxy = format!("http://{}", nowhere.address);
    for (variable, url) in [
        (
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "http://metadata.invalid:1338",
        ),
        (
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "https://agent.invalid/role",
        ),
    ] {
        let environment = [
            (variable, url),
            ("AWS_REGION", "us-east-1"),
            ("AWS_CONFIG_FILE", "/no/such/file"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/no/such/file"),
            ("HTTPS_PROXY", &proxy),
            ("http_proxy", &proxy),
        ];
        in_a_process("environment::without_credentials", &environment).await;
        assert!(nowhere.heads().is_empty(), "{variable}");
    }
}

#[tokio::test]
#[ignore = "started by the test above, in a process of its own"]
async fn without_credentials() {
    let client = Client::from_env().await.unwrap();
    let error = GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert!(error.to_string().contains("cannot connect"), "{error}");
}

#[tokio::test]
async fn unusable_settings_are_named() {
    for (variable, value, text) in [
        (
            "AWS_CA_BUNDLE",
            "/no/such.pem",
            "environment variable `AWS_CA_BUNDLE`: the CA bundle `/no/such.pem` is not usable: No such file or directory (os error 2)",
        ),
        (
            "HTTPS_PROXY",
            "socks5://user:s3cr3t@proxy",
            "environment variable `HTTPS_PROXY`: only `http://` and `https://` proxies are supported",
        ),
        (
            "http_proxy",
            "http://user:s3cr3t@",
            "environment variable `http_proxy`: expected the URL of a proxy, such as `http://proxy.example.com:3128`",
        ),
    ] {
        run("a_wrong_setting", &[(variable, value), ("TEXT", text)]).await;
    }
    let file = std::env::temp_dir().join(format!("opsmith-{}-wrong", std::process::id()));
    std::fs::write(&file, "[default]\nca_bundle = /etc/hostname\n").unwrap();
    let config = file.to_str().unwrap();
    let text = format!(
        "{config}:2: `ca_bundle`: the CA bundle `/etc/hostname` is not usable: it contains no usable PEM certificate (`-----BEGIN CERTIFICATE-----`)"
    );
    run(
        "a_wrong_setting",
        &[("AWS_CONFIG_FILE", config), ("TEXT", &text)],
    )
    .await;
    std::fs::remove_file(file).unwrap();
}

#[tokio::test]
#[ignore = "started by the test above, in a process of its own"]
async fn a_wrong_setting() {
    let error = Client::from_env().await.unwrap_err();
    assert_eq!(error.to_string(), told("TEXT"));
    // Your own transport has its own settings.
    let transport = opsmith::HttpTransport::default();
    Client::builder().transport(transport).load().await.unwrap();
}
