//! Requests that do not fit their operation. The kinds of mistakes and the answers to them are those of Smithy's
//! malformed-request tests for restJson1; the declarations are our own.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Request;
use opsmith::server::Server;
use opsmith::{Blob, Timestamp, operation, output, shape};

use super::{Notes, answer, builder};

/// A member of each kind in each place.
#[operation(service = Notes, method = "POST", path = "/kinds/<flag>/<number>", auth = "none", output = Done)]
struct Kinds {
    flag: bool,
    number: i32,
    #[op(query = "flag")]
    flag_in_query: Option<bool>,
    #[op(query = "small")]
    small: Option<i8>,
    #[op(query = "ratio")]
    ratio: Option<f32>,
    #[op(query = "at")]
    at: Option<Timestamp>,
    #[op(header = "X-Flag")]
    flag_in_header: Option<bool>,
    #[op(header = "X-Big")]
    big: Option<i64>,
    #[op(header = "X-Ratio")]
    ratio_in_header: Option<f64>,
    #[op(header = "X-Media", media_type = "application/json")]
    media: Option<String>,
    body_flag: Option<bool>,
    byte: Option<i8>,
    int: Option<i32>,
    long: Option<i64>,
    float: Option<f32>,
    blob: Option<Blob>,
    list: Option<Vec<String>>,
    map: Option<BTreeMap<String, String>>,
    choice: Option<Choice>,
    needed: Option<Needed>,
    at_in_body: Option<Timestamp>,
}

#[shape(rename_all = "camelCase")]
enum Choice {
    Int(i32),
    Text(String),
}

#[shape]
struct Needed {
    there: String,
}

#[output]
struct Done {}

#[operation(service = Notes, method = "POST", path = "/required", auth = "none")]
struct Required {
    name: String,
    #[op(query = "page")]
    page: i32,
    #[op(header = "X-Mode")]
    mode: String,
}

#[operation(service = Notes, method = "POST", path = "/nothing", auth = "none")]
struct Nothing {}

#[operation(service = Notes, method = "POST", path = "/image", auth = "none", output = Image)]
struct PutImage {
    #[op(payload, media_type = "image/jpeg")]
    image: Blob,
}

#[output]
struct Image {
    #[op(payload, media_type = "image/jpeg")]
    image: Blob,
}

fn server() -> Server {
    builder()
        .on(|_: Kinds, _| async { Ok(Done {}) })
        .on(|_: Required, _| async { Ok(()) })
        .on(|_: Nothing, _| async { Ok(()) })
        .on(|request: PutImage, _| async move {
            Ok(Image {
                image: request.image,
            })
        })
        .build()
}

fn request(uri: &str, headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
    let mut request = Request::post(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Bytes::from(body.to_owned())).unwrap()
}

const JSON: (&str, &str) = ("content-type", "application/json");

async fn rejected(uri: &str, headers: &[(&str, &str)], body: &str) {
    let (status, code, said) = answer(&server(), request(uri, headers, body)).await;
    let what = format!("{uri} {headers:?} {body} {said}");
    assert_eq!(
        (status, code.as_str()),
        (400, "SerializationException"),
        "{what}"
    );
}

#[tokio::test]
async fn a_request_that_fits_is_answered() {
    let headers = [
        JSON,
        ("x-flag", "true"),
        ("x-big", "-7"),
        ("x-media", "e30="),
    ];
    let uri = "/kinds/false/-1?flag=true&small=-128&ratio=1.5&at=2026-01-02T03:04:05Z";
    let body = r#"{"bodyFlag":true,"byte":127,"int":1,"long":2,"float":1.5,"blob":"YQ==","list":["a"],
        "map":{"a":"b"},"choice":{"int":1},"needed":{"there":""},"unknown":[null]}"#;
    let (status, _, said) = answer(&server(), request(uri, &headers, body)).await;
    assert_eq!(status, 200, "{said}");
}

