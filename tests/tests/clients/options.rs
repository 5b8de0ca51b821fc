//! What a client and a call add to a request, and what they learn from the response.

use std::{process::Command, time::Duration};

use http::{HeaderName, HeaderValue, Response, StatusCode};
use opsmith::{ErrorKind, TimeoutKind, TransportErrorKind, testing::ScriptedTransport};

use super::{ROOM, Seen, get_room, room_response, scripted};
use crate::{
    chime::{CreateRoom, CreateRoomOutput},
    faults::server::{Answer, Server, json},
};

#[tokio::test]
async fn the_user_agent_names_the_product_and_the_application() {
    let os = std::env::consts::OS;
    let product = format!(
        "opsmith/{} ua/2.1 os/{os} lang/rust",
        env!("CARGO_PKG_VERSION")
    );
    for (app_id, expected) in [
        (None, product.clone()),
        (
            Some("my service/1 (\u{e9})"),
            format!("{product} app/my-service-1----"),
        ),
    ] {
        let transport = ScriptedTransport::new().respond(room_response());
        let mut builder = scripted(&transport);
        if let Some(app_id) = app_id {
            builder = builder.app_id(app_id);
        }
        get_room().send(&builder.build().unwrap()).await.unwrap();
        assert_eq!(transport.requests()[0].headers()["user-agent"], expected);
    }
}

const TRACE: &str = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

/// Runs in a separate process, because the function's name is in the environment.
#[tokio::test]
async fn a_lambda_function_propagates_its_trace() {
    let transport = ScriptedTransport::new().respond(room_response());
    let client = scripted(&transport).build().unwrap();
    get_room().send(&client).await.unwrap();
    let requests = transport.requests();
    let sent = requests[0].headers().get("x-amzn-trace-id");
    let function = std::env::var_os("AWS_LAMBDA_FUNCTION_NAME");
    if function.is_some() {
        assert_eq!(sent.unwrap(), TRACE);
        let authorization = requests[0].headers()["authorization"].to_str().unwrap();
        assert!(!authorization.contains("x-amzn-trace-id"));
        return;
    }
    assert_eq!(sent, None);
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "clients::options::a_lambda_function_propagates_its_trace",
        ])
        .env("AWS_LAMBDA_FUNCTION_NAME", "f")
        .env("_X_AMZN_TRACE_ID", TRACE)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[tokio::test]
async fn a_call_can_have_its_own_region_and_endpoint() {
    let (usual, other) = (
        Server::saying(json(200, ROOM)).await,
        Server::saying(json(200, ROOM)).await,
    );
    let client = usual.client();
    get_room()
        .send(&client)
        .region("eu-west-1")
        .endpoint_url(other.url())
        .await
        .unwrap();
    assert!(usual.requests().is_empty());
    let requests = other.requests();
    let authorization = requests[0].header("authorization").unwrap();
    assert!(
        authorization.contains("/eu-west-1/chime/"),
        "{authorization}"
    );
    get_room().send(&client).await.unwrap();
    let requests = usual.requests();
    let authorization = requests[0].header("authorization").unwrap();
    assert!(
        authorization.contains("/us-east-1/chime/"),
        "{authorization}"
    );
}

#[tokio::test]
async fn a_call_can_add_a_signed_header_but_not_one_that_opsmith_sets() {
    let server = Server::saying(json(200, ROOM)).await;
    let client = server.client();
    let value = HeaderValue::from_static("v");
    get_room()
        .send(&client)
        .header(HeaderName::from_static("x-extra"), value.clone())
        .await
        .unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.header("x-extra"), Some("v"));
    let authorization = request.header("authorization").unwrap();
    assert!(authorization.contains(";x-extra"), "{authorization}");
    let error = get_room()
        .send(&client)
        .header(http::header::AUTHORIZATION, value)
        .await
        .err()
        .unwrap();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_call_can_have_its_own_time_limit() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let error = get_room()
        .send(&server.client())
        .timeout(Duration::from_millis(50))
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
}

#[tokio::test]
async fn a_hook_runs_for_every_attempt() {
    let busy = Response::builder().status(503).body("{}").unwrap();
    let transport = ScriptedTransport::new()
        .fail(TransportErrorKind::Connect)
        .respond(busy)
        .respond(room_response());
    let seen = Seen::default();
    let client = scripted(&transport).hook(seen.clone()).build().unwrap();
    get_room().send(&client).await.unwrap();
    let expected = [
        ("GetRoom", 1, None),
        ("GetRoom", 2, Some(StatusCode::SERVICE_UNAVAILABLE)),
        ("GetRoom", 3, Some(StatusCode::OK)),
    ];
    assert_eq!(*seen.0.lock().unwrap(), expected);
    for request in transport.requests() {
        assert_eq!(request.headers()["x-hook"], "GetRoom");
        let authorization = request.headers()["authorization"].to_str().unwrap();
        assert!(authorization.contains(";x-hook"), "{authorization}");
    }
}

#[tokio::test]
async fn metadata_is_returned_together_with_the_output() {
    let busy = Response::builder().status(503).body("{}").unwrap();
    let created = Response::builder()
        .status(201)
        .header("x-amzn-requestid", "r-7")
        .header("x-more", "m")
        .body(ROOM)
        .unwrap();
    let transport = ScriptedTransport::new().respond(busy).respond(created);
    let client = scripted(&transport).build().unwrap();
    let call = CreateRoom::new("a", "Ops").send(&client).with_metadata();
    let (output, metadata): (CreateRoomOutput, _) = call.await.unwrap();
    assert!(output.room.is_some());
    assert_eq!(metadata.status, StatusCode::CREATED);
    assert_eq!(metadata.headers["x-more"], "m");
    assert_eq!(metadata.request_id.as_deref(), Some("r-7"));
    assert_eq!(metadata.attempts, 2);
}
