//! Recorded HTTP, played back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use http::{HeaderMap, Request, Response, Uri};
use serde_json::Value;

use crate::future::BoxFuture;
use crate::transport::body::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind};

/// The headers that are compared; the others depend on the time and on who sends them.
const COMPARED: [&str; 3] = [
    "content-type",
    "x-aws-ec2-metadata-token",
    "x-amz-sso_bearer_token",
];

/// An expected request and its response.
#[derive(Debug)]
struct Exchange {
    method: String,
    uri: Uri,
    headers: BTreeMap<String, String>,
    sent: String,
    status: u16,
    body: String,
}

/// Returns the recorded responses in order, and records every request that differs.
#[derive(Debug)]
pub(super) struct Replay {
    left: Mutex<VecDeque<Exchange>>,
    problems: Mutex<Vec<String>>,
}

impl Replay {
    /// From the events of an `http-traffic.json`.
    pub(super) fn new(traffic: &Value) -> Self {
        let mut connections: BTreeMap<u64, Vec<&Value>> = BTreeMap::new();
        for event in traffic["events"].as_array().into_iter().flatten() {
            let id = event["connection_id"].as_u64().unwrap();
            connections.entry(id).or_default().push(&event["action"]);
        }
        Self {
            left: Mutex::new(
                connections
                    .values()
                    .map(|actions| exchange(actions))
                    .collect(),
            ),
            problems: Mutex::default(),
        }
    }

    /// The requests that differ from the recording, and those that were not sent.
    pub(super) fn problems(&self) -> Vec<String> {
        let mut problems = lock(&self.problems).clone();
        for exchange in &*lock(&self.left) {
            problems.push(format!("{} {} was not sent", exchange.method, exchange.uri));
        }
        problems
    }
}

impl Transport for Replay {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let answer = match lock(&self.left).pop_front() {
            Some(exchange) => {
                lock(&self.problems).extend(exchange.differences(&request));
                let answer = Response::builder().status(exchange.status);
                Ok(answer.body(Body::from(exchange.body)).unwrap())
            }
            None => Err(TransportError::new(
                TransportErrorKind::Connect,
                format!("nothing is recorded for {}", request.uri()),
            )),
        };
        Box::pin(async { answer })
    }
}

impl Exchange {
    fn differences(&self, request: &Request<Body>) -> Vec<String> {
        let sent = request.body().as_bytes().unwrap_or_default();
        let sent = String::from_utf8_lossy(sent);
        let mut differences = Vec::new();
        let mut compare = |what: &str, expected: String, found: String| {
            if expected != found {
                differences.push(format!("{what}: expected {expected}, found {found}"));
            }
        };
        compare("method", self.method.clone(), request.method().to_string());
        compare("URL", normal(&self.uri), normal(request.uri()));
        for name in COMPARED {
            if let Some(expected) = self.headers.get(name) {
                compare(name, expected.clone(), value(request.headers(), name));
            }
        }
        compare("body", outline(&self.sent), outline(&sent));
        differences
    }
}

fn exchange(actions: &[&Value]) -> Exchange {
    let find = |kind: &str| actions.iter().find_map(|action| action.get(kind)).unwrap();
    let data = |direction: &str| {
        let chunks = actions.iter().filter_map(|action| action.get("Data"));
        chunks
            .filter(|data| data["direction"] == direction)
            .filter_map(|data| data["data"]["Utf8"].as_str())
            .collect::<String>()
    };
    let request = &find("Request")["request"];
    let headers = request["headers"].as_object().unwrap();
    Exchange {
        method: request["method"].as_str().unwrap().to_owned(),
        uri: request["uri"].as_str().unwrap().parse().unwrap(),
        headers: headers
            .iter()
            .map(|(name, values)| {
                let value = values[0].as_str().unwrap();
                (name.to_ascii_lowercase(), value.to_owned())
            })
            .collect(),
        sent: data("Request"),
        status: u16::try_from(
            find("Response")["response"]["Ok"]["status"]
                .as_u64()
                .unwrap(),
        )
        .unwrap(),
        body: data("Response"),
    }
}

/// A URL with its parameters sorted: the recordings have them in more than one order.
fn normal(uri: &Uri) -> String {
    let parameters: BTreeSet<&str> = uri
        .query()
        .into_iter()
        .flat_map(|query| query.split('&'))
        .collect();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    format!(
        "{}://{authority}{} {parameters:?}",
        uri.scheme_str().unwrap_or_default(),
        uri.path()
    )
}

/// The names of a form's fields and its operation. The values in the recordings were replaced later.
fn outline(form: &str) -> String {
    let fields: BTreeSet<&str> = form
        .split('&')
        .map(|field| match field.split_once('=') {
            Some((name, _)) if !matches!(name, "Action" | "Version") => name,
            _ => field,
        })
        .collect();
    format!("{fields:?}")
}

fn value(headers: &HeaderMap, name: &str) -> String {
    let value = headers.get(name).map(http::HeaderValue::as_bytes);
    String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
