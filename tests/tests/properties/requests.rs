//! A request is read as the operation that sent it, and a response as the output that answered it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use opsmith::testing::{self, ScriptedTransport};
use opsmith::{
    Blob, Document, Operation, Timestamp, UnknownMember, http::Response, operation, service, shape,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;

use super::{block_on, cases, client};

#[service(signing_name = "execute-api", endpoint = "https://things.example.com")]
struct Things;

/// Every HTTP binding.
#[operation(
    service = Things,
    method = "PUT",
    path = "/things/<id>/at/<place>/<key+>?fixed=1"
)]
#[derive(Clone, PartialEq)]
struct PutThing {
    id: i64,
    place: Place,
    key: String,
    #[op(query = "q")]
    text: Option<String>,
    #[op(query = "n")]
    numbers: Vec<i32>,
    #[op(query = "t", timestamp = "epoch-seconds")]
    time: Option<Timestamp>,
    #[op(query = "s")]
    set: BTreeSet<String>,
    #[op(header = "X-Flag")]
    flag: Option<bool>,
    #[op(header = "X-Words")]
    words: Option<Vec<String>>,
    #[op(header = "X-Dates")]
    dates: Option<Vec<Timestamp>>,
    #[op(header = "X-Ratio")]
    ratio: f64,
    #[op(prefix_headers = "X-Meta-")]
    meta: BTreeMap<String, String>,
    #[op(idempotency_token)]
    token: Option<String>,
    #[op(default)]
    tags: Vec<String>,
    #[op(sensitive)]
    inner: Inner,
    nested: Option<Box<Inner>>,
}

/// A member of each kind.
#[shape]
#[derive(Clone, PartialEq)]
struct Inner {
    short: Option<i16>,
    long: i64,
    float: Option<f32>,
    double: Option<f64>,
    flag: bool,
    text: String,
    blob: Option<Blob>,
    #[op(timestamp = "date-time")]
    time: Option<Timestamp>,
    seconds: Option<Timestamp>,
    document: Option<Document>,
    place: Option<Place>,
    choice: Option<Choice>,
    sparse: Option<Vec<Option<i32>>>,
    map: Option<BTreeMap<String, Vec<bool>>>,
    places: Option<BTreeMap<Place, i32>>,
}

#[shape]
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Here,
    There,
    #[op(other)]
    Other(String),
}

#[shape]
#[derive(Clone, PartialEq)]
enum Choice {
    Number(i32),
    Text(String),
    #[op(other)]
    Other(UnknownMember),
}

/// A structure as the payload.
#[operation(service = Things, method = "POST", path = "/things/<id>/payload")]
#[derive(Clone, PartialEq)]
struct PostThing {
    id: String,
    #[op(payload)]
    thing: Inner,
}

/// Bytes as the payload.
#[operation(service = Things, method = "POST", path = "/blobs")]
#[derive(Clone, PartialEq)]
struct PostBytes {
    #[op(payload)]
    bytes: Blob,
}

/// A map of all parameters.
#[operation(service = Things, method = "GET", path = "/search?fixed=1")]
#[derive(Clone, PartialEq)]
struct Search {
    #[op(query_map)]
    parameters: BTreeMap<String, Vec<String>>,
}

/// In CBOR, where every member is in the body.
#[operation(service = "models/kiosk.model")]
#[derive(Clone, PartialEq)]
struct Print {
    text: Option<String>,
    image: Option<Blob>,
    copies: Option<i32>,
    weight: Option<f32>,
    scale: Option<f64>,
    at: Option<Timestamp>,
    tags: Option<BTreeMap<String, Vec<Option<String>>>>,
}

/// In awsJson.
#[operation(service = "dynamodb")]
#[derive(Clone, PartialEq)]
struct ListTables {
    exclusive_start_table_name: Option<String>,
    limit: Option<i32>,
}

/// Sends an operation and reads the request.
fn read_back<O: Operation + Clone + PartialEq + Debug>(operation: &O) {
    let script = ScriptedTransport::new().respond(Response::new("{}"));
    let client = client(&script);
    // The answer does not matter.
    let _ = block_on(opsmith::Call::new(operation.clone(), &client));
    let request = script.requests().pop().expect("a request");
    let read: O = testing::read(&request).unwrap_or_else(|error| panic!("{error}"));
    assert!(read == *operation, "left: {read:?}, right: {operation:?}");
}

fn timestamps() -> impl Strategy<Value = Timestamp> {
    (0..4_000_000_000_i64, 0..1_000_u32)
        .prop_map(|(secs, millis)| Timestamp::new(secs, millis * 1_000_000).expect("in range"))
}

