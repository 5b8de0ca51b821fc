//! Everything around a call: warm-up, transports, the blocking client, hooks, and a call's own options.

use std::{
    io,
    process::Command,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use aws_credential_types::provider::{error::CredentialsError, future};
use bytes::Bytes;
use futures_util::stream;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use opsmith::{
    Attempt, Body, BoxError, BoxFuture, ByteStream, Call, Client, Credentials, ErrorKind, Hook,
    Operation, OperationMeta, ProvideCredentials, TimeoutKind, Timeouts, TowerTransport, Transport,
    TransportError, TransportErrorKind,
    blocking::{self, ClientError},
    testing::{FakeService, ScriptedTransport},
};
use tokio::runtime::Runtime;
use tower_service::Service;

use crate::{
    chime::{
        ChimeError, CreateRoom, CreateRoomOutput, GetRoom, GetRoomOutput, ListRooms,
        ListRoomsOutput,
    },
    faults::server::{Answer, Server, json, quick_retries},
    streaming::PostBlob,
};

const ROOM: &str = r#"{"Room":{"RoomId":"r"}}"#;

fn get_room() -> GetRoom {
    GetRoom::new("a", "r")
}

fn scripted(transport: &ScriptedTransport) -> opsmith::ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::from_keys("AKID", "secret", None))
        .retry(quick_retries())
        .transport(transport.clone())
}

fn room_response() -> Response<Bytes> {
    Response::new(Bytes::from_static(ROOM.as_bytes()))
}

/// Credentials that count how often they are asked for.
#[derive(Clone, Debug, Default)]
struct Counted(Arc<AtomicU32>);

impl ProvideCredentials for Counted {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::SeqCst);
        future::ProvideCredentials::ready(Ok(Credentials::from_keys("AKID", "secret", None)))
    }
}

