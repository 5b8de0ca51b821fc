//! A service that echoes what it was sent, escaped in every way and in every place: no secret is shown.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use opsmith::{
    ApiError, Attempt, Error, Hook, RetryConfig, Timestamp, Unmodeled, operation, output, shape,
};

use super::secrets::Trace;
use crate::faults::server::{Answer, Request, SECRET_KEY, SESSION_TOKEN, Server, response};

/// Sensitive members in every location, including nested ones and a union's.
#[operation(
    service = "chime",
    unlisted,
    path = "/echo/<Label>/<Rest+>",
    method = "POST",
    output = EchoOutput,
    error = EchoError,
    rename_all = "PascalCase",
)]
struct Echo {
    #[op(sensitive)]
    label: String,
    #[op(sensitive)]
    rest: String,
    #[op(sensitive, query = "pin")]
    pin: Vec<String>,
    #[op(sensitive, query_map)]
    more: BTreeMap<String, String>,
    #[op(sensitive, header = "x-key")]
    key: Option<String>,
    #[op(sensitive, header = "x-list")]
    list: Option<Vec<String>>,
    #[op(sensitive, header = "x-typed", media_type = "application/json")]
    typed: Option<String>,
    #[op(sensitive, prefix_headers = "x-meta-")]
    meta: Option<BTreeMap<String, String>>,
    #[op(sensitive)]
    secret: Option<String>,
    #[op(sensitive)]
    numbers: Vec<i32>,
    user: User,
    choice: Choice,
    shown: String,
}

#[shape(rename_all = "PascalCase")]
struct User {
    #[op(sensitive)]
    password: String,
    #[op(sensitive)]
    words: Vec<String>,
    name: String,
}

#[shape(rename_all = "PascalCase")]
enum Choice {
    #[op(sensitive)]
    Token(String),
}

#[output(rename_all = "PascalCase")]
struct EchoOutput {
    when: Option<Timestamp>,
    counts: Option<BTreeMap<String, i32>>,
}

#[derive(Debug, ApiError)]
enum EchoError {
    #[op(code = "EchoException", status = 400)]
    Echo(EchoBody),
    #[op(other)]
    Other(Unmodeled),
}

#[output(rename_all = "camelCase")]
struct EchoBody {
    message: Option<String>,
    detail: Option<String>,
    #[op(header = "x-detail")]
    header: Option<String>,
}

/// The same, as a payload.
#[operation(service = "chime", unlisted, path = "/payload", method = "PUT", output = EchoOutput, error = EchoError)]
struct PutUser {
    #[op(payload)]
    user: User,
}

#[operation(service = "chime", unlisted, path = "/text", method = "PUT", output = EchoOutput, error = EchoError)]
struct PutText {
    #[op(payload, sensitive)]
    text: String,
}

const SENSITIVE: [&str; 15] = [
    "of-the-label=&+",
    "of/the/rest=+é",
    "of=the&pin+1",
    "of=the&pin+2",
    "of-the-map+/=",
    "of-the/key=+&",
    "of-the-list, 1",
    "of-the-list/2=",
    r#"{"of":"the/typed=+"}"#,
    "of-the-meta/+=",
    "of-the\"secret\"\\/+=<&>",
    "of the/password+=",
    "of/the/words=+1",
    "of/the/choice=+",
    "73194625",
];

fn echo() -> Echo {
    let [
        label,
        rest,
        pin,
        pin2,
        map,
        key,
        list,
        list2,
        typed,
        meta,
        secret,
        password,
        words,
        choice,
        number,
    ] = SENSITIVE;
    Echo::new(
        label,
        rest,
        [pin, pin2].map(str::to_owned),
        [("of-map".to_owned(), map.to_owned())],
        vec![number.parse().unwrap()],
        User {
            password: password.to_owned(),
            words: vec![words.to_owned()],
            name: "Ann".to_owned(),
        },
        Choice::Token(choice.to_owned()),
        "visible",
    )
    .key(key)
    .list(vec![list.to_owned(), list2.to_owned()])
    .typed(typed)
    .meta([("a".to_owned(), meta.to_owned())])
    .secret(secret)
}

/// Writes every character except letters and digits in one form.
fn each_special(text: &str, form: impl Fn(char) -> String) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_string()
            } else {
                form(c)
            }
        })
        .collect()
}

fn json_units(c: char) -> Vec<u16> {
    c.encode_utf16(&mut [0; 2]).to_vec()
}

