//! Members in headers. Lists are joined so that they can be split again.

use std::{collections::BTreeMap, sync::LazyLock};

use http::{HeaderMap, Response};
use opsmith::{
    Client, ErrorKind, Timestamp, TimestampFormat, operation, output, testing::ScriptedTransport,
};
use proptest::prelude::*;

use super::{block_on, cases, client};

#[operation(service = "chime", unlisted, path = "/headers", method = "GET", output = HeadersOutput)]
struct SendHeaders {
    #[op(header = "x-texts")]
    texts: Option<Vec<String>>,
    #[op(header = "x-numbers")]
    numbers: Option<Vec<i64>>,
    #[op(header = "x-flags")]
    flags: Option<Vec<bool>>,
    #[op(header = "x-dates")]
    dates: Option<Vec<Timestamp>>,
    #[op(header = "x-moments", timestamp = "date-time")]
    moments: Option<Vec<Timestamp>>,
    #[op(header = "x-json", media_type = "application/json")]
    json: Option<String>,
    #[op(prefix_headers = "x-meta-")]
    meta: Option<BTreeMap<String, String>>,
}

#[output]
#[derive(PartialEq)]
struct HeadersOutput {
    #[op(header = "x-texts")]
    texts: Option<Vec<String>>,
    #[op(header = "x-numbers")]
    numbers: Option<Vec<i64>>,
    #[op(header = "x-flags")]
    flags: Option<Vec<bool>>,
    #[op(header = "x-dates")]
    dates: Option<Vec<Timestamp>>,
    #[op(header = "x-moments")]
    moments: Option<Vec<Timestamp>>,
    #[op(header = "x-json", media_type = "application/json")]
    json: Option<String>,
    #[op(prefix_headers = "x-meta-")]
    meta: Option<BTreeMap<String, String>>,
}

static SCRIPT: LazyLock<ScriptedTransport> = LazyLock::new(ScriptedTransport::new);
static CLIENT: LazyLock<Client> = LazyLock::new(|| client(&SCRIPT));

fn written(operation: &SendHeaders) -> HeaderMap {
    let request = block_on(operation.to_http(&CLIENT)).unwrap();
    let mut headers = request.into_parts().0.headers;
    headers.remove("content-length");
    headers
}

/// Reads a response with these headers.
fn read(headers: HeaderMap) -> Result<HeadersOutput, opsmith::Error> {
    let script = ScriptedTransport::new();
    let mut response = Response::new("");
    *response.headers_mut() = headers;
    let client = client(&script.respond(response));
    block_on(SendHeaders::new().send(&client))
}

/// An element of a list: anything that a header allows, with many commas and quotes.
fn element() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\t -~\u{a0}-\u{2fff}\u{3000}\u{1f600}]{1,12}",
        "[,\"\\\\ \ta\u{3000}]{1,8}",
    ]
}

fn instant(whole: bool) -> impl Strategy<Value = Timestamp> {
    let micros = if whole { 0..1_u32 } else { 0..1_000_000 };
    (-62_135_596_800_i64..=253_402_300_799, micros)
        .prop_map(|(secs, micros)| Timestamp::new(secs, micros * 1000).unwrap())
}

proptest! {
    #![proptest_config(cases(400))]

    /// A tab is sent as a space.
    #[test]
    fn texts_can_be_read_again(texts in prop::collection::vec(element(), 1..5)) {
        let headers = written(&SendHeaders::new().texts(texts.clone()));
        let sent: Vec<String> = texts.iter().map(|text| text.replace('\t', " ")).collect();
        prop_assert_eq!(read(headers).unwrap().texts, Some(sent));
    }

    #[test]
    fn numbers_flags_and_json_can_be_read_again(
        numbers in prop::collection::vec(any::<i64>(), 1..5),
        flags in prop::collection::vec(any::<bool>(), 1..5),
        json in any::<String>().prop_filter("a value", |json| !json.is_empty()),
    ) {
        let operation = SendHeaders::new()
            .numbers(numbers.clone())
            .flags(flags.clone())
            .json(json.as_str());
        let output = read(written(&operation)).unwrap();
        prop_assert_eq!(output.numbers, Some(numbers));
        prop_assert_eq!(output.flags, Some(flags));
        prop_assert_eq!(output.json, Some(json));
    }

    #[test]
    fn instants_can_be_read_again(
        dates in prop::collection::vec(instant(true), 1..4),
        moments in prop::collection::vec(instant(false), 1..4),
    ) {
        let operation = SendHeaders::new().dates(dates.clone()).moments(moments.clone());
        let headers = written(&operation);
        let shown = headers["x-dates"].to_str().unwrap().to_owned();
        prop_assert!(shown.starts_with(&dates[0].format(TimestampFormat::HttpDate)));
        let output = read(headers).unwrap();
        prop_assert_eq!(output.dates, Some(dates));
        prop_assert_eq!(output.moments, Some(moments));
    }

    #[test]
    fn prefix_headers_can_be_read_again(
        meta in prop::collection::btree_map("[a-z0-9_.~!#$-]{1,8}", "[!-~]{1,10}", 1..4),
    ) {
        let headers = written(&SendHeaders::new().meta(meta.clone()));
        prop_assert_eq!(read(headers).unwrap().meta, Some(meta));
    }

    #[test]
    fn any_text_is_sent_or_rejected(texts in prop::collection::vec(any::<String>(), 0..3)) {
        match block_on(SendHeaders::new().texts(texts).to_http(&CLIENT)) {
            Ok(request) => {
                let value = request.headers()["x-texts"].as_bytes();
                prop_assert!(!value.iter().any(|byte| b"\r\n\0".contains(byte)));
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Build),
        }
    }

    #[test]
    fn any_header_is_read_or_rejected(
        name in "x-(texts|numbers|flags|dates|moments|json)",
        values in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..30),
                "[,\" \\\\0-9a-zA-Z:.+-]{0,40}".prop_map(String::into_bytes),
                "(Mon|Tue), [0-9]{1,2} (Jan|Feb) [0-9]{1,5} [0-9:]{1,9} GMT(, Mon, .*)?"
                    .prop_map(String::into_bytes),
            ],
            1..3,
        ),
    ) {
        let mut headers = HeaderMap::new();
        for value in values {
            if let Ok(value) = http::HeaderValue::from_bytes(&value) {
                headers.append(http::HeaderName::try_from(name.as_str()).unwrap(), value);
            }
        }
        if let Err(error) = read(headers) {
            prop_assert_eq!(error.kind(), ErrorKind::Decode);
            let expected = format!("`header {name}`: ");
            prop_assert!(error.to_string().contains(&expected), "{}", error);
        }
    }
}
