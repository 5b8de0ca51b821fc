//! What must not be shown: keys, tokens, signatures and `sensitive` members, in `Debug`, in errors and in traces.

use std::{
    fmt::{self, Write},
    sync::{Arc, Mutex},
    time::Duration,
};

use opsmith::{RetryConfig, Secrets, operation};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

use super::{PutFile, put_file};
use crate::{
    chime::{ChimeError, GetRoom},
    faults::server::{SECRET_KEY, SESSION_TOKEN, Server, json},
    traces::is_alone,
};

const SENSITIVE: &str = "what-nobody-may-read";

fn with_secret() -> PutFile {
    put_file().secret(SENSITIVE)
}

/// An operation with sensitive members in the body, a header and the query.
fn with_secrets() -> PutFile {
    with_secret().key(SENSITIVE).pin(SENSITIVE)
}

/// An operation with a sensitive member in its path.
#[operation(service = "chime", unlisted, path = "/secrets/<Id>", method = "GET", error = ChimeError)]
struct GetSecret {
    #[op(sensitive)]
    id: String,
}

/// The signature of the server's last request.
fn signature(server: &Server) -> String {
    let requests = server.requests();
    let authorization = requests.last().unwrap().header("authorization").unwrap();
    let (_, signature) = authorization.split_once("Signature=").unwrap();
    assert_eq!(signature.len(), 64);
    signature.to_owned()
}

#[track_caller]
fn assert_clean(shown: &str, more: &[&str]) {
    let escaped = SESSION_TOKEN.replace('/', "\\/");
    for secret in [SECRET_KEY, SESSION_TOKEN, &escaped, SENSITIVE]
        .iter()
        .chain(more)
    {
        assert!(!shown.contains(secret), "{secret} is in: {shown}");
    }
}

const OUTPUT: &str =
    r#"{"File":{"Size":1,"Versions":[{"Created":1,"Token":"what-nobody-may-read"}]}}"#;

#[tokio::test]
async fn debug_does_not_show_secrets() {
    let server = Server::saying(json(200, OUTPUT)).await;
    let client = server.client();
    let operation = with_secrets();
    assert_clean(&format!("{operation:?} {operation:#?}"), &[]);
    assert!(format!("{operation:?}").contains("[redacted]"));
    let builder = server.client_builder();
    assert_clean(&format!("{client:?} {client:#?} {builder:?}"), &[]);
    let call = operation.send(&client);
    assert_clean(&format!("{call:?}"), &[]);
    let call = call.with_metadata();
    assert_clean(&format!("{call:?}"), &[]);
    let (output, metadata) = call.await.unwrap();
    assert!(output.file.versions[0].token.is_some());
    let signature = signature(&server);
    assert_clean(&format!("{output:?} {metadata:?}"), &[&signature]);
}

#[tokio::test]
async fn prepared_requests_do_not_show_secrets() {
    let server = Server::saying(json(200, OUTPUT)).await;
    let client = server.client();
    let request = with_secrets().to_http(&client).await.unwrap();
    let authorization = request.headers()["authorization"].to_str().unwrap();
    let signature = authorization.split_once("Signature=").unwrap().1.to_owned();
    assert_clean(&format!("{:?}", request.headers()), &[&signature]);
    let redacted = Secrets::Redacted;
    let curl = with_secrets().to_curl(&client, redacted).await.unwrap();
    assert_clean(&curl, &["Signature=", &signature]);
    assert!(curl.contains(" -H 'x-key: [redacted]'"), "{curl}");
    let presigned = with_secrets()
        .presign(&client, Duration::from_mins(1))
        .await
        .unwrap();
    assert!(presigned.url().contains(SENSITIVE));
    assert_clean(&format!("{presigned:?} {:?}", presigned.headers()), &[]);
    let secret = || GetSecret::new(SENSITIVE);
    let curl = secret().to_curl(&client, redacted).await.unwrap();
    assert_clean(&curl, &["Signature="]);
    let presigned = secret()
        .presign(&client, Duration::from_mins(1))
        .await
        .unwrap();
    assert!(presigned.url().contains(SENSITIVE));
    assert_clean(&format!("{presigned:?} {:?}", presigned.headers()), &[]);
    let presigned = GetRoom::new("a", "r")
        .presign(&client, Duration::from_mins(1))
        .await
        .unwrap();
    let (_, signature) = presigned.url().split_once("X-Amz-Signature=").unwrap();
    assert_clean(&format!("{presigned:?}"), &[&signature[..64]]);
}