fn seconds() -> impl Strategy<Value = Timestamp> {
    (0..4_000_000_000_i64).prop_map(|secs| Timestamp::from_secs(secs).expect("in range"))
}

fn places() -> impl Strategy<Value = Place> {
    prop_oneof![
        Just(Place::Here),
        Just(Place::There),
        "[a-z /%?]{1,8}x".prop_map(Place::Other),
    ]
}

fn choices() -> impl Strategy<Value = Choice> {
    prop_oneof![
        any::<i32>().prop_map(Choice::Number),
        any::<String>().prop_map(Choice::Text),
        "[a-z]{3}".prop_map(|name| Choice::Other(UnknownMember::new(
            &name,
            Document::from(name.clone())
        ))),
    ]
}

/// Text that a label or a header can hold.
fn label() -> impl Strategy<Value = String> {
    any::<String>().prop_filter("a label", |text| !matches!(text.as_str(), "" | "." | ".."))
}

fn word() -> impl Strategy<Value = String> {
    "[!-~]([ -~]{0,8}[!-~])?"
}

fn inner() -> impl Strategy<Value = Inner> {
    let scalars = (
        any::<Option<i16>>(),
        any::<i64>(),
        of(-1e30_f32..1e30),
        of(-1e300_f64..1e300),
        any::<bool>(),
        any::<String>(),
        of(vec(any::<u8>(), 0..9).prop_map(Blob::from)),
    );
    let others = (
        of(timestamps()),
        of(timestamps()),
        of(any::<String>().prop_map(Document::from)),
        of(places()),
        of(choices()),
        of(vec(any::<Option<i32>>(), 0..4)),
        of(btree_map(any::<String>(), vec(any::<bool>(), 0..3), 0..3)),
        of(btree_map(places(), any::<i32>(), 0..3)),
    );
    (scalars, others).prop_map(|(scalars, others)| {
        let (short, long, float, double, flag, text, blob) = scalars;
        let (time, seconds, document, place, choice, sparse, map, places) = others;
        Inner {
            short,
            long,
            float,
            double,
            flag,
            text,
            blob,
            time,
            seconds,
            document,
            place,
            choice,
            sparse,
            map,
            places,
        }
    })
}

fn put_things() -> impl Strategy<Value = PutThing> {
    let url = (
        any::<i64>(),
        places(),
        "[a-z%?&]{1,4}(/[ -.]?[a-z]{1,4}){0,2}",
        of(any::<String>()),
        vec(any::<i32>(), 0..4),
        of(timestamps()),
        btree_set(any::<String>(), 0..3),
    );
    let headers = (
        any::<Option<bool>>(),
        of(vec(word(), 1..4)),
        of(vec(seconds(), 1..3)),
        -1e6_f64..1e6,
        btree_map("[a-z]{1,6}", word(), 0..3),
    );
    let body = (
        any::<String>(),
        vec(any::<String>(), 0..3),
        inner(),
        of(inner().prop_map(Box::new)),
    );
    (url, headers, body).prop_map(|(url, headers, body)| {
        let (id, place, key, text, numbers, time, set) = url;
        let (flag, words, dates, ratio, meta) = headers;
        let (token, tags, inner, nested) = body;
        PutThing {
            id,
            place,
            key,
            text,
            numbers,
            time,
            set,
            flag,
            words,
            dates,
            ratio,
            meta,
            token: Some(token),
            tags,
            inner,
            nested,
        }
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn every_binding_is_read_as_it_was_written(operation in put_things()) {
        read_back(&operation);
    }

    #[test]
    fn payloads_are_read_as_they_were_written(
        id in label(), thing in inner(), bytes in vec(any::<u8>(), 0..20),
    ) {
        read_back(&PostThing { id, thing });
        read_back(&PostBytes { bytes: Blob::from(bytes) });
    }

    #[test]
    fn a_map_of_parameters_is_read_as_it_was_written(
        parameters in btree_map(any::<String>(), vec(any::<String>(), 1..3), 0..4),
    ) {
        let kept = |name: &String| name != "fixed" && !name.starts_with("X-Amz-");
        read_back(&Search { parameters: parameters.into_iter().filter(|(name, _)| kept(name)).collect() });
    }

    #[test]
    fn members_in_cbor_and_aws_json_are_read_as_they_were_written(
        thing in inner(),
        tags in of(btree_map(any::<String>(), vec(any::<Option<String>>(), 0..3), 0..3)),
        limit in any::<Option<i32>>(),
    ) {
        read_back(&ListTables { exclusive_start_table_name: Some(thing.text.clone()), limit });
        read_back(&Print {
            text: Some(thing.text),
            image: thing.blob,
            copies: limit,
            weight: thing.float,
            scale: thing.double,
            at: thing.time,
            tags,
        });
    }
}
