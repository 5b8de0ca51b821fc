//! Responses of arbitrary bytes become an output or a typed error.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bytes::Bytes;
use http::{HeaderValue, Response};
use opsmith::{
    ApiError, Blob, Document, ErrorBody, ErrorKind, Timestamp, UnknownMember, Unmodeled, operation,
    output, shape, testing::ScriptedTransport,
};
use proptest::prelude::*;

use super::{block_on, cases, client};

#[operation(service = "chime", unlisted, path = "/rich", method = "GET", output = RichOutput, error = RichError)]
struct GetRich {}

#[output(rename_all = "camelCase")]
struct RichOutput {
    #[op(header = "x-count")]
    count: Option<i32>,
    #[op(status)]
    code: Option<i32>,
    rich: Option<Rich>,
    required: String,
}

#[shape(rename_all = "camelCase")]
#[derive(Clone, Default, PartialEq)]
struct Rich {
    text: Option<String>,
    small: Option<i8>,
    int: Option<i32>,
    long: Option<i64>,
    unsigned: Option<u64>,
    float: Option<f32>,
    double: Option<f64>,
    flag: Option<bool>,
    blob: Option<Blob>,
    epoch: Option<Timestamp>,
    #[op(timestamp = "date-time")]
    moment: Option<Timestamp>,
    #[op(timestamp = "http-date")]
    date: Option<Timestamp>,
    list: Option<Vec<String>>,
    sparse: Option<Vec<Option<i32>>>,
    set: Option<BTreeSet<String>>,
    nested: Option<Vec<Vec<Blob>>>,
    map: Option<HashMap<String, i64>>,
    sparse_map: Option<BTreeMap<String, Option<String>>>,
    map_of_lists: Option<BTreeMap<String, Vec<bool>>>,
    color: Option<Color>,
    level: Option<Level>,
    choice: Option<Choice>,
    choices: Option<Vec<Choice>>,
    inner: Option<Box<Rich>>,
    document: Option<Document>,
    #[op(default)]
    tags: Vec<Tag>,
}

#[shape]
#[derive(Clone, PartialEq)]
struct Tag {
    key: String,
    value: Option<String>,
}

#[shape]
#[derive(Clone, PartialEq)]
enum Color {
    #[op(rename = "RED")]
    Red,
    #[op(other)]
    Other(String),
}

#[shape]
#[derive(Clone, PartialEq)]
enum Level {
    #[op(value = 1)]
    Low,
    #[op(other)]
    Other(i32),
}

#[shape(rename_all = "camelCase")]
#[derive(Clone, PartialEq)]
enum Choice {
    Text(String),
    Number(f64),
    Tag(Tag),
    List(Vec<i32>),
    Nothing(()),
    Rich(Box<Rich>),
    #[op(other)]
    Other(UnknownMember),
}

#[derive(Debug, ApiError)]
enum RichError {
    #[op(code = "DetailedException", status = 400)]
    Detailed(Detailed),
    #[op(code = "PlainException", status = 409)]
    Plain(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[output(rename_all = "camelCase")]
struct Detailed {
    message: Option<String>,
    resource: String,
    #[op(header = "x-wait")]
    wait: Option<i32>,
}

const VALID: &str = r#"{"required":"yes","rich":{"text":"t\u00fc\ud83d\ude00","small":-8,"int":2147483647,
"long":-9223372036854775808,"unsigned":18446744073709551615,"float":1.5e3,"double":"-Infinity","flag":true,
"blob":"aGVsbG8=","epoch":1398796238.123,"moment":"2014-04-29T18:30:38.5Z","date":"Tue, 29 Apr 2014 18:30:38 GMT",
"list":["a","b",null],"sparse":[1,null,3],"set":["x","y"],"nested":[["aA=="],[]],"map":{"a":1,"b":2},
"sparseMap":{"a":null,"b":"c"},"mapOfLists":{"a":[true,false]},"color":"GREEN","level":7,"choice":{"text":"x"},
"choices":[{"number":1e3},{"tag":{"key":"k"}},{"list":[1]},{"nothing":{}},{"new":{"a":[1,{}]}}],
"inner":{"inner":{"choice":{"rich":{"text":"deep"}}}},"document":{"a":[1,2.5,null,"x",{"b":true}]},
"tags":[{"key":"k","value":"v"},{"key":"l"}],"unknown":{"skipped":[[[{}]]]}}}"#;

const ERRORS: [&str; 4] = [
    r#"{"code":"DetailedException","message":"no","resource":"r"}"#,
    r#"{"__type":"aws.chime#PlainException:http://x","Message":"no"}"#,
    r#"{"code":"SurpriseException","errorMessage":"no","detail":[1,{"x":null}]}"#,
    "<html><body>502 Bad Gateway</body></html>",
];