#[tokio::test]
async fn warm_up_opens_the_connection_and_gets_the_credentials() {
    let server = Server::saying(json(200, "")).await;
    let counted = Counted::default();
    let builder = server.client_builder().credentials(counted.clone());
    let client = builder.build().unwrap();
    client.warm_up([GetRoom::META.service]).await.unwrap();
    assert_eq!(server.connections(), 1);
    assert_eq!(counted.0.load(Ordering::SeqCst), 1);
    let request = &server.requests()[0];
    assert!(request.head.starts_with("HEAD / "), "{}", request.head);
    assert_eq!(request.header("authorization"), None);
    for _ in 0..2 {
        let _ = get_room().send(&client).await;
    }
    assert_eq!(server.requests().len(), 3);
    assert_eq!(server.connections(), 1);
    assert_eq!(counted.0.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn warm_up_tells_that_there_are_no_credentials() {
    let server = Server::saying(json(200, "")).await;
    let client = Client::builder()
        .region("us-east-1")
        .endpoint_url(server.url())
        .build()
        .unwrap();
    let error = client.warm_up([GetRoom::META.service]).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn warm_up_ends_at_a_silent_server() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let limit = Duration::from_millis(50);
    for (timeouts, which) in [
        (Timeouts::none().with_read(limit), TimeoutKind::Read),
        (Timeouts::none().with_attempt(limit), TimeoutKind::Attempt),
    ] {
        let client = server.client_builder().timeouts(timeouts).build().unwrap();
        let error = client.warm_up([GetRoom::META.service]).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(error.timeout(), Some(which));
        let text = error.to_string();
        assert!(text.starts_with("chime warm_up: "), "{text}");
    }
}

#[tokio::test]
async fn warm_up_sends_nothing_in_the_clear_to_another_machine() {
    let transport = ScriptedTransport::new().respond(Response::new(""));
    let remote = || scripted(&transport).endpoint_url("http://chime.example.com");
    let client = remote().build().unwrap();
    let error = client.warm_up([GetRoom::META.service]).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(transport.requests().is_empty());
    let client = remote().allow_http(true).build().unwrap();
    client.warm_up([GetRoom::META.service]).await.unwrap();
    assert_eq!(transport.requests()[0].uri(), "http://chime.example.com/");
}

/// A layer that is ready at the second poll and adds a header to every request.
#[derive(Clone)]
struct Layer {
    inner: ScriptedTransport,
    looked: bool,
    refuse: bool,
}

impl Service<Request<Body>> for Layer {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Body>, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        if self.refuse {
            return Poll::Ready(Err("the layer is closed".into()));
        }
        if std::mem::replace(&mut self.looked, true) {
            Poll::Ready(Ok(()))
        } else {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        assert!(self.looked, "called before it was ready");
        let headers = request.headers_mut();
        headers.insert("x-layer", HeaderValue::from_static("was here"));
        let sent = self.inner.send(request);
        Box::pin(async move { Ok(sent.await?) })
    }
}

fn layered(inner: &ScriptedTransport, refuse: bool) -> Client {
    let layer = Layer {
        inner: inner.clone(),
        looked: false,
        refuse,
    };
    scripted(inner)
        .transport(TowerTransport::new(layer))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_tower_service_is_a_transport() {
    let inner = ScriptedTransport::new()
        .fail(TransportErrorKind::Connect)
        .respond(room_response());
    let (output, metadata) = get_room()
        .send(&layered(&inner, false))
        .with_metadata()
        .await
        .unwrap();
    assert_eq!(output.room.unwrap().room_id.as_deref(), Some("r"));
    assert_eq!(metadata.attempts, 2);
    for request in inner.requests() {
        assert_eq!(request.headers()["x-layer"], "was here");
    }
}

#[tokio::test]
async fn a_tower_service_keeps_the_kind_of_a_transport_error() {
    let kind = |error: &opsmith::Error<ChimeError>| {
        let cause = error.cause().unwrap();
        cause.downcast_ref::<TransportError>().unwrap().kind()
    };
    let inner = ScriptedTransport::new().fail(TransportErrorKind::Request);
    let error = get_room()
        .send(&layered(&inner, false))
        .await
        .err()
        .unwrap();
    assert_eq!(kind(&error), TransportErrorKind::Request);
    assert_eq!(error.attempts(), 1);
    let error = get_room().send(&layered(&inner, true)).await.err().unwrap();
    assert_eq!(kind(&error), TransportErrorKind::Send);
    assert!(error.to_string().contains("the layer is closed"), "{error}");
    assert_eq!(error.attempts(), 3);
}

/// A fake service in the background, for code that is not asynchronous.
fn background() -> (Runtime, FakeService) {
    let runtime = Runtime::new().unwrap();
    let fake = runtime.block_on(FakeService::start()).unwrap();
    fake.on::<GetRoom>(|_| Ok(GetRoomOutput { room: None }));
    fake.on::<ListRooms>(|request| {
        let page = request
            .query("next-token")
            .map_or(0, |token| token.parse::<u32>().unwrap());
        Ok(ListRoomsOutput {
            rooms: Vec::new(),
            next_token: (page < 2).then(|| (page + 1).to_string()),
        })
    });
    (runtime, fake)
}

/// Hangs when it is asked for the first time, or calls with the client that it is given.
#[derive(Clone, Debug, Default)]
struct Stranding {
    asked: Arc<AtomicU32>,
    client: Arc<OnceLock<Client>>,
}

impl ProvideCredentials for Stranding {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let is_first = self.asked.fetch_add(1, Ordering::SeqCst) == 0;
            match self.client.get() {
                Some(client) => {
                    let called = get_room().send(client).await;
                    called.map_err(CredentialsError::provider_error)?;
                }
                None if is_first => std::future::pending().await,
                None => {}
            }
            Ok(Credentials::from_keys("a", "b", None))
        })
    }
}

#[tokio::test]
async fn a_provider_that_hangs_once_fails_the_calls_that_wait_and_no_others() {
    let server = Server::start(|_| Answer::Bytes(json(200, ROOM))).await;
    for limit in [Duration::from_millis(50), Duration::from_mins(10)] {
        let provider = Stranding::default();
        let client = server.client_builder().credentials(provider.clone());
        let client = client.credentials_timeout(limit).build().unwrap();
        let call = get_room().send(&client).timeout(Duration::from_millis(200));
        let error = call.await.err().unwrap().to_string();
        let expected = if limit < Duration::from_secs(1) {
            "`ClientBuilder::credentials_timeout` sets the limit"
        } else {
            "the call did not complete within 200ms"
        };
        assert!(error.contains(expected), "{error}");
        tokio::time::sleep(Duration::from_secs(1)).await;
        get_room().send(&client).await.unwrap();
        assert_eq!(provider.asked.load(Ordering::SeqCst), 2);
    }
}

#[tokio::test]
async fn a_provider_that_calls_with_its_own_client_is_an_error_that_says_so() {
    let server = Server::start(|_| Answer::Bytes(json(200, ROOM))).await;
    let provider = Stranding::default();
    let client = server.client_builder().credentials(provider.clone());
    let client = client.build().unwrap();
    provider.client.set(client.clone()).unwrap();
    let error = get_room().send(&client).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let text = error.to_string();
    assert!(
        text.contains("build a separate client for the provider"),
        "{text}"
    );
    assert!(server.requests().is_empty());
}

