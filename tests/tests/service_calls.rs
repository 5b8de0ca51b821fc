//! The calls of a typed client can do everything that a call can, regardless of the names of the operation and its
//! members.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use opsmith::{
    Call, Client, ErrorKind, RetryConfig, Secrets, TimeoutKind, Timeouts, blocking, operation,
    output, service, testing::FakeService,
};

use crate::faults::server::{Answer, Server, json};

/// The phone service.
#[service(
    signing_name = "phone",
    endpoint = "https://phone.example.com",
    rename_all = "PascalCase"
)]
#[derive(Clone)]
pub struct Phone;

/// The operations have AWS's names, such as `CreateSipMediaApplicationCall`.
#[operation(service = Phone, path = "/sip-media-applications", output = Answered)]
pub struct CreateSipMediaApplication {
    pub name: String,
}

#[operation(service = Phone, path = "/sip-media-applications/<Id>/calls", output = Answered)]
pub struct CreateSipMediaApplicationCall {
    pub id: String,
    pub from: Option<String>,
    // Named like methods of a call and of an operation.
    pub timeout: Option<i32>,
    pub region: Option<String>,
    pub header: Option<String>,
    pub retry: Option<bool>,
    pub with_metadata: Option<bool>,
    pub new: Option<String>,
    pub send: Option<bool>,
}

#[operation(service = Phone, path = "/calls", output = Calls, paginate(token = next_token, items = calls))]
pub struct ListCalls {
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

#[output(rename_all = "PascalCase")]
pub struct Answered {
    pub call_id: Option<String>,
}

#[output(rename_all = "PascalCase")]
pub struct Calls {
    pub calls: Option<Vec<String>>,
    pub next_token: Option<String>,
}

const ANSWER: &str = r#"{"CallId":"c-1"}"#;

fn extra() -> (HeaderName, HeaderValue) {
    let name = HeaderName::from_static("x-extra");
    (name, HeaderValue::from_static("v"))
}

#[tokio::test]
async fn a_call_of_a_typed_client_takes_every_option() {
    let (usual, other) = (
        Server::saying(json(200, ANSWER)).await,
        Server::saying(json(200, ANSWER)).await,
    );
    let phone = Phone::new(&usual.client());
    let (name, value) = extra();
    let call: Phone<Call<CreateSipMediaApplicationCall>> = phone
        .create_sip_media_application_call("app")
        .from("+1")
        .set_timeout(5)
        .set_region("member")
        .set_header("member")
        .set_retry(true)
        .set_with_metadata(false)
        .set_new("n")
        .set_send(true)
        .timeouts(Timeouts::none())
        .timeout(Duration::from_secs(30))
        .retry(RetryConfig::none())
        .region("eu-west-1")
        .endpoint_url(other.url())
        .header(name, value);
    let (answer, metadata) = call.with_metadata().await.unwrap();
    assert_eq!(answer.call_id.as_deref(), Some("c-1"));
    assert_eq!((metadata.status, metadata.attempts), (StatusCode::OK, 1));
    assert!(usual.requests().is_empty());
    let request = &other.requests()[0];
    assert_eq!(request.header("x-extra"), Some("v"));
    let authorization = request.header("authorization").unwrap();
    assert!(authorization.contains("/eu-west-1/"), "{authorization}");
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({
            "From": "+1", "Timeout": 5, "Region": "member", "Header": "member", "Retry": true,
            "WithMetadata": false, "New": "n", "Send": true,
        })
    );
}

#[tokio::test]
async fn a_call_of_a_typed_client_is_awaited_or_sent() {
    let server = Server::saying(json(200, ANSWER)).await;
    let phone = Phone::new(&server.client());
    phone.create_sip_media_application("a").await.unwrap();
    let call = phone.clone().create_sip_media_application("a");
    assert_eq!(
        format!("{phone:?} {call:?}").split('(').next(),
        Some("Phone")
    );
    let sent: Call<CreateSipMediaApplication> = call.send();
    sent.await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_call_of_a_typed_client_can_have_its_own_time_limit() {
    let server = Server::start(|_| Answer::ThenStall(Vec::new())).await;
    let phone = Phone::new(&server.client());
    let limit = Duration::from_millis(50);
    let error = phone
        .create_sip_media_application("a")
        .timeout(limit)
        .await
        .err()
        .unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
    // Streams take options, too, and `with_metadata` keeps them.
    let call = phone.create_sip_media_application("a").with_metadata();
    let error = call.timeout(limit).await.err().unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
    let client = server.client();
    let mut pages = ListCalls::new().pages(&client).timeout(limit);
    let error = pages.try_next().await.err().unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
    let mut items = ListCalls::new().items(&client).timeout(limit);
    let error = items.try_next().await.err().unwrap();
    assert_eq!(error.timeout(), Some(TimeoutKind::Operation));
}

/// Two pages of one call each.
async fn two_pages() -> Server {
    Server::start(|request| {
        Answer::Bytes(json(
            200,
            if request.head.contains("next-token=") {
                r#"{"Calls":["b"]}"#
            } else {
                r#"{"Calls":["a"],"NextToken":"t"}"#
            },
        ))
    })
    .await
}

#[tokio::test]
async fn every_page_is_requested_with_the_options_of_its_stream() {
    let server = two_pages().await;
    let (client, (name, value)) = (server.client(), extra());
    let items = ListCalls::new().items(&client);
    let mut items = items
        .header(name.clone(), value.clone())
        .region("eu-west-1");
    let mut found = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        found.push(item);
    }
    assert_eq!(found, ["a", "b"]);
    let phone = Phone::new(&client);
    let mut pages = phone
        .list_calls()
        .header(name, value)
        .region("eu-west-1")
        .pages();
    while pages.try_next().await.unwrap().is_some() {}
    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    for request in requests {
        assert_eq!(request.header("x-extra"), Some("v"));
        let authorization = request.header("authorization").unwrap();
        assert!(authorization.contains("/eu-west-1/"), "{authorization}");
    }
}