/// One modification: where, how much is removed, and what is inserted.
type Damage = (prop::sample::Index, usize, Vec<u8>);

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        "[\\[\\]{}\",:0-9a-z.eE+-]{0,6}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "null",
            "true",
            "1e999",
            "-0",
            "1.5",
            "{}",
            "[]",
            "\"\"",
            "\\ud800",
            "\"NaN\"",
            "{\"a\":1}",
            "99999999999999999999999",
            "\u{0}",
            "\\u0000",
            "[[[[[[[[",
            "\"__type\":\"x\",",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0..6_usize, piece), 1..5)
}

fn damaged(text: &str, damage: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, cut, piece) in damage {
        let at = at.index(bytes.len() + 1);
        let end = bytes.len().min(at + cut);
        bytes.splice(at..end, piece.iter().copied());
    }
    bytes
}

/// A character in one of the forms in which services write it.
fn escaped(c: char, form: usize) -> String {
    let code = u32::from(c);
    match form {
        0 => c.to_string(),
        1 => format!("\\u{code:04x}"),
        2 => format!("\\\\u{code:04X}"),
        3 => format!("%{code:02X}"),
        4 => format!("%25{code:02x}"),
        5 => format!("&#{code};"),
        6 => format!("&#x{code:X};"),
        7 => format!("&amp;#{code};"),
        _ => format!("\\u0026#{code};"),
    }
}

fn call(response: Response<Bytes>) -> Result<RichOutput, opsmith::Error<RichError>> {
    let script = ScriptedTransport::new().respond(response);
    block_on(GetRich::new().send(&client(&script)))
}

/// What a caller does with a result. None of it may panic.
fn look_at(result: &Result<RichOutput, opsmith::Error<RichError>>) -> String {
    let text = match result {
        Ok(output) => format!("{output:?}"),
        Err(error) => {
            assert_eq!(error.attempts(), 1);
            let line = error.to_string();
            assert!(format!("{error:?}").starts_with(&line));
            assert!(line.len() < 50_000);
            assert!(error.may_have_been_sent() && !error.is_timeout());
            let source = std::error::Error::source(error).unwrap().to_string();
            assert!(source.ends_with("(the service answered)"), "{source}");
            line
        }
    };
    assert!(!text.contains('\n'), "{text}");
    text
}

fn ok(body: Vec<u8>) -> Result<RichOutput, opsmith::Error<RichError>> {
    call(Response::new(body.into()))
}

#[test]
fn the_valid_response_is_read() {
    let output = ok(VALID.into()).unwrap();
    let rich = output.rich.unwrap();
    assert_eq!(
        (output.code, output.count, output.required.as_str()),
        (Some(200), None, "yes")
    );
    assert_eq!(rich.unsigned, Some(u64::MAX));
    assert_eq!(rich.color, Some(Color::Other("GREEN".to_owned())));
    assert_eq!(rich.choices.as_ref().unwrap().len(), 5);
    assert!(
        matches!(&rich.choices.as_ref().unwrap()[4], Choice::Other(other) if other.name() == "new")
    );
    let json = serde_json::to_string(&rich).unwrap();
    assert_eq!(serde_json::from_str::<Rich>(&json).unwrap(), rich);
}

