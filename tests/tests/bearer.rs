//! Bearer tokens instead of signatures.

use std::time::Duration;

use opsmith::{
    Client, Credentials, ErrorKind, Secrets,
    credentials::{ProvideToken, Token, future},
    operation, output, service,
    testing::FakeService,
};

use crate::faults::server::{Answer, Server, json, quick_retries};

#[operation(service = "codecatalyst", output = GetSpaceOutput)]
pub struct GetSpace {
    pub name: String,
}

#[output(service = "codecatalyst", operation = "GetSpace")]
#[derive(PartialEq)]
pub struct GetSpaceOutput {
    pub name: String,
    pub region_name: String,
}

/// Amazon Bedrock's operations take a signature or a token.
#[operation(service = "bedrock")]
pub struct GetFoundationModel {
    pub model_identifier: String,
}

/// Of the two, a declaration may choose one.
#[operation(service = "bedrock", name = "GetFoundationModel", auth = "sigv4")]
pub struct GetModelSigned {
    pub model_identifier: String,
}

#[operation(service = "bedrock", name = "GetFoundationModel", auth = "bearer")]
pub struct GetModelWithToken {
    pub model_identifier: String,
}

#[service(signing_name = "orders", endpoint = "https://orders.example.com")]
pub struct Orders;

#[operation(service = Orders, path = "/orders/<Id>", auth = "bearer")]
pub struct GetOrder {
    pub id: String,
}

fn keys() -> Credentials {
    Credentials::from_keys("AKID", "secret", None)
}

fn client(server: &Server) -> opsmith::ClientBuilder {
    Client::builder()
        .region("us-west-2")
        .endpoint_url(server.url())
        .retry(quick_retries())
}