#[test]
fn a_blocking_client_waits_for_calls_and_pages() {
    let (_runtime, fake) = background();
    let client = blocking::Client::new(fake.client()).unwrap();
    client.send(get_room()).unwrap();
    let header = (
        HeaderName::from_static("x-extra"),
        HeaderValue::from_static("1"),
    );
    let call = Call::new(get_room(), client.client()).header(header.0, header.1);
    client.send(call).unwrap();
    assert_eq!(fake.requests()[1].header("x-extra"), Some("1"));
    let other = client.clone();
    std::thread::spawn(move || other.send(get_room()).map(drop))
        .join()
        .unwrap()
        .unwrap();
    let pages: Result<Vec<_>, _> = client.pages(ListRooms::new("a")).collect();
    assert_eq!(pages.unwrap().len(), 3);
    assert_eq!(fake.requests().len(), 6);
}

#[test]
fn a_blocking_client_notices_between_calls_that_the_server_closed_the_connection() {
    let runtime = Runtime::new().unwrap();
    // The connection looks alive until someone checks.
    let server = runtime.block_on(Server::start(|_| {
        Answer::ThenCloseIdle(Duration::from_millis(10), json(200, ROOM))
    }));
    let seen = Seen::default();
    let client = server.client_builder().hook(seen.clone()).build().unwrap();
    let client = blocking::Client::new(client).unwrap();
    for _ in 0..5 {
        client.send(get_room()).unwrap();
        std::thread::sleep(Duration::from_millis(50));
        // A second attempt could not send this payload again.
        let once = stream::iter([Ok::<_, io::Error>(Bytes::from("once"))]);
        let body = ByteStream::from_stream(once, 4);
        client.send(PostBlob::new("b", body)).unwrap();
        std::thread::sleep(Duration::from_millis(50));
    }
    let attempts = seen.0.lock().unwrap();
    assert_eq!(attempts.len(), 10);
    let are_first = attempts
        .iter()
        .all(|(_, number, status)| (*number, *status) == (1, Some(StatusCode::OK)));
    assert!(are_first, "{attempts:?}");
}

#[test]
fn a_blocking_client_refuses_asynchronous_code_and_can_be_dropped_there() {
    let (runtime, fake) = background();
    let client = blocking::Client::new(fake.client()).unwrap();
    client.send(get_room()).unwrap(); // its connection lives on the client's runtime
    runtime.block_on(async {
        let refused = blocking::Client::new(fake.client()).err().unwrap();
        assert!(matches!(refused, ClientError::Async), "{refused}");
        let refused = blocking::Client::from_env().err().unwrap();
        assert!(matches!(refused, ClientError::Async), "{refused}");
        let error = client.send(get_room()).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(
            error.to_string().contains("use `opsmith::Client`"),
            "{error}"
        );
        let mut pages = client.pages(ListRooms::new("a"));
        let error = pages.next().unwrap().err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(pages.next().is_none());
        drop(pages);
        let other = client.clone();
        let blocked = tokio::task::spawn_blocking(move || other.send(get_room()).is_err());
        assert!(blocked.await.unwrap(), "a thread of tokio's");
        let other = client.clone();
        let thread = std::thread::spawn(move || other.send(get_room()).map(drop));
        thread.join().unwrap().unwrap();
        drop(client);
    });
    assert_eq!(fake.requests().len(), 2);
}

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

/// In a process of its own, because the function's name is in the environment.
#[tokio::test]
async fn a_lambda_function_passes_its_trace_on() {
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
        .args(["--exact", "clients::a_lambda_function_passes_its_trace_on"])
        .env("AWS_LAMBDA_FUNCTION_NAME", "f")
        .env("_X_AMZN_TRACE_ID", TRACE)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}

#[tokio::test]
async fn a_call_goes_to_a_region_and_an_endpoint_of_its_own() {
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
async fn a_call_has_a_signed_header_of_its_own_but_none_of_opsmiths() {
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
async fn a_call_has_a_time_limit_of_its_own() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let error = get_room()
        .send(&server.client())
        .timeout(Duration::from_millis(50))
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
}

/// Adds a header and keeps what it saw.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<SeenAttempt>>>);

type SeenAttempt = (&'static str, u32, Option<StatusCode>);

impl Hook for Seen {
    fn before_signing(&self, operation: &'static OperationMeta, headers: &mut HeaderMap) {
        assert!(!headers.contains_key("authorization"));
        headers.insert("x-hook", HeaderValue::from_static(operation.name));
    }

    fn after_attempt(&self, attempt: &Attempt) {
        let seen = (attempt.operation.name, attempt.number, attempt.status);
        self.0.lock().unwrap().push(seen);
    }
}

#[tokio::test]
async fn a_hook_runs_at_every_attempt() {
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
async fn metadata_comes_with_the_output() {
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