fn percent(text: &str, upper: bool) -> String {
    each_special(text, |c| {
        let bytes = c.to_string().into_bytes();
        let one = |byte: u8| {
            if upper {
                format!("%{byte:02X}")
            } else {
                format!("%{byte:02x}")
            }
        };
        bytes.into_iter().map(one).collect()
    })
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// The forms in which services echo texts.
fn forms(secret: &str) -> Vec<String> {
    let units = |upper: bool| {
        each_special(secret, |c| {
            let one = |unit: u16| {
                if upper {
                    format!("\\u{unit:04X}")
                } else {
                    format!("\\u{unit:04x}")
                }
            };
            json_units(c).into_iter().map(one).collect()
        })
    };
    let decimal = each_special(secret, |c| format!("&#{};", u32::from(c)));
    let hexadecimal = each_special(secret, |c| format!("&#x{:X};", u32::from(c)));
    let lower = each_special(secret, |c| format!("&#X{:x};", u32::from(c)));
    let quoted = serde_json::to_string(secret).unwrap();
    let quoted = quoted[1..quoted.len() - 1].to_owned();
    vec![
        secret.to_owned(),
        quoted.replace('/', "\\/"),
        quoted.replace('\\', "\\\\"),
        units(false).replace('\\', "\\\\"),
        units(false),
        units(true),
        html(secret),
        html(&html(secret)),
        html(&decimal),
        decimal,
        hexadecimal,
        lower,
        percent(secret, true),
        percent(secret, false),
        percent(&percent(secret, true), true),
        percent(&percent(secret, false), false),
        percent(&html(secret), true),
        html(&percent(secret, true)),
        quoted,
    ]
}

/// Finds secrets in a text, after removing escapes several times.
fn contains(shown: &str, secret: &str) -> bool {
    forms(secret)
        .iter()
        .any(|form| shown.contains(form.as_str()))
}

/// The text as a JSON string. The form's own escapes are kept if it is already JSON.
fn in_json(form: &str, secret: &str) -> String {
    let is_json = serde_json::from_str::<String>(&format!("\"{form}\""));
    if is_json.is_ok_and(|text| text == secret || form.contains('\\')) {
        return form.to_owned();
    }
    let quoted = serde_json::to_string(form).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

/// Responses that each contain the form in one place.
fn answers(form: &str, secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (json, header) = (in_json(form, secret), form);
    let plain = [("content-type", "application/json")];
    let body = |text: String| response(400, &plain, text);
    let in_header = |name: &'static str| {
        let headers = [("x-amzn-errortype", "EchoException"), (name, header)];
        response(400, &headers, r#"{"message":"no"}"#)
    };
    vec![
        (
            "message",
            body(format!(
                r#"{{"__type":"EchoException","message":"no <{json}>"}}"#
            )),
        ),
        (
            "member",
            body(format!(r#"{{"__type":"EchoException","detail":"{json}"}}"#)),
        ),
        (
            "other's message",
            body(format!(r#"{{"__type":"X","Message":"{json}"}}"#)),
        ),
        ("code", body(format!(r#"{{"code":"a{json}"}}"#))),
        ("name of a member", body(format!(r#"{{"a{json}":"b"}}"#))),
        (
            "page",
            response(
                502,
                &[("content-type", "text/html")],
                format!("<p>{form}</p>"),
            ),
        ),
        ("text", response(403, &[], form)),
        (
            "error type",
            response(400, &[("x-amzn-errortype", header)], "{}"),
        ),
        ("bound header", in_header("x-detail")),
        ("request id", in_header("x-amzn-requestid")),
        ("location", response(302, &[("location", header)], "")),
        (
            "content type",
            response(500, &[("content-type", header)], "oops"),
        ),
        (
            "page with 200",
            response(200, &[("content-type", header)], form),
        ),
        (
            "key of a map",
            response(
                200,
                &plain,
                format!(r#"{{"Counts":{{"{json}":"no number"}}}}"#),
            ),
        ),
        (
            "success",
            response(
                200,
                &[
                    ("x-amzn-requestid", header),
                    ("content-type", header),
                    ("date", header),
                    ("x-any", header),
                ],
                "{}",
            ),
        ),
    ]
}

/// Records what a hook receives.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<String>>);

impl Hook for Told {
    fn after_attempt(&self, attempt: &Attempt) {
        let told = format!("{attempt:?} {attempt:#?}\n");
        self.0.lock().unwrap().push_str(&told);
    }
}

fn shown<T>(result: &Result<(T, opsmith::ResponseMetadata), Error<EchoError>>) -> String {
    use std::error::Error as _;

    match result {
        Ok((_, metadata)) => format!("{metadata:?} {metadata:#?}"),
        Err(error) => {
            let cause = error.cause().map(|cause| format!("{cause} {cause:?}"));
            let service = error.service_error();
            let source = error.source().unwrap();
            format!(
                "{error} {error:?} {error:#?} {source} {source:?} {cause:?} {service:?} {:?} {:?} {:?} {}",
                error.code(),
                error.message(),
                error.request_id(),
                service.map(ToString::to_string).unwrap_or_default(),
            )
        }
    }
}

/// The part of a request that the server sends back.
fn signature_of(request: &Request) -> String {
    let authorization = request.header("authorization").unwrap();
    authorization.split_once("Signature=").unwrap().1.to_owned()
}

/// Returns each secret in each form and place, and checks everything that is shown.
#[tokio::test]
async fn an_echoed_secret_is_not_shown_in_any_form() {
    let secrets: Vec<String> = [SESSION_TOKEN, SECRET_KEY]
        .iter()
        .chain(&SENSITIVE)
        .map(|secret| (*secret).to_owned())
        .collect();
    let answer: Arc<Mutex<Vec<u8>>> = Arc::default();
    let server = Server::start({
        let answer = answer.clone();
        move |_| Answer::Bytes(answer.lock().unwrap().clone())
    })
    .await;
    let told = Told::default();
    let client = server
        .client_builder()
        .retry(RetryConfig::none())
        .hook(told.clone())
        .build()
        .unwrap();
    let mut cases = 0;
    for secret in &secrets {
        for form in forms(secret) {
            for (place, bytes) in answers(&form, secret) {
                *answer.lock().unwrap() = bytes;
                let trace = Trace::default();
                let guard = tracing::subscriber::set_default(trace.clone());
                let result = echo().send(&client).with_metadata().await;
                drop(guard);
                let seen = format!("{} {}", shown(&result), trace.0.lock().unwrap());
                assert!(
                    !contains(&seen, secret),
                    "{secret:?} as {form:?} in the {place}: {seen}"
                );
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 17 * 19 * 15);
    let told = told.0.lock().unwrap();
    assert!(secrets.iter().all(|secret| !contains(&told, secret)));
}

/// Text next to a secret is kept.
#[tokio::test]
async fn text_that_is_not_secret_is_shown() {
    let body = format!(
        r#"{{"__type":"EchoException","message":"Ann's token {SESSION_TOKEN} is not visible to Label"}}"#
    );
    let server = Server::saying(response(400, &[], body)).await;
    let error = echo().send(&server.client()).await.err().unwrap();
    assert_eq!(
        error.message(),
        Some("Ann's token [redacted] is not visible to Label")
    );
}

#[tokio::test]
async fn an_echoed_signature_is_not_shown() {
    let server = Server::start(|request| {
        let signature = signature_of(request);
        let body = format!(r#"{{"message":"{signature} does not match","code":"{signature}"}}"#);
        let headers = [("x-amzn-requestid", &*signature), ("x-detail", &*signature)];
        Answer::Bytes(response(403, &headers, body))
    })
    .await;
    let result = echo().send(&server.client()).with_metadata().await;
    let shown = shown(&result);
    let signature = signature_of(&server.requests()[0]);
    assert!(!shown.contains(&signature), "{shown}");
    assert!(shown.contains("[redacted] does not match"), "{shown}");
}

#[tokio::test]
async fn an_echoed_payload_is_not_shown() {
    let server = Server::start(|request| {
        let body = String::from_utf8(request.body.clone()).unwrap();
        let body = serde_json::to_string(&body).unwrap();
        Answer::Bytes(response(400, &[], format!(r#"{{"message":{body}}}"#)))
    })
    .await;
    let client = server.client();
    let user = User {
        password: "p/a+s=s".to_owned(),
        words: vec!["w/o".to_owned()],
        name: "Ann".to_owned(),
    };
    let error = PutUser::new(user).send(&client).await.err().unwrap();
    assert_eq!(
        error.message(),
        Some(r#"{"Password":"[redacted]","Words":["[redacted]"],"Name":"Ann"}"#)
    );
    let error = PutText::new("what is sent")
        .send(&client)
        .await
        .err()
        .unwrap();
    assert_eq!(error.message(), Some("[redacted]"));
}

/// A secret in base64, alone and within a longer text.
#[tokio::test]
async fn a_secret_in_base64_is_not_shown() {
    // `xx:` + the session token of the tests + `:yy`, encoded by coreutils.
    let server = Server::start(|request| {
        let token = request.header("x-amz-security-token").unwrap();
        assert_eq!(token, SESSION_TOKEN);
        let encoded = "eHg6dGhlL3Nlc3Npb24rdG9rZW49PW9mLXRoZS10ZXN0czp5eQ==";
        Answer::Bytes(response(403, &[], format!("encoded: {encoded}")))
    })
    .await;
    let error = echo().send(&server.client()).await.err().unwrap();
    assert!(
        error.to_string().contains("encoded: [redacted] (HTTP 403"),
        "{error}"
    );
}
