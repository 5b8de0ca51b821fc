//! Requests that are prepared here and sent elsewhere: presigned, signed, or as a command line.

use std::{process::Command, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, Method};
use opsmith::{
    Client, ErrorKind, PresignedRequest, Secrets, operation,
    testing::{FakeService, TestClock},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    bad_input::PutFile,
    chime::{ChimeError, CreateRoom, CreateRoomOutput, GetRoom, GetRoomOutput, ListRooms},
    streaming::{PostBlob, PutBlob},
};

const MINUTE: Duration = Duration::from_mins(1);
/// 2026-01-02T03:04:05Z
const START: u64 = 1_767_323_045;
const DAY: Duration = Duration::from_hours(24);

/// Needs no credentials.
#[operation(service = "chime", unlisted, path = "/open/<Id>", method = "GET", error = ChimeError, auth = "none")]
struct GetOpen {
    id: String,
    #[op(query = "part")]
    part: Option<String>,
}

/// Has no body in its response.
#[operation(service = "chime", unlisted, path = "/rooms/<Id>", method = "HEAD", error = ChimeError)]
struct HeadRoom {
    id: String,
}

/// Sends a request over a connection of its own, by a client that knows nothing of AWS; returns the response.
async fn send(method: &Method, url: &str, headers: &HeaderMap, body: &[u8]) -> (u16, String) {
    let rest = url.strip_prefix("http://").unwrap();
    let (authority, path) = rest.split_at(rest.find('/').unwrap());
    let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n").into_bytes();
    for (name, value) in headers {
        request.extend_from_slice(format!("{name}: ").as_bytes());
        request.extend_from_slice(value.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    if !headers.contains_key("host") {
        request.extend_from_slice(format!("host: {authority}\r\n").as_bytes());
    }
    if !headers.contains_key("content-length") {
        request.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    request.extend_from_slice(b"\r\n");
    request.extend_from_slice(body);
    let mut stream = TcpStream::connect(authority).await.unwrap();
    stream.write_all(&request).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    let status = response.split(' ').nth(1).unwrap().parse().unwrap();
    (status, response)
}

async fn send_presigned(request: &PresignedRequest) -> (u16, String) {
    send(
        request.method(),
        request.url(),
        request.headers(),
        request.body(),
    )
    .await
}

async fn fake() -> FakeService {
    let fake = FakeService::start().await.unwrap();
    answer(&fake);
    fake
}

fn answer(fake: &FakeService) {
    fn ok(_: &opsmith::testing::Received) -> http::Response<Bytes> {
        http::Response::new(Bytes::from_static(b"{}"))
    }
    fake.on(|_: GetRoom| async { Ok(GetRoomOutput { room: None }) });
    fake.on(|_: CreateRoom| async { Ok(CreateRoomOutput { room: None }) });
    fake.on_raw::<ListRooms>(ok);
    fake.on_raw::<PutFile>(ok);
    fake.on_raw::<PutBlob>(ok);
    fake.on_raw::<PostBlob>(ok);
    fake.on_raw::<GetOpen>(ok);
    fake.on_raw::<HeadRoom>(|_| http::Response::new(Bytes::new()));
}

#[tokio::test]
async fn a_presigned_get_is_accepted() {
    let fake = fake().await;
    let client = fake.client();
    let plain = GetRoom::new("a b", "r/1").presign(&client, MINUTE).await;
    let with_query = ListRooms::new("a")
        .next_token("x=&y z")
        .presign(&client, MINUTE)
        .await;
    for presigned in [plain.unwrap(), with_query.unwrap()] {
        let (status, response) = send_presigned(&presigned).await;
        assert_eq!(status, 200, "{response}");
    }
    let received = fake.requests();
    assert_eq!(received[0].label(1), "r/1");
    assert_eq!(received[1].query("next-token").as_deref(), Some("x=&y z"));
    assert_eq!(received[1].query("X-Amz-Expires").as_deref(), Some("60"));
}

#[tokio::test]
async fn a_presigned_post_is_accepted_as_it_is_and_refused_when_it_was_changed() {
    let fake = fake().await;
    let presigned = CreateRoom::new("a", "Ops")
        .presign(&fake.client(), MINUTE)
        .await
        .unwrap();
    let (status, response) = send_presigned(&presigned).await;
    assert_eq!(status, 200, "{response}");
    assert_eq!(fake.requests()[0].json()["Name"], "Ops");
    let changed = String::from_utf8(presigned.body().to_vec()).unwrap();
    let changed = changed.replace("Ops", "Oops");
    let (method, url) = (presigned.method(), presigned.url());
    let (status, response) = send(method, url, presigned.headers(), changed.as_bytes()).await;
    assert_eq!(status, 403, "{response}");
    let (status, response) = send(
        method,
        &url.replace("/a/", "/b/"),
        presigned.headers(),
        presigned.body(),
    )
    .await;
    assert_eq!(status, 403, "{response}");
}

#[tokio::test]
async fn a_payload_that_is_not_signed_may_be_another_one() {
    let fake = fake().await;
    let client = fake.client_builder().clock(TestClock::at(START)).build();
    let client = client.unwrap();
    let post = |body| PostBlob::new("b", Bytes::from_static(body));
    let request = post(b"one").to_http(&fake.client()).await.unwrap();
    // Only the length is signed.
    let url = request.uri().to_string();
    let (status, response) = send(request.method(), &url, request.headers(), b"two").await;
    assert_eq!(status, 200, "{response}");
    let presigned = post(b"one").presign(&fake.client(), MINUTE).await.unwrap();
    let (method, url) = (presigned.method(), presigned.url());
    let (status, response) = send(method, url, presigned.headers(), b"two").await;
    assert_eq!(status, 200, "{response}");
    // The same signature for every body, unlike that of a payload that is signed.
    let one = post(b"one").presign(&client, MINUTE).await.unwrap();
    let another = post(b"another").presign(&client, MINUTE).await.unwrap();
    assert_eq!(one.url(), another.url());
    let put = |body| PutBlob::new("b", Bytes::from_static(body));
    let one = put(b"one").presign(&client, MINUTE).await.unwrap();
    let another = put(b"another").presign(&client, MINUTE).await.unwrap();
    assert_ne!(one.url(), another.url());
}

#[tokio::test]
async fn a_presigned_url_works_until_it_expires() {
    let clock = TestClock::at(START);
    let fake = FakeService::start_at(clock.clone()).await.unwrap();
    answer(&fake);
    let client = fake.client_builder().clock(clock.clone()).build().unwrap();
    let presigned = GetRoom::new("a", "r").presign(&client, MINUTE).await;
    let presigned = presigned.unwrap();
    clock.advance(MINUTE);
    let (status, response) = send_presigned(&presigned).await;
    assert_eq!(status, 200, "{response}");
    clock.advance(Duration::from_secs(1));
    let (status, response) = send_presigned(&presigned).await;
    assert_eq!(status, 403);
    assert!(response.contains("Signature expired"), "{response}");
}

#[tokio::test]
async fn a_presigned_url_is_valid_for_one_second_to_seven_days() {
    let fake = fake().await;
    let client = fake.client();
    for (life, seconds) in [(Duration::from_secs(1), "1"), (7 * DAY, "604800")] {
        let presigned = GetRoom::new("a", "r").presign(&client, life).await;
        let presigned = presigned.unwrap();
        let expires = format!("X-Amz-Expires={seconds}&");
        assert!(presigned.url().contains(&expires), "{}", presigned.url());
        assert_eq!(send_presigned(&presigned).await.0, 200);
    }
    for life in [
        Duration::ZERO,
        Duration::from_millis(999),
        7 * DAY + Duration::from_secs(1),
        Duration::MAX,
    ] {
        let presigned = GetRoom::new("a", "r").presign(&client, life).await;
        let error = presigned.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Build);
        assert!(error.to_string().contains("`expires_in` is "), "{error}");
    }
}

#[tokio::test]
async fn an_operation_without_a_signature_is_presigned_as_its_bare_url() {
    let fake = fake().await;
    // There are no credentials to be asked for.
    let client = Client::builder().endpoint_url(fake.url()).build().unwrap();
    let bare = GetOpen::new("i").presign(&client, MINUTE).await.unwrap();
    assert_eq!(bare.url(), format!("{}/open/i", fake.url()));
    let query = GetOpen::new("i").part("p").presign(&client, MINUTE).await;
    let query = query.unwrap();
    assert_eq!(query.url(), format!("{}/open/i?part=p", fake.url()));
    assert_eq!(send_presigned(&query).await.0, 200);
}

#[tokio::test]
async fn a_signed_request_is_accepted_unchanged() {
    let fake = fake().await;
    let client = fake.client();
    let requests = [
        CreateRoom::new("a", "Ops").to_http(&client).await.unwrap(),
        GetRoom::new("a", "r").to_http(&client).await.unwrap(),
        PutFile::new("a", "b/c d")
            .tag("t")
            .to_http(&client)
            .await
            .unwrap(),
    ];
    for request in requests {
        let url = request.uri().to_string();
        let (status, response) =
            send(request.method(), &url, request.headers(), request.body()).await;
        assert_eq!(status, 200, "{response}");
    }
}

/// Runs the line as a user would. Returns the status, or `None` without curl.
async fn run(line: String) -> Option<String> {
    let task = tokio::task::spawn_blocking(move || {
        if Command::new("curl").arg("--version").output().is_err() {
            println!("left out: curl is not installed");
            return None;
        }
        let output = Command::new("sh")
            .args(["-c", &format!("{line} -s -S -w '%{{http_code}}'")])
            .env("no_proxy", "*")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {said} {complaint}");
        Some(said)
    });
    task.await.unwrap()
}

#[tokio::test]
async fn the_shown_command_line_works() {
    let fake = fake().await;
    let client = fake.client();
    let body = "@/etc/hostname it's\n$HOME \\ \"{a,b}\" [1-2]";
    let shown = Secrets::Shown;
    let lines = [
        PutBlob::new("b", Bytes::from(body))
            .to_curl(&client, shown)
            .await
            .unwrap(),
        PutFile::new("a", "{x,y}/[1-3]/it's")
            .tag("")
            .to_curl(&client, shown)
            .await
            .unwrap(),
        CreateRoom::new("a", "Ops é")
            .to_curl(&client, shown)
            .await
            .unwrap(),
        ListRooms::new("a")
            .next_token("[1-2]{}")
            .to_curl(&client, shown)
            .await
            .unwrap(),
        HeadRoom::new("r").to_curl(&client, shown).await.unwrap(),
        PutFile::new("a", "blanks")
            .tag(" \t ")
            .key(" ")
            .meta([("a".to_owned(), "\t".to_owned())])
            .to_curl(&client, shown)
            .await
            .unwrap(),
        PutFile::new("a", "tabs")
            .tag(" it's\ta;  tag; ")
            .to_curl(&client, shown)
            .await
            .unwrap(),
    ];
    assert!(lines[1].contains(" -H 'x-tag;'"), "{}", lines[1]);
    assert!(lines[4].contains(" --head "), "{}", lines[4]);
    for blank in ["x-tag;", "x-key;", "x-meta-a;"] {
        let header = format!(" -H '{blank}'");
        assert!(lines[5].contains(&header), "{}", lines[5]);
    }
    for line in lines {
        let Some(said) = run(line.clone()).await else {
            return;
        };
        assert!(said.ends_with("200"), "{line}: {said}");
    }
    let received = fake.requests();
    assert_eq!(received[0].body(), body);
    assert_eq!(received[1].label(1), "{x,y}/[1-3]/it's");
    assert_eq!(received[1].header("x-tag"), Some(""));
    assert_eq!(received[2].json()["Name"], "Ops é");
    assert_eq!(received[5].header("x-tag"), Some(""));
    assert_eq!(received[5].header("x-meta-a"), Some(""));
    assert_eq!(received[6].header("x-tag"), Some("it's a;  tag;"));
}

#[tokio::test]
async fn a_body_that_is_not_text_cannot_be_shown_as_a_command() {
    let fake = fake().await;
    let client = fake.client();
    for body in [&b"\xff\xfe"[..], b"a\0b"] {
        let blob = || PutBlob::new("b", Bytes::copy_from_slice(body));
        let error = blob().to_curl(&client, Secrets::Shown).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Build);
        assert!(
            error.to_string().contains("`payload` is not text"),
            "{error}"
        );
        let line = blob().to_curl(&client, Secrets::Redacted).await.unwrap();
        assert!(line.ends_with(" bytes, redacted]'"), "{line}");
    }
}