#[test]
fn a_blocking_client_sends_operations_and_calls_with_one_method() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(two_pages());
    let client = blocking::Client::new(server.client()).unwrap();
    let phone = Phone::new(client.client());
    let (name, value) = extra();
    client.send(CreateSipMediaApplication::new("a")).unwrap();
    let call = CreateSipMediaApplication::new("a").send(client.client());
    client
        .send(call.header(name.clone(), value.clone()))
        .unwrap();
    let call = phone.create_sip_media_application("a");
    client
        .send(call.header(name.clone(), value.clone()))
        .unwrap();
    let call = phone.create_sip_media_application("a").with_metadata();
    let (_, metadata) = client
        .send(call.header(name.clone(), value.clone()))
        .unwrap();
    assert_eq!(metadata.status, StatusCode::OK);
    let call = phone.list_calls().header(name, value);
    let items: Result<Vec<_>, _> = client.items(call).collect();
    assert_eq!(items.unwrap(), ["a", "b"]);
    let with_it = |request: &&crate::faults::server::Request| request.header("x-extra").is_some();
    assert_eq!(server.requests().len(), 6);
    assert_eq!(server.requests().iter().filter(with_it).count(), 5);
    let presigned = client.presign(ListCalls::new(), Duration::from_mins(1));
    assert!(presigned.unwrap().url().contains("X-Amz-Signature="));
    let line = client.to_curl(phone.list_calls().region("eu-west-1"), Secrets::Shown);
    assert!(line.unwrap().contains("/eu-west-1/"));
    let request = client.to_http(ListCalls::new()).unwrap();
    assert!(request.headers().contains_key("authorization"));
}

#[tokio::test]
async fn requests_that_are_not_sent_obey_the_calls_options() {
    let fake = FakeService::start().await.unwrap();
    fake.on_raw::<CreateSipMediaApplication>(|_| http::Response::new(Bytes::from_static(b"{}")));
    let elsewhere = Client::builder()
        .region("us-east-1")
        .endpoint_url("http://127.0.0.1:1")
        .credentials(fake.credentials())
        .build()
        .unwrap();
    let operation = || CreateSipMediaApplication::new("a");
    let (name, value) = extra();
    let minute = Duration::from_mins(1);
    let phone = Phone::new(&elsewhere);
    let presigned = [
        operation()
            .presign(&elsewhere, minute)
            .region("eu-west-1")
            .endpoint_url(fake.url())
            .header(name.clone(), value.clone())
            .await,
        operation()
            .send(&elsewhere)
            .region("eu-west-1")
            .endpoint_url(fake.url())
            .header(name.clone(), value.clone())
            .presign(minute)
            .await,
        phone
            .create_sip_media_application("a")
            .region("eu-west-1")
            .endpoint_url(fake.url())
            .header(name.clone(), value.clone())
            .presign(minute)
            .await,
    ];
    for presigned in presigned {
        let presigned = presigned.unwrap();
        assert!(
            presigned.url().starts_with(&fake.url()),
            "{}",
            presigned.url()
        );
        assert!(
            presigned.url().contains("%2Feu-west-1%2F"),
            "{}",
            presigned.url()
        );
        assert_eq!(presigned.headers()["x-extra"], "v");
        assert!(presigned.url().contains("x-extra"), "{}", presigned.url());
    }
    let request = operation()
        .to_http(&elsewhere)
        .endpoint_url(fake.url())
        .region("eu-west-1")
        .header(name.clone(), value.clone())
        .await
        .unwrap();
    assert!(request.uri().to_string().starts_with(&fake.url()));
    assert_eq!(request.headers()["x-extra"], "v");
    let authorization = request.headers()["authorization"].to_str().unwrap();
    assert!(authorization.contains("/eu-west-1/"), "{authorization}");
    let line = operation()
        .to_curl(&elsewhere, Secrets::Shown)
        .endpoint_url(fake.url())
        .region("eu-west-1")
        .header(name, value.clone())
        .await
        .unwrap();
    assert!(
        line.contains(&fake.url()) && line.contains("x-extra: v"),
        "{line}"
    );
    let refused = operation()
        .presign(&elsewhere, minute)
        .header(http::header::HOST, value)
        .await;
    assert_eq!(refused.err().unwrap().kind(), ErrorKind::Build);
}

#[tokio::test]
async fn a_user_agent_header_is_rejected() {
    let server = Server::saying(json(200, ANSWER)).await;
    let client = server.client();
    let value = HeaderValue::from_static("my-app/1.0");
    let headers = [
        http::header::USER_AGENT,
        HeaderName::from_static("x-amz-user-agent"),
        HeaderName::from_static("amz-sdk-request"),
        HeaderName::from_static("amz-sdk-invocation-id"),
    ];
    for name in headers {
        let call = CreateSipMediaApplication::new("a").send(&client);
        let error = call
            .header(name.clone(), value.clone())
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Build);
        let text = error.to_string();
        assert!(
            text.contains(name.as_str()) && text.contains("the client"),
            "{text}"
        );
        assert!(
            text.contains("app_id") == name.as_str().contains("user-agent"),
            "{text}"
        );
    }
    assert!(server.requests().is_empty());
}