#[tokio::test]
async fn errors_do_not_show_secrets() {
    // A rejected signature quotes the canonical request, which contains the token, as AWS does; once with the slash
    // escaped as in JSON.
    for token in [SESSION_TOKEN.to_owned(), SESSION_TOKEN.replace('/', "\\/")] {
        for (header, code) in [
            ("x-amzn-errortype", "InvalidSignatureException"),
            ("x-amzn-errortype", "NotFoundException"),
            ("content-type", "text/plain"),
        ] {
            let body = format!(
                r#"{{"message":"The Canonical String for this request should have been 'GET\n/\nx-amz-security-token:{token}\n'"}}"#
            );
            let answer = crate::faults::server::response(403, &[(header, code)], body);
            let server = Server::saying(answer).await;
            let error = with_secrets().send(&server.client()).await.err().unwrap();
            let signature = signature(&server);
            let shown = format!("{error} {error:?} {error:#?} {:?}", error.service_error());
            assert!(shown.contains("x-amz-security-token:[redacted]"), "{shown}");
            assert_clean(&shown, &[&signature]);
        }
    }
}

#[tokio::test]
async fn a_decode_error_does_not_show_the_value() {
    let body = OUTPUT.replace("\"what-nobody-may-read\"", "[\"what-nobody-may-read\"]");
    let server = Server::saying(json(200, body)).await;
    let error = put_file().send(&server.client()).await.err().unwrap();
    assert_clean(&format!("{error} {error:?}"), &[]);
    assert!(error.to_string().contains("`File.Versions[0].Token`"));
}

#[tokio::test]
async fn traces_do_not_show_secrets() {
    if !is_alone("bad_input::secrets::traces_do_not_show_secrets") {
        return;
    }
    let server = Server::start(|request| {
        crate::faults::server::Answer::Bytes(match request.number % 4 {
            0 => json(503, r#"{"message":"busy"}"#),
            1 => json(200, OUTPUT),
            _ => json(404, r#"{"code":"NotFoundException","message":"no"}"#),
        })
    })
    .await;
    let trace = Trace::default();
    let guard = tracing::subscriber::set_default(trace.clone());
    let signatures = make_calls(&server).await;
    drop(guard);
    let seen = trace.0.lock().unwrap().clone();
    assert_clean(&seen, &signatures.each_ref().map(String::as_str));
    // The subscriber has seen what it should.
    for expected in [
        "call{",
        "rpc.service=\"chime\"",
        "rpc.method=\"PutFile\"",
        "attempt{",
        "http.response.status_code=503",
        "retrying",
        "error.type=\"NotFoundException\"",
        "cloud.region=\"us-east-1\"",
        "aws.request_id=\"r-1\"",
    ] {
        assert!(seen.contains(expected), "{expected} is not in: {seen}");
    }
}

/// Makes a call with two attempts, two calls that fail, and a presigned URL. Returns the signatures.
async fn make_calls(server: &Server) -> [String; 3] {
    let client = server.client();
    with_secrets().send(&client).await.unwrap();
    let first = signature(server);
    assert!(with_secrets().send(&client).await.is_err());
    with_secrets()
        .send(&client)
        .retry(RetryConfig::none())
        .await
        .err()
        .unwrap();
    let presigned = GetRoom::new("a", "r")
        .presign(&client, Duration::from_mins(1))
        .await
        .unwrap();
    let (_, presigned) = presigned.url().split_once("X-Amz-Signature=").unwrap();
    [first, signature(server), presigned[..64].to_owned()]
}

/// A subscriber that records the text of all spans and events down to level trace.
#[derive(Clone, Default)]
pub(super) struct Trace(pub(super) Arc<Mutex<String>>);

impl Trace {
    fn write(&self, name: &str, record: impl FnOnce(&mut Text)) {
        let mut text = Text(format!("{name}{{"));
        record(&mut text);
        *self.0.lock().unwrap() += &(text.0 + "}\n");
    }
}

struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Trace {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.write(span.metadata().name(), |text| span.record(text));
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        self.write("", |text| values.record(text));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write(event.metadata().target(), |text| event.record(text));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}