#[tokio::test]
async fn a_token_is_sent_instead_of_a_signature() {
    let server = Server::saying(json(200, r#"{"name":"a","regionName":"us-west-2"}"#)).await;
    let client = client(&server)
        .bearer_token(Token::new("t0ken", None))
        .build()
        .unwrap();
    let space = GetSpace::new("a").send(&client).await.unwrap();
    assert_eq!(space.region_name, "us-west-2");
    let seen = &server.requests()[0];
    assert_eq!(seen.header("authorization"), Some("Bearer t0ken"));
    assert_eq!(seen.header("x-amz-date"), None);
    assert!(
        seen.head.starts_with("GET /v1/spaces/a HTTP/1.1"),
        "{}",
        seen.head
    );
}

#[tokio::test]
async fn a_service_that_takes_only_tokens_has_its_endpoint_in_the_table() {
    let client = Client::builder()
        .region("us-west-2")
        .bearer_token(Token::new("t0ken", None))
        .build()
        .unwrap();
    let request = GetSpace::new("a").to_http(&client).await.unwrap();
    let url = "https://codecatalyst.global.api.aws/v1/spaces/a";
    assert_eq!(request.uri().to_string(), url);
}

#[tokio::test]
async fn an_operation_that_takes_either_is_signed_unless_there_is_only_a_token() {
    let server = Server::saying(json(200, "{}")).await;
    let call = async |builder: opsmith::ClientBuilder| {
        let client = builder.build().unwrap();
        GetFoundationModel::new("m").send(&client).await.unwrap();
        let seen = server.requests();
        seen.last()
            .unwrap()
            .header("authorization")
            .unwrap()
            .to_owned()
    };
    let token = || Token::new("t0ken", None);
    assert_eq!(
        call(client(&server).bearer_token(token())).await,
        "Bearer t0ken"
    );
    let signed = call(client(&server).credentials(keys())).await;
    assert!(signed.starts_with("AWS4-HMAC-SHA256 "), "{signed}");
    let both = client(&server).credentials(keys()).bearer_token(token());
    let signed = call(both).await;
    assert!(signed.starts_with("AWS4-HMAC-SHA256 "), "{signed}");
}

#[tokio::test]
async fn a_declaration_chooses_one_of_the_ways_that_the_model_offers() {
    let server = Server::saying(json(200, "{}")).await;
    let sent = || {
        let requests = server.requests();
        let header = requests
            .last()
            .and_then(|seen| seen.header("authorization"));
        header.map(str::to_owned).unwrap_or_default()
    };
    let token = || Token::new("t0ken", None);
    let only_token = client(&server).bearer_token(token()).build().unwrap();
    let refused = GetModelSigned::new("m").send(&only_token).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Credentials);
    let both = client(&server).credentials(keys()).bearer_token(token());
    let both = both.build().unwrap();
    GetModelSigned::new("m").send(&both).await.unwrap();
    assert!(sent().starts_with("AWS4-HMAC-SHA256 "), "{}", sent());
    GetModelWithToken::new("m").send(&both).await.unwrap();
    assert_eq!(sent(), "Bearer t0ken");
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let server = Server::saying(json(200, "{}")).await;
    let client = client(&server).credentials(keys()).build().unwrap();
    let error = GetOrder::new("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("bearer_token"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_token_is_not_sent_without_encryption() {
    let client = Client::builder()
        .region("us-west-2")
        .endpoint_url("http://orders.example.com")
        .allow_http(true)
        .bearer_token(Token::new("t0ken", None))
        .build()
        .unwrap();
    let error = GetOrder::new("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        error
            .to_string()
            .contains("a bearer token is only sent over TLS"),
        "{error}"
    );
}

#[tokio::test]
async fn a_token_with_a_line_break_is_rejected_and_not_shown() {
    let client = Client::builder()
        .region("us-west-2")
        .bearer_token(Token::new("t0ken\r\nx: y", None))
        .build()
        .unwrap();
    let error = GetOrder::new("1").send(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(!format!("{error} {error:?}").contains("t0ken"), "{error:?}");
}

#[tokio::test]
async fn a_token_is_never_shown() {
    // The service quotes it.
    let body = r#"{"__type":"AccessDeniedException","message":"t0ken-of-mine is not known"}"#;
    let server = Server::saying(json(403, body)).await;
    let client = client(&server)
        .bearer_token(Token::new("t0ken-of-mine", None))
        .build()
        .unwrap();
    let error = GetOrder::new("1").send(&client).await.unwrap_err();
    let shown = format!("{error} {error:?} {client:?}");
    assert!(!shown.contains("t0ken-of-mine"), "{shown}");
    let order = GetOrder::new("1");
    let line = order.to_curl(&client, Secrets::Redacted).await.unwrap();
    assert!(line.contains("authorization: [redacted]"), "{line}");
    let request = order.to_http(&client).await.unwrap();
    assert!(
        !format!("{request:?}").contains("t0ken-of-mine"),
        "{request:?}"
    );
}

#[tokio::test]
async fn a_url_cannot_carry_a_token() {
    let client = Client::builder()
        .region("us-west-2")
        .bearer_token(Token::new("t0ken", None))
        .build()
        .unwrap();
    let presigned = GetOrder::new("1").presign(&client, Duration::from_mins(1));
    let error = presigned.await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a bearer token, which is not sent in a URL"),
        "{error}"
    );
}

/// A different token each time.
#[derive(Debug, Default)]
struct Counted(std::sync::atomic::AtomicUsize);

impl ProvideToken for Counted {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        let number = self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        future::ProvideToken::ready(Ok(Token::new(format!("t{number}"), None)))
    }
}

#[tokio::test]
async fn a_token_that_the_service_rejects_as_expired_is_renewed_once() {
    let server = Server::start(|request| {
        let expired = r#"{"__type":"ExpiredTokenException"}"#;
        Answer::Bytes(match request.header("authorization") {
            Some("Bearer t0") => json(401, expired),
            _ => json(200, "{}"),
        })
    })
    .await;
    let client = client(&server)
        .bearer_token(Counted::default())
        .build()
        .unwrap();
    GetOrder::new("1").send(&client).await.unwrap();
    GetOrder::new("2").send(&client).await.unwrap();
    let seen = server.requests();
    let sent: Vec<_> = seen
        .iter()
        .map(|seen| seen.header("authorization").unwrap())
        .collect();
    assert_eq!(sent, ["Bearer t0", "Bearer t1", "Bearer t1"]);
}

#[tokio::test]
async fn the_fake_requires_a_token() {
    let fake = FakeService::start().await.unwrap();
    fake.on(|_: GetSpace| async {
        Ok(GetSpaceOutput {
            name: "a".to_owned(),
            region_name: "us-west-2".to_owned(),
        })
    });
    let client = fake
        .client_builder()
        .bearer_token(Token::new("t", None))
        .build()
        .unwrap();
    assert_eq!(GetSpace::new("a").send(&client).await.unwrap().name, "a");
    let answer = unauthorized(&format!("{}/v1/spaces/a", fake.url())).await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
}

/// A request with no authorization at all.
async fn unauthorized(url: &str) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let (host, path) = url.trim_start_matches("http://").split_once('/').unwrap();
    let mut stream = tokio::net::TcpStream::connect(host).await.unwrap();
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}
