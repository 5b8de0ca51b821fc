//! In what two requests to the same operation differ.

use std::collections::BTreeSet;

use serde_json::Value;

use super::received::Received;
use crate::codec::decode::Decode;
use crate::value::document::Document;

/// The headers that differ in every attempt.
const OF_ATTEMPTS: [&str; 5] = [
    "amz-sdk-request",
    "authorization",
    "date",
    "x-amz-date",
    "x-amz-security-token",
];

/// A line for each difference.
pub(super) fn differences(one: &Received, other: &Received) -> Vec<String> {
    let mut lines = Vec::new();
    if one.method() != other.method() {
        let (one, other) = (one.method(), other.method());
        lines.push(format!("the method was {one} and is {other}"));
    }
    text("path", one.path(), other.path(), &mut lines);
    text("query", one.raw_query(), other.raw_query(), &mut lines);
    headers(one, other, &mut lines);
    if one.body() != other.body() {
        match (document(one), document(other)) {
            (Some(one), Some(other)) => values("", &one, &other, &mut lines),
            _ => lines.push(format!(
                "the body of {} bytes has {} other bytes",
                one.body().len(),
                other.body().len()
            )),
        }
    }
    lines
}

fn text(what: &str, one: &str, other: &str, lines: &mut Vec<String>) {
    if one != other {
        lines.push(format!("the {what} was `{one}` and is `{other}`"));
    }
}

fn headers(one: &Received, other: &Received, lines: &mut Vec<String>) {
    let names = one.headers().keys().chain(other.headers().keys());
    let names: BTreeSet<&str> = names.map(http::HeaderName::as_str).collect();
    for name in names {
        let of = |request: &Received| request.header(name).unwrap_or("absent").to_owned();
        // The hash of the payload follows from the body, which is compared.
        if !OF_ATTEMPTS.contains(&name) && name != "x-amz-content-sha256" {
            text(&format!("header {name}"), &of(one), &of(other), lines);
        }
    }
}

/// The body as a value, whatever the protocol.
fn document(request: &Received) -> Option<Value> {
    let mut value = None;
    let protocol = request.meta.service.protocol;
    let read = protocol.read_input(request.body(), &mut |reader| {
        value = Some(Document::decode(reader)?.into_value());
        Ok(())
    });
    read.ok().and(value)
}

fn values(path: &str, one: &Value, other: &Value, lines: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                let of = |members: &serde_json::Map<String, Value>| {
                    members.get(name).cloned().unwrap_or_default()
                };
                values(&path, &of(one), &of(other), lines);
            }
        }
        (one, other) if one == other => {}
        (one, other) => lines.push(format!("`{path}` was {one} and is {other}")),
    }
}
