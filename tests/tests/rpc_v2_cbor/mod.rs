//! Services that speak rpcv2Cbor: the same declarations, in CBOR.

mod conformance;

use std::collections::BTreeMap;

use bytes::Bytes;
use futures_util::TryStreamExt;
use http::{Response, StatusCode};
use opsmith::testing::FakeService;
use opsmith::{ApiError, Blob, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

#[operation(service = "eventbridgev2", output = ListEventBusesResponse, error = BusError)]
pub struct ListEventBuses {
    pub name_prefix: Option<String>,
    pub next_token: Option<String>,
}

#[output(service = "eventbridgev2")]
pub struct ListEventBusesResponse {
    #[op(default)]
    pub event_buses: Vec<EventBusSummary>,
    pub next_token: Option<String>,
}

#[shape(service = "eventbridgev2")]
#[derive(Clone, PartialEq)]
pub struct EventBusSummary {
    pub name: Option<String>,
    pub creation_time: Option<Timestamp>,
}

#[derive(Debug, ApiError)]
#[op(service = "eventbridgev2")]
pub enum BusError {
    Throttling(ErrorBody),
    AccessDenied(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "models/kiosk.model", output = PrintOutput, error = KioskError)]
#[derive(Default)]
pub struct Print {
    pub text: Option<String>,
    pub image: Option<Blob>,
    pub copies: Option<i32>,
    pub weight: Option<f32>,
    pub scale: Option<f64>,
    pub at: Option<Timestamp>,
    pub tags: Option<BTreeMap<String, Vec<Option<String>>>>,
}

#[output(service = "models/kiosk.model")]
#[derive(Clone, PartialEq)]
pub struct PrintOutput {
    pub text: Option<String>,
    pub image: Option<Blob>,
    pub copies: Option<i32>,
    pub weight: Option<f32>,
    pub scale: Option<f64>,
    pub at: Option<Timestamp>,
    pub tags: Option<BTreeMap<String, Vec<Option<String>>>>,
}

#[operation(service = "models/kiosk.model")]
pub struct Ping;

#[operation(service = "models/kiosk.model")]
pub struct Reset;

#[derive(Debug, ApiError)]
#[op(service = "models/kiosk.model")]
pub enum KioskError {
    Gone(Gone),
    #[op(other)]
    Other(Unmodeled),
}

#[output(service = "models/kiosk.model")]
#[derive(PartialEq)]
pub struct Gone {
    pub message: Option<String>,
    pub until: Option<Timestamp>,
}

fn whole() -> PrintOutput {
    PrintOutput {
        text: Some("ü".to_owned()),
        image: Some(Blob::from(vec![0, 255])),
        copies: Some(-500),
        weight: Some(1.5),
        scale: Some(f64::INFINITY),
        at: Some(Timestamp::new(1_700_000_000, 250_000_000).unwrap()),
        tags: Some([("a".to_owned(), vec![Some("b".to_owned()), None])].into()),
    }
}

#[tokio::test]
async fn members_of_every_kind_arrive_and_come_back() {
    let kiosk = FakeService::start().await.unwrap();
    kiosk.on(|_: Print| async { Ok(whole()) });
    let sent = whole();
    let print = Print {
        text: sent.text,
        image: sent.image,
        copies: sent.copies,
        weight: sent.weight,
        scale: sent.scale,
        at: sent.at,
        tags: sent.tags,
    };
    let found = print.send(&kiosk.client()).await.unwrap();
    assert!(found == whole());

    let requests = kiosk.requests();
    let request = &requests[0];
    assert_eq!(request.method().as_str(), "POST");
    assert_eq!(request.path(), "/service/Kiosk/operation/Print");
    for (name, value) in [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("accept", "application/cbor"),
        ("content-type", "application/cbor"),
        ("x-amzn-query-mode", "true"),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
    let body = [
        "a7 647465787462c3bc 65696d6167654200ff 66636f706965733901f3 66776569676874fa3fc00000",
        "657363616c65fb7ff0000000000000 626174c1fb41d954fc40100000 6474616773a16161826162f6",
    ];
    let body = hex::decode(body.concat().replace(' ', "")).unwrap();
    assert_eq!(request.body()[..], body);
}

#[tokio::test]
async fn an_operation_without_input_has_no_body() {
    let kiosk = FakeService::start().await.unwrap();
    kiosk.on(|_: Ping| async { Ok(()) });
    kiosk.on(|_: Reset| async { Ok(()) });
    let client = kiosk.client();
    Ping::new().send(&client).await.unwrap();
    Reset::new().send(&client).await.unwrap();
    let requests = kiosk.requests();
    assert!(requests[0].body().is_empty());
    assert_eq!(requests[0].header("content-type"), None);
    assert_eq!(requests[0].header("accept"), Some("application/cbor"));
    assert_eq!(
        requests[1].body(),
        &[0xa0][..],
        "an input without members is an empty map"
    );
    assert_eq!(requests[1].header("content-type"), Some("application/cbor"));
}

#[tokio::test]
async fn pages_follow_the_model() {
    let buses = FakeService::start().await.unwrap();
    buses.on_raw::<ListEventBuses>(|request| {
        let first = !request.body().windows(9).any(|part| part == b"NextToken");
        let page = if first {
            // {_ "EventBuses": [_ {"Name": "a", "CreationTime": 1(1700000000)}], "NextToken": "t", "New": {}}
            "bf6a4576656e7442757365739fa2644e616d6561616c4372656174696f6e54696d65c11a6553f100ff\
             694e657874546f6b656e6174634e6577a0ff"
        } else {
            "a16a4576656e74427573657381a1644e616d656162"
        };
        Response::new(Bytes::from(hex::decode(page).unwrap()))
    });
    let client = buses.client();
    let found: Vec<EventBusSummary> = ListEventBuses::new()
        .items(&client)
        .try_collect()
        .await
        .unwrap();
    let names: Vec<_> = found
        .iter()
        .map(|bus| bus.name.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(
        found[0].creation_time,
        Some(Timestamp::from_secs(1_700_000_000).unwrap())
    );
    let requests = buses.requests();
    assert!(requests[0].path().ends_with("/operation/ListEventBuses"));
}

#[tokio::test]
async fn an_error_is_known_by_its_type() {
    let kiosk = FakeService::start().await.unwrap();
    let until = Timestamp::from_secs(1_700_000_000).unwrap();
    kiosk.on(move |_: Print| {
        std::future::ready({
            Err(KioskError::Gone(Gone {
                message: Some("closed".to_owned()),
                until: Some(until),
            }))
        })
    });
    let error = Print::new().send(&kiosk.client()).await.unwrap_err();
    assert_eq!(error.code(), Some("Gone"));
    assert_eq!(error.message(), Some("closed"));
    assert_eq!(error.status(), Some(410));
    let Some(KioskError::Gone(gone)) = error.into_service_error() else {
        panic!("the error has its type");
    };
    assert_eq!(gone.until, Some(until));
}

#[tokio::test]
async fn a_body_that_is_not_cbor_says_so_with_its_member() {
    let kiosk = FakeService::start().await.unwrap();
    let answer = |body: &'static [u8], status| {
        move |_: &opsmith::testing::Received| {
            let mut response = Response::new(Bytes::from_static(body));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            response
        }
    };
    let client = kiosk.client();
    for (body, text) in [
        (
            &b"\xa1\x66copies\x61x"[..],
            "`copies`: expected a whole number, found a string",
        ),
        (&b"\xa1\x66copies"[..], "not CBOR"),
        (&b"<html>busy</html>"[..], "not CBOR"),
        (&b"\xa0\xa0"[..], "not CBOR: there is more after the value"),
    ] {
        kiosk.on_raw::<Print>(answer(body, 200));
        let error = Print::new().send(&client).await.unwrap_err().to_string();
        assert!(error.contains(text), "{error}");
    }
    kiosk.on_raw::<Print>(answer(b"<html>not here</html>", 404));
    let error = Print::new().send(&client).await.unwrap_err().to_string();
    assert!(error.contains("not here"), "{error}");
}

#[tokio::test]
async fn a_sensitive_member_that_the_service_quotes_is_not_shown() {
    let kiosk = FakeService::start().await.unwrap();
    kiosk.on_raw::<Print>(|_| {
        // {"__type": "x#Gone", "message": "my-secret is too long"}
        let mut body = b"\xa2\x66__type\x66x#Gone\x67message\x75my-secret is too long".to_vec();
        body.shrink_to_fit();
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::GONE;
        response
    });
    let print = Print::new().text("my-secret");
    assert!(!format!("{print:?}").contains("my-secret"));
    let error = print.send(&kiosk.client()).await.unwrap_err();
    assert_eq!(error.code(), Some("Gone"));
    assert_eq!(error.message(), Some("********* is too long"));
}
