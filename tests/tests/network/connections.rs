//! Which connections are reused.

use std::time::Duration;

use opsmith::{ByteStream, Client, HttpTransport, StalledStreamProtection, Timeouts};
use tokio::{task::JoinSet, time::Instant};

use super::{client, servers::Service};
use crate::{
    chime::GetRoom,
    faults::server::{client_builder, json, response},
    streaming::{GetBlob, PostBlob},
};

fn good() -> Vec<u8> {
    json(200, r#"{"Room":{}}"#)
}

async fn get_room(client: &Client) {
    GetRoom::new("a", "r").send(client).await.unwrap();
}

/// Waits until the service has seen the connections close.
async fn closed(service: &Service, count: usize) -> Vec<usize> {
    let started = Instant::now();
    while service.closed().len() < count && started.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    service.closed()
}

#[tokio::test]
async fn successes_and_permanent_errors_keep_the_connection() {
    let service = Service::start(|_| good()).await;
    let client = client(&service.url(), HttpTransport::default());
    for _ in 0..10 {
        get_room(&client).await;
    }
    assert_eq!(service.connections(), 1);
    for status in [400, 404, 429] {
        let answer = json(status, "{}");
        let service = Service::start(move |_| answer.clone()).await;
        let client = super::client(&service.url(), HttpTransport::default());
        for _ in 0..3 {
            GetRoom::new("a", "r").send(&client).await.err().unwrap();
        }
        assert_eq!(service.connections(), 1, "{status}");
        assert!(service.requests().len() >= 3);
    }
}

#[tokio::test]
async fn after_a_transient_error_the_next_attempt_uses_a_new_connection() {
    for status in [500, 502, 503, 504] {
        for body in ["", "{}", r#"{"message":"busy"}"#] {
            // The host behind the first connection is in trouble; the others are fine.
            let service = Service::start(move |request| match request.connection {
                0 => json(status, body),
                _ => good(),
            })
            .await;
            let client = client(&service.url(), HttpTransport::default());
            get_room(&client).await;
            let on: Vec<_> = service
                .requests()
                .iter()
                .map(|request| request.connection)
                .collect();
            assert_eq!(on, [0, 1], "{status} {body:?}");
            assert_eq!(closed(&service, 1).await, [0], "{status} {body:?}");
            get_room(&client).await;
            assert_eq!(service.connections(), 2, "the good one is used again");
        }
    }
}

#[tokio::test]
async fn only_the_connection_with_the_error_is_closed() {
    let service = Service::start(|request| match request.connection {
        3 => json(503, "{}"),
        _ => good(),
    })
    .await;
    let client = client(&service.url(), HttpTransport::default());
    for _ in 0..3 {
        let mut calls = JoinSet::new();
        for _ in 0..8 {
            let client = client.clone();
            calls.spawn(async move { get_room(&client).await });
        }
        while let Some(call) = calls.join_next().await {
            call.unwrap();
        }
    }
    assert_eq!(closed(&service, 1).await, [3]);
    assert!(service.connections() <= 16, "{}", service.connections());
}

#[tokio::test]
async fn concurrent_calls_each_use_a_connection_and_return_it() {
    let service = Service::start(|_| good()).await;
    let client = client(&service.url(), HttpTransport::default());
    for _ in 0..20 {
        let mut calls = JoinSet::new();
        for _ in 0..10 {
            let client = client.clone();
            calls.spawn(async move { get_room(&client).await });
        }
        while let Some(call) = calls.join_next().await {
            call.unwrap();
        }
    }
    assert_eq!(service.requests().len(), 200);
    // A call may make a connection while another one is just being given back.
    assert!(service.connections() <= 30, "{}", service.connections());
}

#[tokio::test]
async fn a_completed_download_keeps_its_connection_and_a_dropped_one_closes_it() {
    let service = Service::start(|_| response(200, &[], vec![0; 3_000_000])).await;
    let client = client(&service.url(), HttpTransport::default());
    for _ in 0..3 {
        let output = GetBlob::new("b").send(&client).await.unwrap();
        assert_eq!(output.body.collect().await.unwrap().len(), 3_000_000);
    }
    assert_eq!(service.connections(), 1);
    drop(GetBlob::new("b").send(&client).await.unwrap());
    assert_eq!(closed(&service, 1).await, [0]);
    GetBlob::new("b").send(&client).await.unwrap();
    assert_eq!(service.connections(), 2);
}

#[tokio::test]
async fn a_client_that_is_dropped_closes_its_connections() {
    let service = Service::start(|_| good()).await;
    let client = client(&service.url(), HttpTransport::default());
    get_room(&client).await;
    assert!(service.closed().is_empty());
    drop(client);
    assert_eq!(closed(&service, 1).await, [0]);
}

#[tokio::test]
async fn each_host_has_its_own_connections() {
    let (one, other) = (
        Service::start(|_| good()).await,
        Service::start(|_| good()).await,
    );
    let transport = HttpTransport::default();
    let clients = [&one, &other].map(|service| client(&service.url(), transport.clone()));
    for _ in 0..3 {
        for client in &clients {
            get_room(client).await;
        }
    }
    assert_eq!((one.connections(), other.connections()), (1, 1));
}

#[tokio::test]
async fn the_maximum_duration_means_no_limit_over_a_real_connection() {
    let service = Service::start(|_| response(200, &[], r#"{"Room":{}}"#)).await;
    let forever = StalledStreamProtection::default().with_grace_period(Duration::MAX);
    let timeouts = Timeouts::default()
        .with_connect(Duration::MAX)
        .with_read(Duration::MAX)
        .with_attempt(Duration::MAX)
        .with_operation(Duration::MAX)
        .with_stalled_stream(forever);
    let client = client_builder(&service.url())
        .timeouts(timeouts)
        .build()
        .unwrap();
    get_room(&client).await;
    let payload = ByteStream::from_bytes(vec![0; 1_000_000]);
    PostBlob::new("b", payload).send(&client).await.unwrap();
    let output = GetBlob::new("b").send(&client).await.unwrap();
    assert_eq!(output.body.collect().await.unwrap().len(), 11);
}

#[tokio::test]
async fn a_given_reqwest_client_keeps_its_own_settings() {
    let service = Service::start(|request| match request.connection {
        0 => json(503, "{}"),
        _ => good(),
    })
    .await;
    let reqwest = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_backend_preconfigured(super::tls::trusting_nobody())
        .build()
        .unwrap();
    let client = client(&service.url(), HttpTransport::from_reqwest(reqwest));
    GetRoom::new("a", "r").send(&client).await.err().unwrap();
    assert_eq!((service.connections(), service.requests().len()), (1, 3));
}
