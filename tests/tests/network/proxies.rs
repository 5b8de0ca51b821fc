//! Requests through a proxy set in code.

use std::fmt::Write;

use opsmith::HttpTransport;

use super::{
    certificate, client,
    servers::{Proxy, Service},
};
use crate::{chime::GetRoom, faults::server::json};

fn good() -> Vec<u8> {
    json(200, r#"{"Room":{}}"#)
}

fn head<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then_some(value)
    })
}

#[tokio::test]
async fn https_goes_through_a_tunnel() {
    let service = Service::start_tls(|_| good()).await;
    let proxy = Proxy::to(service.address, None).await;
    let transport = HttpTransport::builder()
        .proxy(format!("http://{}", proxy.address))
        .ca_bundle(certificate("authority"))
        .build()
        .unwrap();
    let client = client("https://service.test", transport);
    for _ in 0..3 {
        GetRoom::new("a", "r").send(&client).await.unwrap();
    }
    let heads = proxy.heads();
    assert_eq!(heads.len(), 1, "the tunnel is used again");
    assert!(
        heads[0].starts_with("CONNECT service.test:443 HTTP/1.1\r\n"),
        "{heads:?}",
    );
    assert_eq!(head(&heads[0], "proxy-authorization"), None);
    assert!(
        !heads[0].contains("AWS4-HMAC-SHA256"),
        "the proxy sees no signature"
    );
    let requests = service.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests[0]
            .head
            .starts_with("GET /accounts/a/rooms/r HTTP/1.1\r\n")
    );
    assert_eq!(head(&requests[0].head, "host"), Some("service.test"));
    assert_eq!(head(&requests[0].head, "proxy-authorization"), None);
}

#[tokio::test]
async fn plain_http_is_sent_to_the_proxy_itself() {
    let service = Service::start(|_| good()).await;
    let proxy = Proxy::to(service.address, Some("dXNlcjpwQHNz")).await; // user:p@ss
    let transport = HttpTransport::builder()
        .proxy(format!("user:p%40ss@{}", proxy.address))
        .build()
        .unwrap();
    let client = client("http://service.test:8080", transport);
    GetRoom::new("a", "r").send(&client).await.unwrap();
    let heads = proxy.heads();
    assert!(
        heads[0].starts_with("GET http://service.test:8080/accounts/a/rooms/r HTTP/1.1\r\n"),
        "{heads:?}",
    );
    assert_eq!(head(&heads[0], "host"), Some("service.test:8080"));
    assert_eq!(
        head(&heads[0], "proxy-authorization"),
        Some("Basic dXNlcjpwQHNz")
    );
}

#[tokio::test]
async fn the_password_opens_the_tunnel_and_is_never_shown() {
    let service = Service::start_tls(|_| good()).await;
    let proxy = Proxy::to(service.address, Some("dXNlcjpzM2NyM3Q=")).await; // user:s3cr3t
    for (password, opens) in [("s3cr3t", true), ("wr0ng", false)] {
        let builder = HttpTransport::builder()
            .proxy(format!("http://user:{password}@{}", proxy.address))
            .ca_bundle(certificate("authority"));
        let mut shown = format!("{builder:?}");
        let transport = builder.build().unwrap();
        write!(shown, "{transport:?}").unwrap();
        let client = client("https://service.test", transport);
        write!(shown, "{client:?}").unwrap();
        match GetRoom::new("a", "r").send(&client).await {
            Ok(_) => assert!(opens),
            Err(error) => {
                assert!(!opens, "{error}");
                write!(shown, "{error} {error:?}").unwrap();
                assert!(shown.contains("cannot connect"), "{shown}");
            }
        }
        assert!(shown.contains("service.test"), "{shown}");
        for secret in [password, "dXNlcj", "user:"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
    for wrong in ["socks5://user:s3cr3t@proxy", "http://user:s3cr3t@:80"] {
        let error = HttpTransport::builder().proxy(wrong).build().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.starts_with("http proxy set in code: "), "{shown}");
        assert!(
            !shown.contains("s3cr3t") && !shown.contains("user"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn some_hosts_bypass_the_proxy() {
    let service = Service::start(|_| good()).await;
    let nowhere = Proxy::to(([127, 0, 0, 1], 1).into(), None).await;
    let transport = HttpTransport::builder()
        .proxy(format!("http://{}", nowhere.address))
        .build()
        .unwrap();
    // This machine, by address and by name.
    for url in [
        service.url(),
        format!("http://localhost:{}", service.address.port()),
    ] {
        let client = client(&url, transport.clone());
        GetRoom::new("a", "r").send(&client).await.unwrap();
    }
    assert_eq!(nowhere.heads().len(), 0);
    let excepted = HttpTransport::builder()
        .proxy(format!("http://{}", nowhere.address))
        .no_proxy("example.com,nowhere.test")
        .build()
        .unwrap();
    let client = client("http://chime.nowhere.test", excepted);
    GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!(nowhere.heads().len(), 0);
}