#[tokio::test]
async fn booleans_have_two_spellings() {
    for value in [
        "True", "TRUE", "y", "yes", "1", "on", "False", "n", "no", "0", "off",
    ] {
        rejected(&format!("/kinds/{value}/1"), &[], "").await;
        rejected(&format!("/kinds/true/1?flag={value}"), &[], "").await;
        rejected("/kinds/true/1", &[("x-flag", value)], "").await;
        rejected(
            "/kinds/true/1",
            &[JSON],
            &format!(r#"{{"bodyFlag":{value}}}"#),
        )
        .await;
        rejected(
            "/kinds/true/1",
            &[JSON],
            &format!(r#"{{"bodyFlag":"{value}"}}"#),
        )
        .await;
    }
    rejected("/kinds/true/1", &[JSON], r#"{"bodyFlag":"true"}"#).await;
}

#[tokio::test]
async fn numbers_are_whole_and_in_range() {
    for value in [
        "true",
        "1.001",
        "2ABC",
        "0x42",
        "Infinity",
        "-Infinity",
        "NaN",
        "9223372036854775808000",
    ] {
        rejected(&format!("/kinds/true/{value}"), &[], "").await;
        rejected(&format!("/kinds/true/1?small={value}"), &[], "").await;
        rejected("/kinds/true/1", &[("x-big", value)], "").await;
        for name in ["byte", "int", "long"] {
            rejected(
                "/kinds/true/1",
                &[JSON],
                &format!(r#"{{"{name}":{value}}}"#),
            )
            .await;
            rejected(
                "/kinds/true/1",
                &[JSON],
                &format!(r#"{{"{name}":"{value}"}}"#),
            )
            .await;
        }
    }
    rejected("/kinds/true/1?small=128", &[], "").await;
    rejected("/kinds/true/2147483648", &[], "").await;
    rejected("/kinds/true/1", &[JSON], r#"{"byte":-129}"#).await;
    rejected("/kinds/true/1", &[JSON], r#"{"int":"123"}"#).await;
}

#[tokio::test]
async fn floats_are_numbers_or_the_three_names() {
    for value in ["true", "2ABC", "0x42"] {
        rejected(&format!("/kinds/true/1?ratio={value}"), &[], "").await;
        rejected("/kinds/true/1", &[("x-ratio", value)], "").await;
    }
    for value in [
        r#""123""#,
        "true",
        "2ABC",
        "0x42",
        "Infinity",
        "-Infinity",
        "NaN",
    ] {
        rejected("/kinds/true/1", &[JSON], &format!(r#"{{"float":{value}}}"#)).await;
    }
    let named = request(
        "/kinds/true/1?ratio=Infinity",
        &[JSON],
        r#"{"float":"NaN"}"#,
    );
    assert_eq!(answer(&server(), named).await.0, 200);
}

#[tokio::test]
async fn blobs_and_media_types_are_base64() {
    for value in [
        "blob",
        r#""xyz""#,
        r#""YmxvYg=""#,
        "[98, 108]",
        "981081198",
        "true",
        "[][]",
        r#""-_==""#,
    ] {
        rejected("/kinds/true/1", &[JSON], &format!(r#"{{"blob":{value}}}"#)).await;
    }
    for value in ["xyz", "YmxvYg=", "[][]", "-_=="] {
        rejected("/kinds/true/1", &[("x-media", value)], "").await;
    }
}

#[tokio::test]
async fn a_union_has_one_member_that_is_known() {
    for value in [
        r#"{"int":2,"text":"three"}"#,
        r#"{"int":2,"unknown":"three"}"#,
        r#"{"int":null}"#,
        "{}",
        r#"["int"]"#,
        r#"{"unknown":"hello"}"#,
    ] {
        rejected(
            "/kinds/true/1",
            &[JSON],
            &format!(r#"{{"choice":{value}}}"#),
        )
        .await;
    }
}

#[tokio::test]
async fn a_body_is_one_structure() {
    for body in [
        "{[",
        r#"{"int":10}abc"#,
        r#"abc{"int":10}"#,
        "{\"int\":10 // comment\n}",
        r#"{"int":10 /* comment */}"#,
        "{\"int\":\u{c}10}",
        "{'int':10}",
        r#"{"int":10,}"#,
        r#"[{"int":10}]"#,
        "10",
        "null",
        r#"{"list":["a","b"}"#,
        r#"{"list":"a"}"#,
        r#"{"map":{null:"a"}}"#,
        r#"{"map":["a"]}"#,
        r#"{"needed":"a"}"#,
    ] {
        rejected("/kinds/true/1", &[JSON], body).await;
    }
}

#[tokio::test]
async fn a_value_is_not_repeated_to_the_caller() {
    let malformed = request("/kinds/true/1", &[JSON], r#"{"int":"hunter2"}"#);
    let (_, _, said) = answer(&server(), malformed).await;
    assert_eq!(
        said,
        r#"{"message":"`int`: expected a whole number, found a string"}"#
    );
    let unknown = request("/kinds/true/1", &[JSON], r#"{"choice":{"unknown":1}}"#);
    let (_, _, said) = answer(&server(), unknown).await;
    assert_eq!(
        said,
        r#"{"message":"`choice.unknown`: the union has no such member"}"#
    );
}

#[tokio::test]
async fn required_members_are_validated() {
    for (uri, headers, body, path) in [
        (
            "/required?page=1",
            &[JSON, ("x-mode", "m")][..],
            "{}",
            "/name",
        ),
        (
            "/required",
            &[JSON, ("x-mode", "m")],
            r#"{"name":"n"}"#,
            "/page",
        ),
        ("/required?page=1", &[JSON], r#"{"name":"n"}"#, "/X-Mode"),
        (
            "/kinds/true/1",
            &[JSON],
            r#"{"needed":{}}"#,
            "/needed/there",
        ),
        (
            "/kinds/true/1",
            &[JSON],
            r#"{"needed":{"there":null}}"#,
            "/needed/there",
        ),
    ] {
        let (status, code, said) = answer(&server(), request(uri, headers, body)).await;
        assert_eq!(
            (status, code.as_str()),
            (400, "ValidationException"),
            "{said}"
        );
        let message = format!(
            "1 validation error detected. Value at '{path}' failed to satisfy constraint: Member must not be null"
        );
        assert_eq!(said, format!(r#"{{"message":"{message}"}}"#));
    }
}

#[tokio::test]
async fn a_body_has_the_content_type_of_its_operation() {
    for (uri, headers, body, status) in [
        ("/nothing", &[JSON][..], "{}", 415),
        ("/nothing", &[], "", 200),
        (
            "/kinds/true/1",
            &[("content-type", "application/hal+json")],
            "{}",
            415,
        ),
        ("/kinds/true/1", &[], "{}", 415),
        (
            "/kinds/true/1",
            &[("content-type", "Application/JSON; charset=utf-8")],
            "{}",
            200,
        ),
        ("/image", &[JSON], "{}", 415),
        ("/image", &[("content-type", "image/jpeg")], "x", 200),
    ] {
        let (found, code, said) = answer(&server(), request(uri, headers, body)).await;
        assert_eq!(found, status, "{uri} {headers:?} {said}");
        assert_eq!(code == "UnsupportedMediaTypeException", status == 415);
    }
}

#[tokio::test]
async fn a_response_has_an_accepted_content_type() {
    let image = ("content-type", "image/jpeg");
    for (uri, content_type, accept, status) in [
        ("/kinds/true/1", JSON, "application/hal+json", 406),
        (
            "/kinds/true/1",
            JSON,
            "text/html, application/json;q=0.5",
            200,
        ),
        ("/kinds/true/1", JSON, "application/*", 200),
        ("/kinds/true/1", JSON, "*/*", 200),
        ("/image", image, "application/json", 406),
        ("/image", image, "image/*", 200),
    ] {
        let headers = [content_type, ("accept", accept)];
        let (found, code, said) = answer(&server(), request(uri, &headers, "{}")).await;
        assert_eq!(found, status, "{uri} {accept} {said}");
        assert_eq!(code == "NotAcceptableException", status == 406);
    }
}

#[tokio::test]
async fn an_unknown_path_is_an_unknown_operation() {
    for uri in ["/", "/kinds", "/kinds/true/1/2", "/kinds//1", "/required/"] {
        let (status, code, _) = answer(&server(), request(uri, &[], "")).await;
        assert_eq!(
            (status, code.as_str()),
            (404, "UnknownOperationException"),
            "{uri}"
        );
    }
}