fn any_rich() -> impl Strategy<Value = Rich> {
    let tag = ("[a-z]{0,3}", prop::option::of(any::<String>()));
    let tag = tag.prop_map(|(key, value)| Tag { key, value });
    let float = prop_oneof![any::<f64>(), Just(f64::INFINITY), Just(-0.0)];
    let float = float.prop_filter("not equal to itself", |float| !float.is_nan());
    let choice = prop_oneof![
        any::<String>().prop_map(Choice::Text),
        float.clone().prop_map(Choice::Number),
        tag.clone().prop_map(Choice::Tag),
        prop::collection::vec(any::<i32>(), 0..3).prop_map(Choice::List),
        Just(Choice::Nothing(())),
        any::<i64>().prop_map(|n| Choice::Other(UnknownMember::new("new", n))),
    ];
    let leaf = (
        (
            prop::option::of(any::<String>()),
            prop::option::of(any::<i8>()),
            prop::option::of(any::<i64>()),
            prop::option::of(any::<u64>()),
            prop::option::of(float),
            prop::option::of(any::<bool>()),
            prop::option::of(prop::collection::vec(any::<u8>(), 0..9)),
        ),
        (
            prop::option::of(prop::collection::vec(any::<String>(), 0..3)),
            prop::option::of(prop::collection::vec(any::<Option<i32>>(), 0..3)),
            prop::option::of(prop::collection::btree_map(
                any::<String>(),
                any::<Option<String>>(),
                0..3,
            )),
            prop::option::of(choice.clone()),
            prop::option::of(prop::collection::vec(choice, 0..3)),
            prop::option::of("[A-Z]{1,3}"),
            prop::option::of(any::<i32>()),
            prop::collection::vec(tag, 0..3),
        ),
    );
    let leaf = leaf.prop_map(|(scalars, others)| {
        let (text, small, long, unsigned, double, flag, blob) = scalars;
        let (list, sparse, sparse_map, choice, choices, color, level, tags) = others;
        Rich {
            text,
            small,
            long,
            unsigned,
            double,
            flag,
            blob: blob.map(Blob::from),
            list,
            sparse,
            sparse_map,
            choice,
            choices,
            color: color.as_deref().map(Color::from),
            level: level.map(|level| {
                if level == 1 {
                    Level::Low
                } else {
                    Level::Other(level)
                }
            }),
            tags,
            ..Rich::default()
        }
    });
    leaf.prop_recursive(3, 8, 1, |inner| {
        (inner.clone(), inner).prop_map(|(outer, inner)| Rich {
            inner: Some(Box::new(inner)),
            ..outer
        })
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn whatever_is_written_can_be_read_again(rich in any_rich()) {
        let json = serde_json::to_string(&rich).unwrap();
        let read: Rich = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, rich, "{}", json);
    }

    #[test]
    fn a_damaged_output_does_not_panic(damage in damage()) {
        let result = ok(damaged(VALID, &damage));
        look_at(&result);
        if let Err(error) = result {
            prop_assert_eq!(error.kind(), ErrorKind::Decode);
        }
    }

    /// Each character of a token in a form of its own, some escaped twice, within any text. What escapes begin with is
    /// not in the token: escaped to different depths, nobody could tell what is meant.
    #[test]
    fn a_token_in_any_mixture_of_escapes_is_redacted(
        token in "[!-$'-\\[\\]-~]{12,40}",
        forms in prop::collection::vec(0..9_usize, 40),
        before in any::<String>(),
        after in any::<String>(),
    ) {
        let echoed: String = token.chars().zip(forms).map(|(c, form)| escaped(c, form)).collect();
        let page = format!("{before} {echoed} {after}");
        let keys = opsmith::Credentials::from_keys("AKID", "a secret key", Some(token.clone()));
        let mut response = Response::new(Bytes::from(page.clone()));
        *response.status_mut() = http::StatusCode::FORBIDDEN;
        let client = opsmith::Client::builder()
            .region("us-east-1")
            .credentials(keys)
            .transport(ScriptedTransport::new().respond(response))
            .retry(opsmith::RetryConfig::none())
            .build()
            .unwrap();
        let error = block_on(GetRich::new().send(&client)).err().unwrap();
        let Some(RichError::Other(other)) = error.service_error() else {
            panic!("{error}");
        };
        let body = String::from_utf8_lossy(other.body());
        prop_assert!(!body.contains(&echoed), "{token:?} as {echoed:?}: {body:?}");
        prop_assert!(body.contains("[redacted]"), "{token:?} as {echoed:?}: {body:?}");
    }

    #[test]
    fn any_bytes_as_an_output_do_not_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let result = ok(body);
        look_at(&result);
        prop_assert_eq!(result.err().unwrap().kind(), ErrorKind::Decode);
    }

    #[test]
    fn any_error(
        status in 300..600_u16,
        kind in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..20),
            "[a-zA-Z.#: ]{0,30}".prop_map(String::into_bytes),
            Just(b"PlainException".to_vec()),
        ],
        has_kind in any::<bool>(),
        headers in prop::collection::vec(
            (
                "(x-amzn-requestid|x-amz-request-id|retry-after|x-amz-retry-after|date|location|content-type|x-wait)",
                prop::collection::vec(any::<u8>(), 0..20),
            ),
            0..4,
        ),
        base in prop::sample::select(ERRORS.to_vec()),
        damage in damage(),
    ) {
        let mut response = Response::new(Bytes::from(damaged(base, &damage)));
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
        let headers = headers
            .into_iter()
            .chain(has_kind.then(|| ("x-amzn-errortype".to_owned(), kind)));
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                let name = http::HeaderName::try_from(name).unwrap();
                response.headers_mut().append(name, value);
            }
        }
        let result = call(response);
        look_at(&result);
        let error = result.err().unwrap();
        prop_assert_eq!(error.status(), Some(status));
        // Only an error with required members of its own can fail to be read.
        prop_assert!(matches!(error.kind(), ErrorKind::Service | ErrorKind::Decode), "{}", error);
        if error.kind() == ErrorKind::Decode {
            prop_assert!(error.to_string().contains("`DetailedException."), "{}", error);
        }
        prop_assert!(error.code().is_none_or(|code| !code.is_empty() && code.trim() == code));
    }
}
